//! What changed.

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
    /// Where each part comes from.
    pub(super) sources: Vec<String>,
    pub(super) status: Status,
    /// In the new manifest, counted from 1.
    pub(super) line: Option<u32>,
    pub(super) details: Vec<Detail>,
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
