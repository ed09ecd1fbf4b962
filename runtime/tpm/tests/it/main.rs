//! `source: tpm` with a TPM in software, and objects that tpm2-tools sealed.
#![forbid(unsafe_code)]
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests say what must hold, and plainly"
)]

mod bus;
mod clevis;
mod device;
mod hundred;
mod mistakes;
mod objects;
mod passwords;
mod pin;
mod shared;
mod support;
mod tap;
