//! What a place holds, in words.

use core::fmt;

use crate::report::place::Place;

/// What a place holds, as a noun.
pub(super) struct Value(pub(super) Place);

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.key() {
            Some(_) => write!(f, "key {} in {}", Key(self.0), self.0),
            None => self.0.fmt(f),
        }
    }
}

/// The key path of a place, in backticks.
pub(super) struct Key(pub(super) Place);

impl Key {
    /// The key of the manifest that has it.
    pub(super) fn manifest_key(&self) -> &'static str {
        match self.0 {
            place if place.is_systemd() => "`systemd_key`",
            Place::File(_) => "`file_key`",
            _ => "its key",
        }
    }

    /// Its segment at `depth`, unless that is the last.
    pub(super) fn segment(&self, depth: u8) -> Option<&'static str> {
        let segments = self.0.key()?.segments;
        let depth = usize::from(depth);
        segments.get(depth).copied().filter(|_| depth + 1 < segments.len())
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`", self.0.key().map_or("", |key| key.text))
    }
}
