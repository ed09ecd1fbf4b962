use provider_credentials_core::AccessAnchor;

use super::said::{Finding, Note};

/// How verifying ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// Every record is as it was written, and follows the one before.
    Good,
    /// A line is not as it was written, or the expected hash is not there.
    Bad,
    /// The records follow each other. Whether they were changed only the key can tell, and none was given.
    NeedsKey,
}

/// What verifying found.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Verified {
    /// How it ended.
    pub outcome: Outcome,
    /// The first line that is wrong. What follows it was not looked at.
    pub finding: Option<Finding>,
    /// What else there is to say, in order; at most a hundred.
    pub notes: Vec<Note>,
    /// How many records are right.
    pub records: u64,
    /// How many accesses they stand for.
    pub accesses: u64,
    /// How many accesses they say were let through without a record.
    pub lost: u64,
    /// Whether the records are keyed.
    pub is_keyed: bool,
    /// Whether the expected hash is that of a record; `None` if none was expected.
    pub has_head: Option<bool>,
    /// The last record.
    pub last: Option<AccessAnchor>,
}
