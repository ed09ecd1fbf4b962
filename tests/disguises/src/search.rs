use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fmt;

use crate::patterns::{LEAST, Pattern, patterns};

/// Texts that must be nowhere, by name.
#[derive(Default)]
pub struct Sentinels {
    names: Vec<String>,
    /// Each pattern of each, by its first bytes.
    patterns: HashMap<u64, Vec<(Pattern, usize)>>,
    /// Whether there is a pattern with these first bytes: a bit for many of them.
    begins: Vec<u64>,
}

/// Where a sentinel is, and how it is disguised. It does not show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The name of the sentinel.
    pub name: String,
    /// How it is written there.
    pub disguise: &'static str,
    /// The first byte of a piece of it.
    pub at: usize,
    /// The line of that byte, from 1.
    pub line: usize,
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the sentinel `{}`, {}, at byte {} (line {})",
            self.name, self.disguise, self.at, self.line
        )
    }
}

impl fmt::Debug for Sentinels {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.names).finish()
    }
}

const BITS: u32 = 22;

impl Sentinels {
    /// None.
    #[must_use]
    pub fn new() -> Self {
        Self { begins: vec![0; 1 << (BITS - 6)], ..Self::default() }
    }

    /// One more.
    ///
    /// # Panics
    ///
    /// If the text is too short to be told from others, or another one has the name.
    #[must_use]
    pub fn with(mut self, name: &str, text: &str) -> Self {
        assert!(text.len() >= LEAST, "`{name}` is too short to be searched for");
        assert!(!self.names.iter().any(|known| known == name), "two have the name `{name}`");
        let number = self.names.len();
        self.names.push(name.to_owned());
        for pattern in patterns(text) {
            let Some(begin) = begin(&pattern.bytes) else { continue };
            let (word, bit) = bit(begin);
            if let Some(word) = self.begins.get_mut(word) {
                *word |= bit;
            }
            match self.patterns.entry(begin) {
                Entry::Vacant(entry) => {
                    entry.insert(vec![(pattern, number)]);
                }
                Entry::Occupied(mut entry) => {
                    let known = |(other, _): &(Pattern, usize)| other.bytes == pattern.bytes;
                    if !entry.get().iter().any(known) {
                        entry.get_mut().push((pattern, number));
                    }
                }
            }
        }
        self
    }

    /// The names.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Where they are: the first place of each of them, in each disguise.
    #[must_use]
    pub fn find(&self, bytes: &[u8]) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        for (at, window) in bytes.windows(LEAST).enumerate() {
            let Some(begin) = begin(window) else { continue };
            let (word, bit) = bit(begin);
            if self.begins.get(word).is_none_or(|word| word & bit == 0) {
                continue;
            }
            let rest = bytes.get(at..).unwrap_or_default();
            for (pattern, number) in self.patterns.get(&begin).into_iter().flatten() {
                let Some(name) = self.names.get(*number) else { continue };
                let is_known =
                    |known: &Found| known.name == *name && known.disguise == pattern.disguise;
                if rest.starts_with(&pattern.bytes) && !found.iter().any(is_known) {
                    let before = bytes.get(..at).unwrap_or_default();
                    let line = before.split(|byte| *byte == b'\n').count();
                    found.push(Found { name: name.clone(), disguise: pattern.disguise, at, line });
                }
            }
        }
        found
    }
}

fn begin(bytes: &[u8]) -> Option<u64> {
    bytes.first_chunk().copied().map(u64::from_le_bytes)
}

/// Which word of the table, and which bit of it.
fn bit(begin: u64) -> (usize, u64) {
    let hash = begin.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - BITS);
    (usize::try_from(hash >> 6).unwrap_or(0), 1 << (hash & 63))
}
