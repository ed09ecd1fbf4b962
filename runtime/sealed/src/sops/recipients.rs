//! Those who can open a file.

use provider_credentials_core::WrappedKey;

/// Recipients any of whom has the same key, or the same share of it.
pub(super) type Group = Vec<Recipient>;

/// The key of a file, for one of them.
pub(super) struct Recipient {
    pub(super) scheme: &'static str,
    pub(super) params: Vec<(String, String)>,
    /// As the core's table of schemes says; for age, a whole file of it.
    pub(super) bytes: Vec<u8>,
}

impl Recipient {
    pub(super) fn params(&self) -> Vec<(&str, &str)> {
        self.params.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
    }

    pub(super) fn wrapped<'r>(&'r self, params: &'r [(&'r str, &'r str)]) -> WrappedKey<'r> {
        WrappedKey::new(self.scheme, params, &self.bytes)
    }
}
