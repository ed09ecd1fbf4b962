//! The look that tells of nearly every secret that it is plain, or a whole key.

mod bare;
mod forms;
pub(in crate::value) mod heads;
pub(in crate::value) mod issued;
pub(in crate::value) mod look;
pub(in crate::value) mod plain;
#[cfg(test)]
mod tests;
mod token;
mod url;
