use crate::format::finish;
use crate::report::{Failure, LoadWarning, Origin, Place, ValueReason};
use crate::secret::Secret;

/// What one source says to one request.
pub(crate) enum Answer {
    /// With where it was.
    Found(Found, Place),
    /// There is nothing there, or nothing to be had and the manifest says to go on: the next source is asked.
    Absent(Failure),
    /// There is something, and it cannot be used. The next source is not asked: a stale variable must
    /// not hide a broken file.
    Broken(Failure),
}

impl Answer {
    /// Adds what is wrong with what led here.
    pub(super) fn warn(&mut self, warnings: &[LoadWarning]) {
        if let Self::Found(found, _) = self {
            found.warn(warnings);
        }
    }
}

/// A secret and where it came from.
pub(crate) struct Found {
    pub(crate) secret: Secret,
    pub(crate) origin: Origin,
    /// The environment variable whose value it is.
    #[cfg(feature = "env-removal")]
    pub(crate) variable: Option<&'static str>,
}

impl Found {
    pub(crate) fn new(secret: Secret, place: Place) -> Self {
        Self {
            secret,
            origin: Origin::new(Some(place)),
            #[cfg(feature = "env-removal")]
            variable: match place {
                Place::Env(spec) => Some(spec.var),
                _ => None,
            },
        }
    }

    /// A text by the rules for every value.
    pub(crate) fn of_text(text: &str, place: Place) -> Result<Self, ValueReason> {
        Ok(Self::new(finish(text)?, place))
    }

    pub(super) fn warn(&mut self, warnings: &[LoadWarning]) {
        for warning in warnings {
            self.origin.warn(warning.clone());
        }
    }

    /// Moves the secret to locked memory.
    #[cfg(feature = "locked-memory")]
    pub(crate) fn lock(mut self) -> Self {
        let (secret, unlocked) = self.secret.lock();
        if let Some(reason) = unlocked {
            self.origin.warn(LoadWarning::memory(reason));
        }
        Self { secret, ..self }
    }
}
