//! Sentinels for tests, and a search that finds them in every disguise.
//!
//! A sentinel is a text that stands for a secret and occurs nowhere else. [`Sentinels`] says which of them is in
//! some bytes, as it is or encoded, whole or a piece of it, and never shows one.

#![forbid(unsafe_code)]

mod base64;
mod made;
mod patterns;
mod rewritten;
mod search;

pub use made::{aws_key_id, github_token, letters, odd};
pub use patterns::disguises;
pub use search::{Found, Sentinels};
