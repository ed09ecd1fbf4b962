//! Secrets from a fake of Azure, which Microsoft's own client takes for real in the same tests, and credentials from
//! everywhere.

#![forbid(unsafe_code)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests state what must hold by failing"
)]

mod chain;
mod faults;
mod logins;
mod many;
mod mistakes;
mod reads;
mod renewal;
mod support;
