//! The attributes of a URI, by where they may stand.

use provider_credentials_core::SourceError;

use super::percent::decoded;
use crate::failures::{PIN_VALUE, URI_INVALID};

/// Those before the question mark.
const PATH: &[&str] = &[
    "token",
    "manufacturer",
    "serial",
    "model",
    "library-manufacturer",
    "library-description",
    "library-version",
    "object",
    "type",
    "id",
    "slot-manufacturer",
    "slot-description",
    "slot-id",
];

/// Those behind it.
const QUERY: &[&str] = &["pin-source", "module-name", "module-path"];

/// The attributes of a URI, decoded.
pub(super) struct Attributes(Vec<(&'static str, Vec<u8>)>);

impl Attributes {
    /// Every attribute is known, and there once.
    pub(super) fn read(uri: &str) -> Result<Self, SourceError> {
        let (scheme, rest) = uri.trim_ascii().split_once(':').ok_or(URI_INVALID)?;
        if !scheme.eq_ignore_ascii_case("pkcs11") {
            return Err(URI_INVALID);
        }
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        let mut all = Self(Vec::new());
        all.add(path, ';', PATH)?;
        all.add(query, '&', QUERY)?;
        Ok(all)
    }

    fn add(
        &mut self,
        text: &str,
        separator: char,
        known: &[&'static str],
    ) -> Result<(), SourceError> {
        for attribute in text.split(separator).filter(|attribute| !attribute.is_empty()) {
            let (name, value) = attribute.split_once('=').ok_or(URI_INVALID)?;
            if name == "pin-value" {
                return Err(PIN_VALUE);
            }
            let name = known.iter().find(|known| **known == name).ok_or(URI_INVALID)?;
            if self.0.iter().any(|(other, _)| other == name) {
                return Err(URI_INVALID);
            }
            self.0.push((name, decoded(value).ok_or(URI_INVALID)?));
        }
        Ok(())
    }

    pub(super) fn bytes(&mut self, name: &str) -> Option<Vec<u8>> {
        let at = self.0.iter().position(|(known, _)| *known == name)?;
        Some(self.0.swap_remove(at).1)
    }

    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, SourceError> {
        self.bytes(name).map(String::from_utf8).transpose().map_err(|_| URI_INVALID)
    }
}
