//! Certificates that `openssl` and `rcgen` made, as programs load them.

#![forbid(unsafe_code)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "tests state what must hold by failing"
)]

mod bytes;
mod chains;
mod encodings;
#[cfg(feature = "rustls")]
mod handshake;
mod made;
mod metadata;
mod mistaken;
mod openssl;
#[cfg(feature = "pkcs12")]
mod pkcs12;
mod signs;
mod support;
