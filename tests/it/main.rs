//! What a program sees: generated types over real variables and real files.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::format_push_string,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests say what must hold, and plainly"
)]

mod api;
mod arrows;
mod config;
mod custom;
mod docs;
mod dotenv;
mod environment;
mod events;
mod file;
mod json;
mod metadata;
mod parity;
#[cfg(unix)]
mod permissions;
mod project;
mod sources;
mod support;
mod yaml;
