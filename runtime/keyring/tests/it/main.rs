//! `source: keyring` with GNOME Keyring, in a session of the test's own, and with the kernel's keyrings.
#![forbid(unsafe_code)]
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests say what must hold, and plainly"
)]

mod kernel;
mod many;
mod mistakes;
mod support;
mod tools;
