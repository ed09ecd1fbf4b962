//! The members of a file's headers, as they hold for one recipient.

use std::borrow::Cow;

use provider_credentials_core::SourceError;

use super::failures::{COMPRESSED, CRITICAL, HEADER};
use super::object::{Object, text};

pub(super) struct Header<'h> {
    /// The members that are text, and some of the others as JSON.
    params: Vec<(&'h str, Cow<'h, str>)>,
}

impl<'h> Header<'h> {
    /// The members of the headers that all recipients share and of one's own, none of which may be in two (RFC 7516,
    /// section 4).
    pub(super) fn new(shared: &'h Object<'h>, own: &'h Object<'h>) -> Result<Self, SourceError> {
        if own.members().iter().any(|(name, _)| shared.has(name)) {
            return Err(HEADER);
        }
        let has = |name| shared.has(name) || own.has(name);
        if has("crit") {
            return Err(CRITICAL);
        }
        if has("zip") {
            return Err(COMPRESSED);
        }
        let mut params = Vec::with_capacity(shared.members().len() + own.members().len());
        for (name, value) in shared.members().iter().chain(own.members()) {
            if AS_JSON.contains(&&**name) {
                params.push((&**name, Cow::Borrowed(*value)));
            } else if let Some(text) = text(value) {
                params.push((&**name, text));
            } else if TEXTS.contains(&&**name) {
                return Err(HEADER);
            }
        }
        Ok(Self { params })
    }

    pub(super) fn param(&self, name: &str) -> Option<&str> {
        self.params.iter().find(|(known, _)| *known == name).map(|(_, value)| &**value)
    }

    pub(super) fn params(&self) -> Vec<(&str, &str)> {
        self.params.iter().map(|(name, value)| (*name, &**value)).collect()
    }
}

/// What providers read further: the public key of an agreement, and what clevis has to say.
const AS_JSON: [&str; 2] = ["epk", "clevis"];

/// What has to be text if it is there.
const TEXTS: [&str; 5] = ["alg", "enc", "kid", "apu", "apv"];
