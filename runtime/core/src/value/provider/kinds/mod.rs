//! Keys of one provider that its other keys are taken for.

mod keystore;
mod modes;
mod rows;
#[cfg(test)]
mod tests;
mod told;

pub(in crate::value) use modes::{LIVE_OF_ANYBODY, MODES, OF_ANYBODY};
pub(in crate::value) use rows::ROWS;
pub(in crate::value) use told::{
    OF_GITLAB, PREFIXES, by_form, is_doubled, is_of_putty, is_of_url_of_telegram, other, retired,
};
