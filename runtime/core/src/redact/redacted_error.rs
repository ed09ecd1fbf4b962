use core::fmt;

/// The text of an error, without secrets: what [`Redactor::error`](crate::Redactor::error) gives.
///
/// `Debug` is the text itself, because Rust prints that of the error that `main` returns.
#[derive(Clone, PartialEq, Eq)]
pub struct RedactedError(String);

impl RedactedError {
    pub(super) fn new(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Display for RedactedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for RedactedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl core::error::Error for RedactedError {}
