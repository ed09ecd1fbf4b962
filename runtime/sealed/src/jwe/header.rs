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
    /// The members of all headers of a recipient, none of which may be in two (RFC 7516, section 4).
    pub(super) fn new(object: &'h Object<'h>) -> Result<Self, SourceError> {
        if object.has("crit") {
            return Err(CRITICAL);
        }
        if object.has("zip") {
            return Err(COMPRESSED);
        }
        let mut params = Vec::with_capacity(object.members().len());
        for (name, value) in object.members() {
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
