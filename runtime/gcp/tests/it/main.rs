//! Secrets from a server that Google's own client takes for Secret Manager, and tokens from everywhere.

#![forbid(unsafe_code)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests state what must hold by failing"
)]

mod adc;
mod faults;
mod federation;
mod many;
mod mistakes;
mod reads;
mod renewal;
mod support;
