//! The log as a program has it: accesses through the core, and the file that they leave.

#![forbid(unsafe_code)]
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "tests say what must hold, and plainly"
)]

mod changes;
mod failures;
mod folds;
mod format;
mod keys;
mod rotation;
mod rules;
mod support;
mod torn;
