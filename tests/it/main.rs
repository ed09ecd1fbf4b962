//! What a program sees: generated types over real variables and real files.

#![forbid(unsafe_code)]
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::format_push_string,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests say what must hold, and plainly"
)]

mod api;
mod architecture;
mod arrows;
mod as_time_passes;
#[cfg(target_os = "linux")]
mod audit;
mod aws;
mod azure;
mod basic;
#[path = "../leaks/built.rs"]
mod built;
mod certificate;
#[cfg(unix)]
mod command;
#[path = "../leaks/command_line.rs"]
mod command_line;
mod config;
mod config_text;
mod custom;
mod dependencies;
mod deployment;
mod docs;
mod dotenv;
mod encrypted;
#[cfg(unix)]
mod env_removal;
mod environment;
mod events;
mod explain;
mod fall_through;
mod file;
mod gcp;
#[cfg(target_os = "linux")]
mod hardening;
mod json;
#[cfg(target_os = "linux")]
mod keyring;
#[cfg(target_os = "linux")]
mod live;
mod load_async;
#[cfg(target_os = "linux")]
mod locked_memory;
mod machine;
mod metadata;
#[cfg(target_os = "linux")]
mod mutual_tls;
mod oauth2;
mod package;
mod parity;
#[cfg(unix)]
mod permissions;
#[cfg(target_os = "linux")]
mod postgres;
#[cfg(target_os = "linux")]
mod probe;
mod project;
mod redact;
mod reports;
mod source_kind;
mod sources;
mod stores;
mod support;
mod systemd;
mod threat_model;
mod token_keys;
mod tokens;
mod tpm;
mod unsafe_code;
mod values;
mod vault;
mod yaml;
