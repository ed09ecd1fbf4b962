//! Nothing of a secret in anything that is said: by errors, events, logs, panics, types, builds and examples.

#![forbid(unsafe_code)]
#![cfg(target_os = "linux")]
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::redundant_closure_for_method_calls,
    reason = "tests say what must hold, and plainly"
)]

mod audited;
mod built;
mod case;
mod child;
mod command_line;
mod commands;
mod errors;
mod examples;
mod explained;
mod fake_tpm;
mod innocent;
mod left;
#[allow(dead_code, reason = "other tests need more of it")]
#[path = "../../runtime/certificate/tests/it/made.rs"]
mod made;
mod manifests;
mod modes;
#[allow(dead_code, unexpected_cfgs, reason = "other tests need more of it")]
#[path = "../../runtime/certificate/tests/it/openssl.rs"]
mod openssl;
mod output;
#[allow(dead_code, reason = "other tests need more of it")]
#[path = "../it/package.rs"]
mod package;
mod projects;
mod redacted;
mod rows;
mod scanner;
mod seen;
mod server;
mod sets;
#[allow(dead_code, reason = "other tests need more of it")]
#[path = "../it/support.rs"]
mod support;
mod traced;
mod types;
