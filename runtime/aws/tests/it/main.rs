//! Secrets from two emulators of AWS, one of which checks signatures and policies, and credentials from everywhere.

#![forbid(unsafe_code)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests state what must hold by failing"
)]

mod batches;

mod reads;

mod chain;
mod faults;
mod mistakes;
mod renewal;
mod settings;
mod support;
