//! How a run ends.

use std::fmt;
use std::io;

/// How a run ended that did what it was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// Status 0.
    Good,
    /// Status 1.
    Problems,
    /// A manifest that was named could not be read, which has been reported: status 2.
    Unread,
}

/// Why a run could not do what it was asked: status 2.
#[derive(Debug)]
pub(crate) struct Failure(pub(crate) String);

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Failure(format!("cannot write the output: {}", error.kind()))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
