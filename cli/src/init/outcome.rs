//! All that a run of `init` has to say.

use super::changes::Change;
use super::proposal::Sorted;

pub(super) struct Outcome<'o> {
    pub(super) manifest: &'o str,
    pub(super) sources: &'o [String],
    /// Whether the manifest is there, and the proposals are those that it does not have.
    pub(super) exists: bool,
    /// Whether nobody said what to read, and nobody was asked.
    pub(super) assumed: bool,
    pub(super) sorted: &'o Sorted,
    /// Code to change.
    pub(super) changes: Vec<Change<'o>>,
    pub(super) notes: &'o [String],
    pub(super) steps: Vec<Step>,
    pub(super) diff: Option<String>,
    pub(super) fate: Fate,
}

/// What became of the manifest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    Written,
    /// `--dry-run`
    Shown,
    /// The user does not want it.
    Declined,
}

/// Something to do next.
pub(super) struct Step {
    pub(super) what: String,
    pub(super) code: Vec<String>,
}
