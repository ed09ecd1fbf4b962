//! Lines that are no records, until it is known why.

use sha2::{Digest as _, Sha256};

use crate::hex::Hash;

#[derive(Default)]
pub(super) struct Pending {
    /// Of the first of them.
    pub(super) line: u64,
    pub(super) count: u64,
    /// The first that is no beginning of a record, as an interrupted write would leave it.
    pub(super) odd: Option<u64>,
    bytes: u64,
    hash: Sha256,
}

impl Pending {
    pub(super) fn add(&mut self, number: u64, line: &[u8], is_whole: bool) {
        if self.count == 0 {
            self.line = number;
        } else {
            self.hash.update(b"\n");
            self.bytes += 1;
        }
        self.count += 1;
        self.hash.update(line);
        self.bytes += line.len() as u64;
        if self.odd.is_none() && (!is_whole || has_end(line)) {
            self.odd = Some(number);
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Whether they are what a later record says that it found, and as an interrupted write would leave it; else the
    /// line that is not.
    pub(super) fn are(&self, (bytes, hash): (u64, Hash)) -> Result<(), u64> {
        let is =
            |found: Sha256, length: u64| length == bytes && Hash::from(found.finalize()) == hash;
        if is(self.hash.clone(), self.bytes) {
            return self.odd.map_or(Ok(()), Err);
        }
        // The line break comes last, so what has it was not interrupted.
        let is_whole = is(self.hash.clone().chain_update(b"\n"), self.bytes + 1);
        let last = self.line + self.count - 1;
        Err(self.odd.unwrap_or(if is_whole { last } else { self.line }))
    }
}

/// Whether it has the end of a record: what ends there was not interrupted.
fn has_end(line: &[u8]) -> bool {
    line.windows(3).any(|window| window.ends_with(b"\"}") && window.first() != Some(&b'\\'))
}
