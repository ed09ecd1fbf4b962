//! The look that tells of nearly every secret that it is plain, or a whole key.

pub(in crate::value) mod heads;
pub(in crate::value) mod issued;
pub(in crate::value) mod look;
pub(in crate::value) mod plain;
