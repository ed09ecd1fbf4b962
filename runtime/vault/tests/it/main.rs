//! Secrets from a real server, and from one that a proxy spoils.

#![forbid(unsafe_code)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests state what must hold by failing"
)]

mod as_time_passes;
mod authentication;
mod environment;
mod faults;
mod leases;
mod mistakes;
mod reads;
mod support;
mod tokens;
