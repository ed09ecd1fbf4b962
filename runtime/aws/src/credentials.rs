use core::fmt;
use std::time::SystemTime;

use provider_credentials_core::Secret;
use zeroize::Zeroizing;

use crate::answer::{secret, text};
use crate::time::parsed;

/// What requests are signed with.
pub(crate) struct Credentials {
    pub(crate) access_key_id: Zeroizing<String>,
    pub(crate) secret_access_key: Secret,
    pub(crate) session_token: Option<Secret>,
    pub(crate) expires: Option<SystemTime>,
    pub(crate) origin: Origin,
}

/// Where they are from, as far as it matters for what to do about them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// Somebody wrote them down: they stay as they are until somebody writes others.
    Given,
    /// Something issued them, and issues others.
    Issued,
}

impl Credentials {
    /// Out of a JSON object with these names for key, secret and token, and `Expiration`.
    pub(crate) fn of_json(object: &str, names: [&str; 3]) -> Option<Self> {
        let [key, value, token] = names;
        let expires = match text(object, "Expiration") {
            Some(time) => Some(parsed(&time)?),
            None => None,
        };
        Some(Self {
            access_key_id: text(object, key)?,
            secret_access_key: secret(object, value)?,
            session_token: secret(object, token),
            expires,
            origin: Origin::Issued,
        })
    }

    /// Whether they can stand in a header.
    pub(crate) fn are_usable(&self) -> bool {
        let is_word = |bytes: &[u8]| !bytes.is_empty() && bytes.iter().all(u8::is_ascii_graphic);
        is_word(self.access_key_id.as_bytes())
            && is_word(self.secret_access_key.expose_bytes())
            && self.session_token.as_ref().is_none_or(|token| is_word(token.expose_bytes()))
    }

    /// Whether these are the same ones again.
    pub(crate) fn are(&self, other: &Self) -> bool {
        self.access_key_id == other.access_key_id
            && self.secret_access_key == other.secret_access_key
            && self.session_token == other.session_token
    }
}

/// Shows when they end.
impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials").field("expires", &self.expires).finish_non_exhaustive()
    }
}
