use crate::contract::Assembled;
use crate::report::LoadError;
use crate::source::Found;

/// The result of loading one credential: all its parts, or why one of them is missing.
pub(super) enum State {
    Loaded(Parts),
    /// Together, so that to give a secret out asks one question.
    Other(Other),
}

pub(super) enum Other {
    /// Loaded, and before a secret is given out more is asked: whether it is a key that signs where it is, and whoever
    /// records accesses.
    Guarded(Box<Parts>),
    Failed(LoadError),
}

impl State {
    pub(super) fn of(result: Result<Parts, LoadError>) -> Self {
        match result {
            Ok(parts) if parts.has_signer() => Self::Other(Other::Guarded(Box::new(parts))),
            Ok(parts) => Self::Loaded(parts),
            Err(error) => Self::Other(Other::Failed(error)),
        }
    }

    #[cfg(feature = "access")]
    pub(super) fn guarded(self) -> Self {
        match self {
            Self::Loaded(parts) => Self::Other(Other::Guarded(Box::new(parts))),
            Self::Other(_) => self,
        }
    }

    #[inline]
    pub(super) fn parts(&self) -> Result<&Parts, &LoadError> {
        match self {
            Self::Loaded(parts) => Ok(parts),
            Self::Other(Other::Guarded(parts)) => Ok(parts),
            Self::Other(Other::Failed(error)) => Err(error),
        }
    }
}

/// Most credentials have one part, so it is no list.
pub(super) struct Parts {
    pub(super) first: Found,
    pub(super) others: Vec<Found>,
    /// What the kind made of them.
    pub(super) assembled: Option<Assembled>,
}

impl Parts {
    pub(super) fn assembled<T: 'static>(&self) -> Option<&T> {
        self.assembled.as_ref().and_then(|assembled| assembled.downcast_ref())
    }

    fn has_signer(&self) -> bool {
        self.first.signer.is_some() || self.others.iter().any(|other| other.signer.is_some())
    }

    /// By its number in the spec.
    pub(super) fn get(&self, number: usize) -> Option<&Found> {
        match number.checked_sub(1) {
            None => Some(&self.first),
            Some(number) => self.others.get(number),
        }
    }
}
