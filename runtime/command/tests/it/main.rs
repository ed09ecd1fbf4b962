//! `source: command` with real programs.
#![forbid(unsafe_code)]
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests say what must hold, and plainly"
)]

mod environment;
mod limits;
mod mistakes;
mod pass;
mod support;
mod values;
