//! A record as it stands in a file.

use crate::hex::{self, Hash};

/// Of what has the form of a record. Whether it is one, its hash tells.
#[derive(Clone, Copy)]
pub(crate) struct Line<'a> {
    /// What the hash is of.
    pub(crate) hashed: &'a [u8],
    pub(crate) seq: u64,
    pub(crate) event: &'a [u8],
    /// What stands behind the event.
    rest: &'a [u8],
    pub(crate) prev: Hash,
    pub(crate) hash: Hash,
}

/// The longest that is taken for a record, in bytes.
pub(crate) const LONGEST: usize = 64 * 1024;

const TIME: usize = "2027-01-15T08:00:00.000000Z".len();

impl<'a> Line<'a> {
    /// Without its line break.
    pub(crate) fn parse(line: &'a [u8]) -> Option<Self> {
        let text = line.strip_suffix(b"\"}")?;
        let (text, hash) = split_hash(text)?;
        let hashed = text.strip_suffix(b",\"hash\":\"")?;
        let (text, prev) = split_hash(hashed.strip_suffix(b"\"")?)?;
        let text = text.strip_suffix(b",\"prev\":\"")?;
        let text = text.strip_prefix(b"{\"seq\":")?;
        let (seq, text) = number(text)?;
        let text = text.strip_prefix(b",\"time\":\"")?.get(TIME..)?;
        let text = text.strip_prefix(b"\",\"event\":\"")?;
        let end = text.iter().position(|byte| *byte == b'"')?;
        let (event, rest) = (text.get(..end)?, text.get(end + 1..)?);
        Some(Self { hashed, seq, event, rest, prev, hash })
    }

    /// What its own keys are, where it is an `audit_opened`: algorithm and ID of the key.
    pub(crate) fn opened(&self) -> Option<(&'a [u8], Option<&'a [u8]>)> {
        let text = self.own(b"audit_opened", b",\"format\":1,\"alg\":\"")?;
        let end = text.iter().position(|byte| *byte == b'"')?;
        let (algorithm, text) = (text.get(..end)?, text.get(end + 1..)?);
        let text = text.strip_prefix(b",\"key_id\":")?;
        let id = text.strip_prefix(b"\"").and_then(|text| text.get(..16));
        Some((algorithm, id))
    }

    /// Length and hash of what an `audit_torn` is about.
    pub(crate) fn torn(&self) -> Option<(u64, Hash)> {
        let text = self.own(b"audit_torn", b",\"bytes\":")?;
        let (bytes, text) = number(text)?;
        let hash = hex::parse(text.strip_prefix(b",\"sha256\":\"")?.get(..64)?)?;
        Some((bytes, hash))
    }

    /// The last hash of the file before, where it is an `audit_continued`.
    pub(crate) fn old_head(&self) -> Option<Hash> {
        hex::parse(self.own(b"audit_continued", b",\"old_head\":\"")?.get(..64)?)
    }

    /// How many accesses were let through, where it is an `audit_lost`.
    pub(crate) fn lost(&self) -> Option<u64> {
        number(self.own(b"audit_lost", b",\"count\":")?).map(|(count, _)| count)
    }

    /// How many accesses it stands for.
    pub(crate) fn accesses(&self) -> u64 {
        const COUNT: &[u8] = b",\"count\":";

        if self.event != b"credential_accessed" {
            return 0;
        }
        // Quotes in texts are escaped, so this is nowhere but where it belongs.
        let at = self.rest.windows(COUNT.len()).rposition(|window| window == COUNT);
        let text = at.and_then(|at| self.rest.get(at + COUNT.len()..));
        text.and_then(number).map_or(0, |(count, _)| count)
    }

    fn own(&self, event: &[u8], first: &[u8]) -> Option<&'a [u8]> {
        (self.event == event).then(|| self.rest.strip_prefix(first)).flatten()
    }
}

/// Off the end.
fn split_hash(text: &[u8]) -> Option<(&[u8], Hash)> {
    let at = text.len().checked_sub(64)?;
    let (text, digits) = text.split_at_checked(at)?;
    Some((text, hex::parse(digits)?))
}

/// Off the start, as it is written: without zeros in front.
fn number(text: &[u8]) -> Option<(u64, &[u8])> {
    let end = text.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(end)?;
    if digits.first() == Some(&b'0') && digits.len() > 1 {
        return None;
    }
    let number = std::str::from_utf8(digits).ok()?.parse().ok()?;
    Some((number, rest))
}
