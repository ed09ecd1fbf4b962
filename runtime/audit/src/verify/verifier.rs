use core::fmt;
use std::io::{self, BufRead};
use std::mem;

use provider_credentials_core::AccessAnchor;

use super::pending::Pending;
use super::said::{Finding, Note, Problem, Remark};
use super::verified::{Outcome, Verified};
use crate::chain::{Chain, NOTHING};
use crate::hex::{self, Hash};
use crate::line::Line;
use crate::lines;

/// Reads files of an audit log in their order, the oldest first, in bounded memory.
///
/// ```
/// use provider_credentials_audit::{Outcome, Verifier};
///
/// let mut verifier = Verifier::new();
/// verifier.read(&b"no log\n"[..])?;
/// let verified = verifier.finish();
/// assert_eq!(verified.outcome, Outcome::Bad);
/// assert_eq!(verified.finding.unwrap().line(), 1);
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct Verifier {
    key: Option<Chain>,
    expected: Option<Hash>,
    has_head: bool,
    /// What the hashes of this file are made by; `None` if only a key that is not here can tell.
    chain: Option<Chain>,
    file: usize,
    /// Whether the first record of this file continues the file before.
    is_linked: bool,
    /// Of the last record.
    last: Option<(u64, Hash)>,
    /// Files that do not continue the one before, each with that one's last hash, until a record says that they do.
    unlinked: Vec<(usize, Hash)>,
    verified: Verified,
}

/// Of those that are kept.
const NOTES: usize = 100;

impl Verifier {
    /// For logs without a key. Of keyed ones it only tells whether records follow each other.
    #[must_use]
    pub fn new() -> Self {
        Self {
            key: None,
            expected: None,
            has_head: false,
            chain: None,
            file: 0,
            is_linked: false,
            last: None,
            unlinked: Vec::new(),
            verified: Verified {
                outcome: Outcome::Good,
                finding: None,
                notes: Vec::new(),
                records: 0,
                accesses: 0,
                lost: 0,
                is_keyed: false,
                has_head: None,
                last: None,
            },
        }
    }

    /// For logs with this key, and for no others; `None` if it has less than 16 bytes, as no log's has.
    #[must_use]
    pub fn with_key(key: &[u8]) -> Option<Self> {
        Some(Self { key: Some(Chain::keyed(key)?), ..Self::new() })
    }

    /// That a record has this hash, which was kept elsewhere, in 64 digits; `None` if it is none.
    #[must_use]
    pub fn expecting(mut self, head: &str) -> Option<Self> {
        self.expected = Some(hex::parse(head.to_ascii_lowercase().as_bytes())?);
        Some(self)
    }

    /// Reads the next file, up to the first line that is wrong.
    ///
    /// # Errors
    ///
    /// That it cannot be read.
    pub fn read(&mut self, mut reader: impl BufRead) -> io::Result<()> {
        let mut line = Vec::new();
        let mut pending = Pending::default();
        let (mut number, mut is_ended) = (0, true);
        while self.verified.finding.is_none() {
            let Some(read) = lines::next(&mut reader, &mut line)? else { break };
            number += 1;
            is_ended = read.is_ended;
            let record = if read.is_whole { Line::parse(&line) } else { None };
            match record {
                Some(record) => self.record(number, &record, &mut pending),
                None if number == 1 => self.find(number, Problem::NoRecord),
                None => pending.add(number, &line, read.is_whole),
            }
        }
        if self.verified.finding.is_none() {
            self.end(&pending, is_ended);
        }
        self.file += 1;
        Ok(())
    }

    fn record(&mut self, number: u64, record: &Line<'_>, pending: &mut Pending) {
        if number == 1 {
            if let Err(problem) = self.open(record) {
                return self.find(number, problem);
            }
        }
        if self.chain.as_ref().is_some_and(|chain| !chain.is_hash(record.hashed, &record.hash)) {
            return self.find(number, Problem::Changed);
        }
        let pending = mem::take(pending);
        if !pending.is_empty() {
            let torn = record.torn().map(|torn| pending.are(torn));
            if let Err(line) = torn.unwrap_or(Err(pending.line)) {
                return self.find(line, Problem::NoRecord);
            }
            self.note(pending.line, Remark::Torn { lines: pending.count, by: number });
        }
        if let Err(problem) = self.follow(number, record) {
            return self.find(number, problem);
        }
        self.last = Some((record.seq, record.hash));
        self.has_head |= self.expected == Some(record.hash);
        let verified = &mut self.verified;
        verified.records += 1;
        verified.accesses = verified.accesses.saturating_add(record.accesses());
        if let Some(lost) = record.lost() {
            verified.lost = verified.lost.saturating_add(lost);
            self.note(number, Remark::Lost(lost));
        }
        // A file that was copied and emptied: the copy has what was cut.
        if record.event == b"audit_cut" && !(number == 2 && self.is_linked) {
            self.find(number, Problem::Cut);
        }
        if let Some(old) = record.old_head() {
            self.unlinked.retain(|(_, head)| *head != old);
        }
    }

    /// Of the first record of a file: what its hashes are made by.
    fn open(&mut self, record: &Line<'_>) -> Result<(), Problem> {
        let (algorithm, key_id) = record.opened().ok_or(Problem::NoHeader)?;
        self.chain = match (algorithm, &self.key) {
            (b"sha256", None) => Some(Chain::Plain),
            // Who has no key can make any record of a log that has none.
            (b"sha256", Some(_)) => return Err(Problem::NotKeyed),
            (b"hmac-sha256", Some(key)) if key_id == key.key_id().as_deref() => Some(key.clone()),
            (b"hmac-sha256", Some(_)) => return Err(Problem::OtherKey),
            (b"hmac-sha256", None) => None,
            _ => return Err(Problem::Changed),
        };
        self.verified.is_keyed |= algorithm == b"hmac-sha256";
        Ok(())
    }

    fn follow(&mut self, number: u64, record: &Line<'_>) -> Result<(), Problem> {
        if number == 1 {
            self.is_linked = self.last.is_some_and(|(_, head)| head == record.prev);
        }
        match self.last {
            None if record.prev == NOTHING && record.seq == 1 => Ok(()),
            None => {
                self.note(number, Remark::Continues);
                Ok(())
            }
            Some((seq, head)) if record.prev == head && record.seq == seq.saturating_add(1) => {
                Ok(())
            }
            // By a process that did not know of that one; another may say so further down.
            Some((_, head)) if number == 1 => {
                self.unlinked.push((self.file, head));
                self.note(number, Remark::Begun);
                Ok(())
            }
            Some((seq, _)) if record.seq <= seq => Err(Problem::Repeated),
            Some((seq, _)) if record.seq > seq.saturating_add(1) => {
                Err(Problem::Missing(record.seq - seq - 1))
            }
            Some(_) => Err(Problem::DoesNotFollow),
        }
    }

    fn end(&mut self, pending: &Pending, is_ended: bool) {
        if !pending.is_empty() {
            match (pending.count, is_ended, pending.odd) {
                (1, false, None) => self.note(pending.line, Remark::TornEnd),
                _ => self.find(pending.line, Problem::NoRecord),
            }
        }
    }

    fn find(&mut self, line: u64, problem: Problem) {
        self.verified.finding = Some(Finding { file: self.file, line, problem });
    }

    fn note(&mut self, line: u64, what: Remark) {
        if self.verified.notes.len() < NOTES {
            self.verified.notes.push(Note { file: self.file, line, what });
        }
    }

    /// What it found.
    #[must_use]
    pub fn finish(self) -> Verified {
        let mut verified = self.verified;
        if let (None, Some((file, _))) = (&verified.finding, self.unlinked.first()) {
            let problem = Problem::NotContinued;
            verified.finding = Some(Finding { file: *file, line: 1, problem });
        }
        verified.has_head = self.expected.map(|_| self.has_head);
        verified.last = self.last.map(|(seq, head)| AccessAnchor::new(seq, head));
        let is_bad = verified.finding.is_some() || verified.has_head == Some(false);
        verified.outcome = match (is_bad, verified.is_keyed && self.key.is_none()) {
            (true, _) => Outcome::Bad,
            (false, true) => Outcome::NeedsKey,
            (false, false) => Outcome::Good,
        };
        verified
    }
}

impl Default for Verifier {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verifier").field("verified", &self.verified).finish_non_exhaustive()
    }
}
