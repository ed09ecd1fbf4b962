use core::fmt;

use secrecy::{ExposeSecret, SecretString};
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, Zeroizing};

#[cfg(all(feature = "locked-memory", unix))]
use super::locked::Locked;
#[cfg(feature = "locked-memory")]
use super::locked::Unlocked;

/// A loaded secret: wiped on drop, never printed.
///
/// The only way to the text is [`ExposeSecret::expose_secret`], a name that is easy to search for.
/// There is no `Display`, `Clone`, `Serialize` or `Deserialize`, and `Debug` shows no content.
///
/// ```
/// # use provider_credentials_core as provider_credentials;
/// use provider_credentials::{ExposeSecret, Secret};
///
/// let secret = Secret::from("example");
/// assert_eq!(secret.expose_secret(), "example");
/// assert_eq!(format!("{secret:?}"), "Secret([REDACTED])");
/// ```
///
/// Two secrets compare in time that depends on their lengths alone, so a comparison with what a
/// client sent tells nothing about the content:
///
/// ```
/// # use provider_credentials_core as provider_credentials;
/// # use provider_credentials::Secret;
/// # let expected = Secret::from("example");
/// assert!(expected == *"example");
/// ```
pub struct Secret(Storage);

enum Storage {
    Heap(SecretString, Signs),
    /// What is no text.
    Bytes(Zeroizing<Box<[u8]>>),
    #[cfg(all(feature = "locked-memory", unix))]
    Locked(Locked),
}

/// What is known of the signs in a text, since it was looked at before it was copied.
#[derive(Clone, Copy, PartialEq)]
enum Signs {
    OfKeys,
    Any,
}

impl Secret {
    /// Copies `text` into memory of exactly its size, which the secret then owns and wipes.
    ///
    /// The caller wipes `text`.
    pub(crate) fn copy_of(text: &str) -> Self {
        Self(Storage::Heap(copied(text), Signs::Any))
    }

    /// Copies a text in which are the signs alone that keys have.
    pub(crate) fn simple_copy_of(text: &str) -> Self {
        Self(Storage::Heap(copied(text), Signs::OfKeys))
    }

    /// The text, if it was copied as one in which are the signs alone that keys have.
    #[inline]
    pub(crate) fn expose_simple(&self) -> Option<&str> {
        match &self.0 {
            Storage::Heap(text, Signs::OfKeys) => Some(text.expose_secret()),
            _ => None,
        }
    }

    /// Copies bytes that are no text. The caller wipes them.
    pub(crate) fn copy_of_bytes(bytes: &[u8]) -> Self {
        Self(Storage::Bytes(Zeroizing::new(Box::from(bytes))))
    }

    /// A copy for a source, which wipes itself too.
    pub(crate) fn copied(&self) -> Self {
        if self.is_text() {
            Self::copy_of(self.expose_secret())
        } else {
            Self::copy_of_bytes(self.expose_bytes())
        }
    }

    /// The bytes, also of a secret that is no text: a key store, or a key of 32 bytes, that the manifest
    /// says is in an `encoding`.
    ///
    /// ```
    /// # use provider_credentials_core as provider_credentials;
    /// # use provider_credentials::Secret;
    /// assert_eq!(Secret::from("key").expose_bytes(), b"key");
    /// ```
    #[must_use]
    pub fn expose_bytes(&self) -> &[u8] {
        match &self.0 {
            Storage::Heap(text, _) => text.expose_secret().as_bytes(),
            Storage::Bytes(bytes) => bytes,
            #[cfg(all(feature = "locked-memory", unix))]
            Storage::Locked(locked) => locked.bytes(),
        }
    }

    /// Whether it is text. If it is not, [`expose_secret`](ExposeSecret::expose_secret) gives the empty text: use
    /// [`expose_bytes`](Self::expose_bytes). Only a source with an `encoding` in the manifest gives such a
    /// secret.
    #[must_use]
    pub fn is_text(&self) -> bool {
        match &self.0 {
            Storage::Heap(..) => true,
            Storage::Bytes(_) => false,
            #[cfg(all(feature = "locked-memory", unix))]
            Storage::Locked(locked) => locked.is_text(),
        }
    }

    /// The same text in memory as [`Loader::lock_memory`](crate::Loader::lock_memory) promises it, and
    /// what could not be done of that.
    #[cfg(all(feature = "locked-memory", unix))]
    pub(crate) fn lock(self) -> (Self, Option<Unlocked>) {
        match Locked::copy_of(self.expose_bytes(), self.is_text()) {
            Ok((locked, unlocked)) => (Self(Storage::Locked(locked)), unlocked),
            Err(unlocked) => (self, Some(unlocked)),
        }
    }

    #[cfg(all(feature = "locked-memory", not(unix)))]
    pub(crate) fn lock(self) -> (Self, Option<Unlocked>) {
        (self, Some(Unlocked::Unsupported))
    }

    /// A copy for interfaces that take secrecy's own type.
    ///
    /// The copy wipes itself too, but can be cloned, and is never in locked memory: prefer to pass
    /// `&Secret` if you can. It is empty if the secret [is no text](Self::is_text).
    #[must_use]
    pub fn to_secret_string(&self) -> SecretString {
        copied(self.expose_secret())
    }
}

impl ExposeSecret<str> for Secret {
    fn expose_secret(&self) -> &str {
        match &self.0 {
            Storage::Heap(text, _) => text.expose_secret(),
            Storage::Bytes(_) => "",
            #[cfg(all(feature = "locked-memory", unix))]
            Storage::Locked(text) => text.text(),
        }
    }
}

fn copied(text: &str) -> SecretString {
    SecretString::from(Box::<str>::from(text))
}

/// Takes the text over and wipes the string's own buffer, spare capacity included.
impl From<String> for Secret {
    fn from(mut text: String) -> Self {
        // Shrinking in place could leave the spare part, or all of it, in freed memory.
        let secret = Self::copy_of(&text);
        text.zeroize();
        secret
    }
}

/// Copies the text; wiping the original is up to its owner. Handy in tests.
impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self::copy_of(text)
    }
}

/// Copies the bytes, which are text if they are UTF-8; wiping the original is up to its owner. Handy in tests.
impl From<&[u8]> for Secret {
    fn from(bytes: &[u8]) -> Self {
        match core::str::from_utf8(bytes) {
            Ok(text) => Self::copy_of(text),
            Err(_) => Self::copy_of_bytes(bytes),
        }
    }
}

/// Takes the text over, without a copy.
impl From<SecretString> for Secret {
    fn from(text: SecretString) -> Self {
        Self(Storage::Heap(text, Signs::Any))
    }
}

impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        self.expose_bytes().ct_eq(other.expose_bytes()).into()
    }
}

impl Eq for Secret {}

impl PartialEq<str> for Secret {
    fn eq(&self, other: &str) -> bool {
        self.expose_bytes().ct_eq(other.as_bytes()).into()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret([REDACTED])")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_nothing() {
        let secret = Secret::copy_of("sentinel");
        assert_eq!(format!("{secret:?}"), "Secret([REDACTED])");
        assert_eq!(format!("{secret:#?}"), "Secret([REDACTED])");
    }

    #[cfg(feature = "locked-memory")]
    #[test]
    fn in_locked_memory_it_is_the_same() {
        for text in ["sentinel", "a\n", "ж"] {
            let (secret, _) = Secret::copy_of(text).lock();
            assert_eq!(secret.expose_secret(), text);
            assert_eq!(secret.to_secret_string().expose_secret(), text);
            assert_eq!(secret, Secret::copy_of(text));
            assert_ne!(secret, Secret::copy_of("other"));
            assert_eq!(format!("{secret:?}"), "Secret([REDACTED])");
        }
        let (secret, _) = Secret::copy_of_bytes(b"\xff\0").lock();
        assert_eq!((secret.expose_bytes(), secret.is_text()), (&b"\xff\0"[..], false));
        assert_eq!(secret.expose_secret(), "");
    }

    #[test]
    fn bytes_are_no_text() {
        let secret = Secret::copy_of_bytes(b"\xff\xfe");
        assert_eq!((secret.expose_bytes(), secret.expose_secret()), (&b"\xff\xfe"[..], ""));
        assert!(!secret.is_text() && Secret::from("a").is_text());
        assert_ne!(secret, Secret::from(""));
        assert!(secret != *"");
        assert_eq!(secret, Secret::copy_of_bytes(b"\xff\xfe"));
        assert_eq!(format!("{secret:?}"), "Secret([REDACTED])");
    }

    #[test]
    fn equality_is_by_content() {
        assert_eq!(Secret::copy_of("a"), Secret::copy_of("a"));
        assert_ne!(Secret::copy_of("a"), Secret::copy_of("b"));
        assert_ne!(Secret::copy_of("a"), Secret::copy_of("aa"));
        assert!(Secret::copy_of("a") == *"a");
    }

    #[test]
    fn a_string_with_spare_capacity_is_taken_over() {
        let mut text = String::with_capacity(64);
        text.push_str("value");
        assert_eq!(Secret::from(text).to_secret_string().expose_secret(), "value");
    }
}
