//! The keys of `auth`, from the parts of a kind.

use super::credential_kind::Part;
use super::key::{Key, Need, Shape};
use super::mappings::{ENCODING, SOURCES_KEY, key};
use super::sources::SOURCE_NAMES;
use super::words::TYPES;

/// How many keys `auth` has for a kind with these parts, before those of sources.
pub(super) const fn own(mut parts: &[Part]) -> usize {
    let mut count = FIXED.len();
    while let [part, rest @ ..] = parts {
        count += if part.renamed_by.is_empty() { 1 } else { 2 };
        parts = rest;
    }
    count
}

const FIXED: [Key; 3] = [
    key("type", Need::Always, "The kind of credential.", "basic", Shape::Word(TYPES)),
    key(
        "source",
        Need::Optional,
        "Where all parts are, under their names.",
        "file",
        Shape::Word(SOURCE_NAMES),
    ),
    SOURCES_KEY.optional(),
];

#[allow(clippy::indexing_slicing, reason = "evaluated while it compiles")]
pub(super) const fn own_keys<const OWN: usize>(mut parts: &[Part]) -> [Key; OWN] {
    let mut keys = [FIXED[0]; OWN];
    let mut at = 0;
    while at < FIXED.len() {
        keys[at] = FIXED[at];
        at += 1;
    }
    while let [part, rest @ ..] = parts {
        keys[at] = part.key();
        at += 1;
        if !part.renamed_by.is_empty() {
            keys[at] = part.renaming_key();
            at += 1;
        }
        parts = rest;
    }
    assert!(at == OWN);
    keys
}

/// How many keys `auth` has for a kind of which one part alone has a source, which is none of them.
pub(super) const fn beside_source(parts: &[Part]) -> usize {
    BESIDE_SOURCE.len() + parts.len() - 1
}

const BESIDE_SOURCE: [Key; 4] = [
    key("type", Need::Always, "The kind of credential.", "api_key", Shape::Word(TYPES)),
    key("source", Need::Or("sources"), "Where the secret is.", "env", Shape::Word(SOURCE_NAMES)),
    SOURCES_KEY,
    ENCODING,
];

#[allow(clippy::indexing_slicing, reason = "evaluated while it compiles")]
pub(super) const fn keys_beside_source<const OWN: usize>(mut parts: &[Part]) -> [Key; OWN] {
    let mut keys = [BESIDE_SOURCE[0]; OWN];
    let mut at = 0;
    while at < BESIDE_SOURCE.len() {
        keys[at] = BESIDE_SOURCE[at];
        at += 1;
    }
    while let [part, rest @ ..] = parts {
        if !part.role.has_source() {
            keys[at] = part.key();
            at += 1;
        }
        parts = rest;
    }
    assert!(at == OWN);
    keys
}
