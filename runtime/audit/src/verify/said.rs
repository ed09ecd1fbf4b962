//! What there is to say about lines. Nothing of a file gets into it but numbers.

use core::fmt;

/// The first line that is not as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub(super) file: usize,
    pub(super) line: u64,
    pub(super) problem: Problem,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Problem {
    Changed,
    NoRecord,
    Missing(u64),
    Repeated,
    DoesNotFollow,
    NoHeader,
    NotKeyed,
    OtherKey,
    Cut,
    NotContinued,
}

impl Finding {
    /// Which of the files it is in, counted from 0.
    #[must_use]
    pub fn file(&self) -> usize {
        self.file
    }

    /// The line, counted from 1.
    #[must_use]
    pub fn line(&self) -> u64 {
        self.line
    }

    /// A stable word for what is wrong: `changed`, `no_record`, `missing`, `repeated`, `does_not_follow`, `no_header`,
    /// `not_keyed`, `other_key`, `cut`, `not_continued`. New ones may come.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self.problem {
            Problem::Changed => "changed",
            Problem::NoRecord => "no_record",
            Problem::Missing(_) => "missing",
            Problem::Repeated => "repeated",
            Problem::DoesNotFollow => "does_not_follow",
            Problem::NoHeader => "no_header",
            Problem::NotKeyed => "not_keyed",
            Problem::OtherKey => "other_key",
            Problem::Cut => "cut",
            Problem::NotContinued => "not_continued",
        }
    }
}

/// What is wrong with the line.
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.problem {
            Problem::Changed => "was changed: its hash is not that of its content",
            Problem::NoRecord => "is no record, and no process says that it was torn",
            Problem::Missing(1) => "does not follow the line before: a record is missing",
            Problem::Missing(count) => {
                return write!(f, "does not follow the line before: {count} records are missing");
            }
            Problem::Repeated => "is repeated or out of order: its number was there before",
            Problem::DoesNotFollow => "does not follow the line before: its `prev` is another hash",
            Problem::NoHeader => "does not begin a log: records before it are missing",
            Problem::NotKeyed => "begins a log without a key, and there is to be one",
            Problem::OtherKey => "was changed, or the log was made with another key",
            Problem::Cut => "says that records before it were cut off while a program ran",
            Problem::NotContinued => "does not continue the file before",
        })
    }
}

/// What is no sign of a change, but good to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    pub(super) file: usize,
    pub(super) line: u64,
    pub(super) what: Remark,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Remark {
    Torn { lines: u64, by: u64 },
    TornEnd,
    Lost(u64),
    Continues,
    Begun,
}

impl Note {
    /// Which of the files it is about, counted from 0.
    #[must_use]
    pub fn file(&self) -> usize {
        self.file
    }

    /// The line, counted from 1.
    #[must_use]
    pub fn line(&self) -> u64 {
        self.line
    }

    /// A stable word: `torn`, `torn_end`, `lost`, `continues`, `begun_anew`. New ones may come.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self.what {
            Remark::Torn { .. } => "torn",
            Remark::TornEnd => "torn_end",
            Remark::Lost(_) => "lost",
            Remark::Continues => "continues",
            Remark::Begun => "begun_anew",
        }
    }
}

/// What it says of the line.
impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.what {
            Remark::Torn { lines: 1, by } => {
                write!(f, "is torn: a write was interrupted, as line {by} says")
            }
            Remark::Torn { lines, by } => write!(
                f,
                "and what follows is torn: {lines} writes were interrupted, as line {by} says"
            ),
            Remark::TornEnd => {
                f.write_str("is torn: the last write was interrupted, or somebody cut the end off")
            }
            Remark::Lost(1) => f.write_str("says that an access was let through without a record"),
            Remark::Lost(count) => {
                write!(f, "says that {count} accesses were let through without a record")
            }
            Remark::Continues => {
                f.write_str("continues a file that was not given; if it is nowhere, it was removed")
            }
            Remark::Begun => {
                f.write_str("was begun by a process that did not know the file before")
            }
        }
    }
}
