//! What a program sees: generated types over real variables and real files.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test says what must hold")]

mod api;
mod config;
mod environment;
mod file;
mod json;
mod metadata;
mod project;
mod sources;
mod support;
mod yaml;
