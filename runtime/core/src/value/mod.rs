//! Whether a text can be a secret.
//!
//! Most are: a [look](plain::is_plain) at every byte at once tells, and nothing else is done. The others are gone
//! through in [`doubts`](doubts::doubts), and [`refused`](refused::refused) for what is a secret never.

mod base64;
mod connection;
mod doubts;
mod encoding;
mod hash;
mod heads;
mod hex;
mod json;
mod pem;
mod placeholder;
mod plain;
mod providers;
mod reference;
mod refused;
mod signs;
mod template;
mod text;

pub(crate) use doubts::{About, doubts};
pub(crate) use encoding::decode;
pub(crate) use pem::unescape;
pub(crate) use plain::is_plain;
pub(crate) use refused::refused;
