//! Where a file ends: its last record, and what was torn behind it.

use crate::chain::{Chain, sha256};
use crate::hex::Hash;
use crate::line::Line;

/// The end of a file that has a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tail {
    pub(crate) seq: u64,
    pub(crate) head: Hash,
    /// What lies behind the last record.
    pub(crate) torn: Option<Torn>,
    /// Whether a line is to be ended first.
    pub(crate) is_open: bool,
}

/// Length and hash of what is no record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Torn {
    pub(crate) bytes: u64,
    pub(crate) hash: Hash,
}

/// Looks for the last record in the end of a file; `is_all` if there is nothing before it. `None` if there is none.
pub(crate) fn find(end: &[u8], is_all: bool, chain: &Chain) -> Option<Tail> {
    let mut until = end.len();
    loop {
        let before = end.get(..until)?;
        // A line ends with its break, but for one that was cut off.
        let text = before.strip_suffix(b"\n").unwrap_or(before);
        let start = match text.iter().rposition(|byte| *byte == b'\n') {
            Some(at) => at + 1,
            None if is_all => 0,
            // Its start is further up.
            None => return None,
        };
        let line = Line::parse(text.get(start..)?);
        if let Some(line) = line.filter(|line| chain.is_hash(line.hashed, &line.hash)) {
            // Behind its own line break.
            let behind = end.get(until..).filter(|behind| !behind.is_empty());
            let torn =
                behind.map(|behind| Torn { bytes: behind.len() as u64, hash: sha256(behind) });
            let is_open = end.last() != Some(&b'\n');
            return Some(Tail { seq: line.seq, head: line.hash, torn, is_open });
        }
        if start == 0 {
            return None;
        }
        until = start;
    }
}
