//! Checksums that providers and programs put into their keys: one letter more or another is seen without asking them.

use crate::value::about::About;
use crate::value::letters::text::holds;

mod base58;
mod bech32;
mod github;
mod sha256;
mod stellar;

pub(in crate::value) use base58::{BITCOIN, EXTENDED, RIPPLE, has_wrong_sum, sum_fits};
pub(in crate::value) use bech32::{HEADS, cut};

/// Whose key it is whose checksum does not fit.
pub(in crate::value) fn wrong(text: &str, about: &About) -> Option<&'static str> {
    if github::is_wrong(text) {
        return Some("GitHub");
    }
    if bech32::is_wrong(text) {
        return Some("age");
    }
    if let Some(owner) = bech32::wrong(text).or_else(|| base58::wrong(text)) {
        return Some(owner);
    }
    // Others are of the same digits.
    let is_of = |name: &[u8]| holds(about.provider, name) || about.has_name_with(name);
    if is_wrong_of_stellar(text) && is_of(b"stellar") {
        Some("Stellar")
    } else if is_wrong_of_nats(text) && (is_of(b"nats") || is_of(b"nkey")) {
        Some("NATS")
    } else {
        None
    }
}

/// Whether it is a seed of Stellar with another letter than it had.
pub(super) fn is_wrong_of_stellar(text: &str) -> bool {
    stellar::is_wrong(text, stellar::OF_STELLAR)
}

/// The same of NATS.
pub(super) fn is_wrong_of_nats(text: &str) -> bool {
    stellar::is_wrong(text, stellar::OF_NATS)
}
