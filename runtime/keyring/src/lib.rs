//! `source: keyring`: passwords in the keyring of the system, for
//! [`provider-credentials`](https://docs.rs/provider-credentials).
//!
//! Programs depend on `provider-credentials` with feature `keyring`; `docs/keyring.md` there has the rules.
//!
//! # Inside
//!
//! ```text
//! opener          where the session bus is
//! source          all requests of a load, by store
//! store           which store a manifest means, and writing to it
//! item            what a password is stored under
//! limit           until when a keyring is waited for
//! secret_service  Linux and the BSDs: the D-Bus service of GNOME Keyring, KWallet and KeePassXC
//! kernel          Linux: the kernel's keyrings
//! keychain        macOS
//! windows         Windows' credential manager
//! failures        all that may be said
//! ```

#![forbid(unsafe_code)]

mod failures;
mod item;
#[cfg(target_os = "linux")]
mod kernel;
#[cfg(target_os = "macos")]
mod keychain;
mod limit;
mod opener;
#[cfg(all(unix, not(any(target_vendor = "apple", target_os = "android"))))]
mod secret_service;
mod source;
mod store;
#[cfg(windows)]
mod windows;

pub use opener::OPENER;
pub use store::{read, write};
