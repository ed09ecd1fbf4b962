//! `source: pkcs11` against `SoftHSM`, behind a module that counts calls and can be told to fail.

#![forbid(unsafe_code)]
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::similar_names,
    reason = "tests say what must hold, and plainly"
)]

mod faults;
mod keys;
mod many;
mod mistakes;
mod pins;
#[cfg(feature = "rustls")]
mod signing;
mod support;
mod values;
