use core::time::Duration;

use super::error::SourceError;

/// Why a source has not answered a request with a secret, or a decoder with content.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Unanswered {
    NotRegistered,
    GaveNoAnswer,
    Panicked,
    /// It did not answer in that time.
    TimedOut(Duration),
    /// In its own words.
    Error(SourceError),
}

impl Unanswered {
    /// Whether there is nothing there, so that the next source is asked.
    pub(crate) fn is_absent(self) -> bool {
        matches!(self, Self::Error(error) if error.is_absent())
    }

    /// Whether the store will not give the secret to this program.
    pub(crate) fn is_denied(self) -> bool {
        matches!(self, Self::Error(error) if error.is_denied())
    }

    /// Whether the store is out of reach, which is also what one is that does not answer in time.
    pub(crate) fn is_unreachable(self) -> bool {
        match self {
            Self::TimedOut(_) => true,
            Self::Error(error) => error.is_unreachable(),
            Self::NotRegistered | Self::GaveNoAnswer | Self::Panicked => false,
        }
    }

    /// Whether a later load may succeed without anybody changing anything.
    pub(crate) fn is_retryable(self) -> bool {
        match self {
            Self::TimedOut(_) => true,
            Self::Error(error) => error.is_retryable(),
            Self::NotRegistered | Self::GaveNoAnswer | Self::Panicked => false,
        }
    }
}
