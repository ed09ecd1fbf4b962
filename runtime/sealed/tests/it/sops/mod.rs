//! Files of sops: those that it writes, through loads.

#![allow(
    clippy::format_push_string,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    reason = "tests are to be read, and their numbers are small"
)]

mod damage;
mod formats;
mod hostile;
#[cfg(all(unix, feature = "sops-write"))]
mod plugins;
mod recipients;
mod rules;
#[cfg(feature = "sops-write")]
mod silent;
#[cfg(feature = "sops-write")]
mod stores;
mod support;
#[cfg(feature = "sops-write")]
mod write;
#[cfg(feature = "sops-write")]
mod written;
