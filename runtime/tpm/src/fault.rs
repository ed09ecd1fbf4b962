use provider_credentials_core::SourceError;

use crate::code::Code;
use crate::failures;

/// Why a command has no result.
#[derive(Clone, Copy)]
pub(crate) enum Fault {
    /// The TPM says so.
    Code(Code),
    /// It cannot be asked, or what it answers makes no sense.
    Error(SourceError),
}

impl From<SourceError> for Fault {
    fn from(error: SourceError) -> Self {
        Self::Error(error)
    }
}

impl Fault {
    /// Where the command has no words of its own for a code.
    pub(crate) fn error(self) -> SourceError {
        match self {
            Self::Error(error) => error,
            Self::Code(code) if code.is_no_room() => failures::NO_ROOM,
            Self::Code(Code::INITIALIZE) => failures::NOT_STARTED,
            Self::Code(Code::FAILURE) => failures::BROKEN,
            Self::Code(Code::LOCKOUT) => failures::LOCKED_OUT,
            Self::Code(_) => failures::REFUSED,
        }
    }

    /// The words of the command for some codes.
    pub(crate) fn or(self, words: &[(Code, SourceError)]) -> SourceError {
        if let Self::Code(code) = self {
            if let Some((_, error)) = words.iter().find(|(known, _)| *known == code) {
                return *error;
            }
        }
        self.error()
    }
}
