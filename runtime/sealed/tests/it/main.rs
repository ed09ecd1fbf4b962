//! Encrypted files, through loads.

#![forbid(unsafe_code)]
#![allow(
    clippy::panic,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::similar_names,
    reason = "tests say what must hold, and plainly"
)]

#[cfg(feature = "age")]
mod age;
#[cfg(feature = "jwe")]
mod jwe;
#[cfg(feature = "sops")]
mod sops;
mod support;
