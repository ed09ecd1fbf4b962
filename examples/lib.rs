//! Runnable examples: `cargo run --example quickstart`.

#![forbid(unsafe_code)]
