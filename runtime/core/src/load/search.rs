use crate::report::{EnvReason, Failure, LoadError, Place, Reason};
use crate::source::{Answer, Found};
use crate::spec::{PartSpec, SourceSpec, Spec};

/// What is known of a part while loading.
pub(crate) enum Outcome {
    /// No source had it so far.
    Open(Vec<Failure>),
    Found(Found),
    Broken(Failure),
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

/// A part of a credential on its path from one source to the next.
pub(crate) struct Search {
    pub(crate) spec: &'static Spec,
    pub(crate) part: &'static PartSpec,
    pub(crate) outcome: Outcome,
    /// How many of its sources have answered.
    asked: usize,
}

impl Search {
    pub(super) fn new(spec: &'static Spec, part: &'static PartSpec, outcome: Outcome) -> Self {
        Self { spec, part, outcome, asked: 0 }
    }

    /// The source to ask next and its number, while one has to be asked.
    pub(super) fn next_source(&self) -> Option<(&'static SourceSpec, usize)> {
        match self.outcome {
            Outcome::Open(_) => Some((self.part.sources.get(self.asked)?, self.asked)),
            Outcome::Found(_) | Outcome::Broken(_) => None,
        }
    }

    /// Takes what that source said.
    pub(super) fn take(&mut self, answer: Answer) {
        self.asked += 1;
        match (answer, &mut self.outcome) {
            (Answer::Absent(failure), Outcome::Open(failures)) => failures.push(failure),
            (Answer::Found(found), outcome) => *outcome = Outcome::Found(found),
            (Answer::Broken(failure), outcome) => *outcome = Outcome::Broken(failure),
            (Answer::Absent(_), Outcome::Found(_) | Outcome::Broken(_)) => {}
        }
    }

    pub(crate) fn into_result(self) -> Result<Found, LoadError> {
        match self.outcome {
            Outcome::Found(found) => Ok(found),
            Outcome::Broken(failure) => Err(LoadError::new(self.spec, self.part, failure)),
            Outcome::Open(failures) => Err(LoadError::absent(self.spec, self.part, failures)),
        }
    }
}
