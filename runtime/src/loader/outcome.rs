use crate::credential::{Loaded, State};
use crate::error::LoadError;
use crate::reason::{Failure, Place, Reason};
use crate::secret::Secret;
use crate::spec::Spec;
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
    /// A value handed to the loader, held to the same rules as any other.
    pub(crate) fn given(secret: &Secret) -> Self {
        let place = Place::Given;
        match structured::finish(secret.expose_secret()) {
            Ok(secret) => Self::Found(Loaded { secret, source: place.kind() }),
            Err(_) => Self::Broken(Failure { place, reason: Reason::ValueEmpty }),
        }
    }

    pub(crate) fn is_open(&self) -> bool {
        matches!(self, Self::Open(_))
    }

    pub(crate) fn take(&mut self, answer: Answer) {
        match (answer, &mut *self) {
            (Answer::Absent(failure), Self::Open(failures)) => failures.push(failure),
            (Answer::Found(loaded), Self::Open(_)) => *self = Self::Found(loaded),
            (Answer::Broken(failure), Self::Open(_)) => *self = Self::Broken(failure),
            (_, Self::Found(_) | Self::Broken(_)) => {}
        }
    }

    pub(crate) fn into_state(self, spec: &'static Spec) -> State {
        match self {
            Self::Found(loaded) => Ok(loaded),
            Self::Broken(failure) => Err(LoadError::new(spec, failure)),
            Self::Open(failures) => Err(LoadError::absent(spec, failures)),
        }
    }
}
