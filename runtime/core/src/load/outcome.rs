use crate::report::{EnvReason, Failure, Place, Reason};
use crate::source::Found;

/// What is known of a part while loading.
pub(crate) enum Outcome {
    /// No source had it so far.
    Open(Vec<Failure>),
    Found(Found),
    Broken(Failure),
    /// The last of these, where others were passed over that were not just absent.
    Exhausted(Vec<Failure>),
}

impl Outcome {
    pub(super) fn open() -> Self {
        Self::Open(Vec::new())
    }

    /// Of a part that an isolated loader was not given.
    pub(super) fn not_given() -> Self {
        let reason = Reason::Env(EnvReason::NotGiven);
        Self::Broken(Failure { place: Place::Given, reason })
    }
}
