//! A line of an identity file.

use age::x25519;
use provider_credentials_core::SourceError;

use super::failures::{BAD_IDENTITY, PLUGIN, POST_QUANTUM, RECIPIENT};

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

/// The identity that a line is.
pub(super) fn identity(line: &str) -> Result<x25519::Identity, SourceError> {
    if line.starts_with(X25519) {
        return line.parse().map_err(|_| BAD_IDENTITY);
    }
    Err(if line.starts_with(OF_AGE) {
        POST_QUANTUM
    } else if line.starts_with(OF_PLUGIN) {
        PLUGIN
    } else if RECIPIENTS.iter().any(|head| line.starts_with(head)) {
        RECIPIENT
    } else {
        BAD_IDENTITY
    })
}
