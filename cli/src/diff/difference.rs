//! What changed.

use super::places::code;
use crate::status::places::Place;

/// Between two manifests.
#[derive(Debug)]
pub(super) struct Difference {
    pub(super) old: String,
    pub(super) new: String,
    /// The file that lines are of, if it is one of the working tree.
    pub(super) file: Option<String>,
    /// New and changed ones in the order of the new manifest, then those that are gone.
    pub(super) entries: Vec<Entry>,
    pub(super) duties: Vec<Duty>,
}

/// A credential that is not in both alike.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) id: String,
    pub(super) provider: String,
    pub(super) kind: &'static str,
    pub(super) required: bool,
    /// Where each part comes from, in words.
    pub(super) sources: Vec<String>,
    /// The same for programs.
    pub(super) places: Vec<Place>,
    pub(super) status: Status,
    /// The credential that is gone and was read from the same places.
    pub(super) renamed: Option<Renamed>,
    /// In the new manifest, counted from 1.
    pub(super) line: Option<u32>,
    pub(super) details: Vec<Detail>,
}

/// What a new credential was called before, as it seems.
#[derive(Debug)]
pub(super) struct Renamed {
    pub(super) from: String,
    /// `GITHUB_TOKEN`
    pub(super) place: String,
}

impl Renamed {
    pub(super) fn text(&self) -> String {
        let Self { from, place } = self;
        format!("renamed from {}? It reads the same {}", code(from), code(place))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    Added,
    Removed,
    Changed,
}

impl Status {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Status::Added => "added",
            Status::Removed => "removed",
            Status::Changed => "changed",
        }
    }
}

/// A key that is not the same, with what it was and is.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Detail {
    pub(super) key: String,
    pub(super) old: Option<String>,
    pub(super) new: Option<String>,
}

/// What somebody has to do.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Duty {
    pub(super) id: String,
    pub(super) when: When,
    pub(super) text: String,
}

/// When, seen from the deployment of the new version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum When {
    Before,
    After,
}

impl When {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            When::Before => "before",
            When::After => "after",
        }
    }
}
