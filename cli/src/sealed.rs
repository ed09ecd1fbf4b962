//! Encrypted files, for `encrypt`, `decrypt`, `edit` and `rekey`.
#![cfg_attr(
    not(all(feature = "age", feature = "sops", feature = "jwe")),
    allow(dead_code, unused_variables, reason = "of formats that this build lacks")
)]

#[cfg(feature = "age")]
mod age;
#[cfg(any(feature = "age", feature = "jwe"))]
mod form;
mod format;
mod input;
#[cfg(feature = "jwe")]
mod jwe;
mod opening;
mod recipients;
#[cfg(any(feature = "age", feature = "sops"))]
mod rules;
#[cfg(feature = "sops")]
mod sops;
mod whom;

use crate::end::Failure;
pub(crate) use format::Format;
pub(crate) use input::Input;
#[cfg(unix)]
pub(crate) use input::read as read_file;
pub(crate) use opening::{Open, Opening};
pub(crate) use recipients::Recipients;
pub(crate) use whom::Whom;

/// A plain file, encrypted.
pub(crate) fn encrypt(format: Format, input: &Input, whom: &Whom) -> Result<Vec<u8>, Failure> {
    match format {
        #[cfg(feature = "sops")]
        Format::Sops => sops::encrypt(input, whom),
        #[cfg(feature = "age")]
        Format::Age => age::encrypt(input, whom),
        #[cfg(feature = "jwe")]
        Format::Jwe => jwe::encrypt(input, whom),
        #[allow(unreachable_patterns, reason = "in a build with all of them")]
        other => Err(other.off()),
    }
}

/// An encrypted file, opened.
pub(crate) fn open(input: &Input, how: &Opening) -> Result<Box<dyn Open>, Failure> {
    match how.format(input)? {
        #[cfg(feature = "sops")]
        Format::Sops => sops::open(input, how),
        #[cfg(feature = "age")]
        Format::Age => age::open(input, how),
        #[cfg(feature = "jwe")]
        Format::Jwe => jwe::open(input, how),
        #[allow(unreachable_patterns, reason = "in a build with all of them")]
        other => Err(other.off()),
    }
}
