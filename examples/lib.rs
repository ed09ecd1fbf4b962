//! Runnable examples: `cargo run --example agent`.

#![forbid(unsafe_code)]
