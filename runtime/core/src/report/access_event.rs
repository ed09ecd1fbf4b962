use core::fmt;
use std::time::SystemTime;

use crate::contract::{Access, AccessAnchor, NotRecorded};

/// What happened when a program asked for a secret: feature `access`.
#[derive(Debug, Clone, Copy)]
pub struct AccessEvent {
    access: Access,
    what: What,
}

#[derive(Debug, Clone, Copy)]
enum What {
    Accessed,
    NotRecorded { why: NotRecorded, is_refused: bool },
    Anchored(AccessAnchor),
}

impl AccessEvent {
    pub(crate) fn accessed(access: Access) -> Self {
        Self { access, what: What::Accessed }
    }

    pub(crate) fn not_recorded(access: Access, why: NotRecorded, is_refused: bool) -> Self {
        Self { access, what: What::NotRecorded { why, is_refused } }
    }

    pub(crate) fn anchored(access: Access, anchor: AccessAnchor) -> Self {
        Self { access, what: What::Anchored(anchor) }
    }

    /// `credential_accessed`, `access_not_recorded` or `access_anchored`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self.what {
            What::Accessed => "credential_accessed",
            What::NotRecorded { .. } => "access_not_recorded",
            What::Anchored(_) => "access_anchored",
        }
    }

    /// The access that it is about.
    #[must_use]
    pub fn access(&self) -> &Access {
        &self.access
    }

    /// When, by the [loader's clock](crate::Loader::clock).
    #[must_use]
    pub fn time(&self) -> SystemTime {
        self.access.time()
    }

    /// Why it could not be recorded.
    #[must_use]
    pub fn problem(&self) -> Option<NotRecorded> {
        match self.what {
            What::NotRecorded { why, .. } => Some(why),
            What::Accessed | What::Anchored(_) => None,
        }
    }

    /// Whether the secret was not given out.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        matches!(self.what, What::NotRecorded { is_refused: true, .. })
    }

    /// Where the chain of records ends now.
    #[must_use]
    pub fn anchor(&self) -> Option<AccessAnchor> {
        match self.what {
            What::Anchored(anchor) => Some(anchor),
            What::Accessed | What::NotRecorded { .. } => None,
        }
    }
}

/// One line for a log, without the name.
impl fmt::Display for AccessEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { access, what } = self;
        match what {
            What::Accessed => write!(f, "{access}"),
            What::NotRecorded { why, is_refused } => {
                let outcome = if *is_refused { "refused" } else { "given out" };
                write!(f, "{access}: {outcome} without a record: {why}")
            }
            What::Anchored(anchor) => {
                write!(f, "record {} has the hash {anchor}", anchor.sequence())
            }
        }
    }
}
