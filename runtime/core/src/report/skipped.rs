use core::fmt;

use super::place::Place;
use super::reason::{Failure, Reason};
use crate::contract::Unanswered;
use crate::spec::RemoteSpec;

/// A source that refused or could not be reached and was passed over, because `fall_through` in the manifest says so.
///
/// `Display` has the place, the problem with its code, and the fix. It is as safe to log as a
/// [`LoadError`](crate::LoadError).
#[derive(Clone, Copy)]
pub struct Skipped {
    remote: &'static RemoteSpec,
    reason: Unanswered,
}

impl Skipped {
    /// `None` of a source that does not have the secret: that is what the next one is for.
    pub(crate) fn of(failure: Failure) -> Option<Self> {
        match (failure.place, failure.reason) {
            (Place::Remote(remote), Reason::Source(reason)) if !reason.is_absent() => {
                Some(Self { remote, reason })
            }
            _ => None,
        }
    }

    /// What messages call the place: ``custom source `store` ``.
    #[must_use]
    pub fn place(&self) -> &'static str {
        self.remote.noun
    }

    /// The kind of source, or the name of a custom one.
    #[must_use]
    pub fn source(&self) -> &'static str {
        self.remote.kind
    }

    /// What a [`LoadError`](crate::LoadError) of that source alone would have as its code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.failure().code()
    }

    pub(super) fn write_fix(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.failure().write_fix(f)
    }

    fn failure(self) -> Failure {
        Failure { place: Place::Remote(self.remote), reason: Reason::Source(self.reason) }
    }
}

impl fmt::Display for Skipped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} was skipped: ", self.remote.noun)?;
        match self.reason {
            Unanswered::Error(error) => write!(f, "{}{}", error.problem(), error.detail())?,
            Unanswered::TimedOut(limit) => write!(f, "it did not answer within {limit:?}")?,
            _ => f.write_str("it gave no answer")?,
        }
        write!(f, " [{}]; ", self.code())?;
        self.write_fix(f)
    }
}

impl fmt::Debug for Skipped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
