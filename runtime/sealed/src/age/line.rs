//! A line of an identity file.

use age::x25519;
use provider_credentials_core::SourceError;

use super::failures::{BAD_IDENTITY, POST_QUANTUM, RECIPIENT};

/// How lines begin that are identities.
const X25519: &str = "AGE-SECRET-KEY-1";
const OF_PLUGIN: &str = "AGE-PLUGIN-";
const OF_AGE: &str = "AGE-SECRET-KEY-";

/// How lines begin that are public keys.
const RECIPIENTS: [&str; 5] = ["age1", "ssh-ed25519 ", "ssh-rsa ", "ecdsa-sha2-", "sk-ssh-"];

/// Whether somebody would take the line for a part of an identity file.
pub(super) fn is_meant(line: &str) -> bool {
    line.starts_with(OF_AGE)
        || line.starts_with(OF_PLUGIN)
        || RECIPIENTS.iter().any(|head| line.starts_with(head))
}

/// What a line is.
pub(super) enum Line {
    Native(x25519::Identity),
    /// Of the plug-in with that name.
    OfPlugin(String),
}

/// The identity that a line is.
pub(super) fn identity(line: &str) -> Result<Line, SourceError> {
    if line.starts_with(X25519) {
        return line.parse().map(Line::Native).map_err(|_| BAD_IDENTITY);
    }
    if let Some(rest) = line.strip_prefix(OF_PLUGIN) {
        return plugin_name(rest).map(Line::OfPlugin).ok_or(BAD_IDENTITY);
    }
    Err(if line.starts_with(OF_AGE) {
        POST_QUANTUM
    } else if RECIPIENTS.iter().any(|head| line.starts_with(head)) {
        RECIPIENT
    } else {
        BAD_IDENTITY
    })
}

/// `NAME-1…`: what is behind the last 1 is the plug-in's.
fn plugin_name(rest: &str) -> Option<String> {
    let (name, _) = rest.rsplit_once('1')?;
    let name = name.strip_suffix('-')?.to_ascii_lowercase();
    let is_of_name = |byte: u8| byte.is_ascii_alphanumeric() || b"+-._".contains(&byte);
    (!name.is_empty() && name.bytes().all(is_of_name)).then_some(name)
}
