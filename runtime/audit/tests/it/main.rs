//! The log as a program has it: accesses through the core, and the file that they leave.

#![forbid(unsafe_code)]
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::format_collect,
    clippy::format_push_string,
    clippy::naive_bytecount,
    clippy::large_stack_arrays,
    clippy::similar_names,
    clippy::cast_possible_truncation,
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
