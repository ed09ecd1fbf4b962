use crate::credential::{Loaded, State};
use crate::error::LoadError;
use crate::reason::{Failure, Place, Reason};
use crate::secret::Secret;
use crate::spec::{SourceSpec, Spec};
use crate::structured;
use secrecy::ExposeSecret;

/// What one source says to one request.
pub(crate) enum Answer {
    Found(Loaded),
    /// There is nothing there: the next source is asked.
    Absent(Failure),
    /// There is something, and it cannot be used. The next source is not asked: a broken file in
    /// production must not let a forgotten variable take its place unseen.
    Broken(Failure),
}

/// What is known of a credential while loading.
pub(crate) enum Outcome {
    /// No source had it so far.
    Open(Vec<Failure>),
    Found(Loaded),
    Broken(Failure),
}

impl Default for Outcome {
    fn default() -> Self {
        Self::Open(Vec::new())
    }
}

impl Outcome {
    /// What an isolated loader makes of a credential that it was given nothing for.
    pub(crate) fn not_given() -> Self {
        Self::Broken(Failure { place: Place::Given, reason: Reason::NotGiven })
    }

    /// A value handed to the loader, held to the same rules as any other.
    pub(crate) fn given(secret: &Secret) -> Self {
        let place = Place::Given;
        match structured::finish(secret.expose_secret()) {
            Ok(secret) => Self::Found(Loaded::new(secret, place, Vec::new())),
            Err(_) => Self::Broken(Failure { place, reason: Reason::ValueEmpty }),
        }
    }

    /// Moves a secret that was found to locked memory.
    #[cfg(feature = "locked-memory")]
    pub(crate) fn lock(&mut self) {
        *self = match core::mem::take(self) {
            Self::Found(loaded) => Self::Found(loaded.lock()),
            other => other,
        };
    }

    pub(crate) fn into_state(self, spec: &'static Spec) -> State {
        match self {
            Self::Found(loaded) => Ok(loaded),
            Self::Broken(failure) => Err(LoadError::new(spec, failure)),
            Self::Open(failures) => Err(LoadError::absent(spec, failures)),
        }
    }
}

/// A credential on its way from one source to the next.
pub(crate) struct Search {
    pub(crate) spec: &'static Spec,
    pub(crate) outcome: Outcome,
    /// How many of its sources have answered.
    asked: usize,
}

impl Search {
    pub(crate) fn new(spec: &'static Spec, outcome: Outcome) -> Self {
        Self { spec, outcome, asked: 0 }
    }

    /// The source to ask next and its position, while there is need for one.
    pub(crate) fn next_source(&self) -> Option<(&'static SourceSpec, usize)> {
        match self.outcome {
            Outcome::Open(_) => Some((self.spec.sources.get(self.asked)?, self.asked)),
            Outcome::Found(_) | Outcome::Broken(_) => None,
        }
    }

    /// What that source said.
    pub(crate) fn take(&mut self, answer: Answer) {
        self.asked += 1;
        match (answer, &mut self.outcome) {
            (Answer::Absent(failure), Outcome::Open(failures)) => failures.push(failure),
            (Answer::Found(loaded), outcome) => *outcome = Outcome::Found(loaded),
            (Answer::Broken(failure), outcome) => *outcome = Outcome::Broken(failure),
            (Answer::Absent(_), Outcome::Found(_) | Outcome::Broken(_)) => {}
        }
    }
}
