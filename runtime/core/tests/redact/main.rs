//! Secrets out of text: every disguise, wherever it stands and however a writer gets it.

#![forbid(unsafe_code)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "tests say what must hold, and plainly"
)]

mod disguised;
mod disguises;
mod innocent;
mod lines;
mod overlaps;
mod panics;
mod random;
mod writer;
