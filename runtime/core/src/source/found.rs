use std::sync::Arc;

use crate::contract::{KeySigner, SourceError};
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

/// What is said where a value is needed and there is a key that signs.
pub(crate) const ONLY_SIGNS: SourceError = SourceError::new(
    "source_only_signs",
    "it is a private key that signs where it is, and the bytes of a value are needed here",
    "name a value whose bytes can be read, such as a data object of a token; a key that signs is for the `private_key` of \
     a `client_certificate`, without a key path or an `encoding`",
);

/// A secret and where it came from.
pub(crate) struct Found {
    /// The public key of a signer.
    pub(crate) secret: Secret,
    /// The private key, if it signs where it is.
    pub(crate) signer: Option<Arc<dyn KeySigner>>,
    pub(crate) origin: Origin,
    /// The environment variable whose value it is.
    #[cfg(feature = "env-removal")]
    pub(crate) variable: Option<&'static str>,
}

impl Found {
    pub(crate) fn new(secret: Secret, place: Place) -> Self {
        Self {
            secret,
            signer: None,
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

    /// What was found, if it has bytes to give.
    pub(crate) fn value(&self) -> Result<&Secret, SourceError> {
        if self.signer.is_none() { Ok(&self.secret) } else { Err(ONLY_SIGNS) }
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
