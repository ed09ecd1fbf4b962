use core::fmt;

use super::error::LoadError;

/// Required credentials that are not loaded, all of them.
///
/// Returned by `require_all`. `Display` and `Debug` list one a line, each with what to do.
#[derive(Clone)]
pub struct MissingCredentials {
    errors: Vec<LoadError>,
}

impl MissingCredentials {
    /// `None` if nothing is missing.
    pub(crate) fn new(errors: Vec<LoadError>) -> Option<Self> {
        (!errors.is_empty()).then_some(Self { errors })
    }

    /// One error for each, in the order of the manifest; never empty.
    #[must_use]
    pub fn errors(&self) -> &[LoadError] {
        &self.errors
    }
}

impl fmt::Display for MissingCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.errors.len() {
            1 => f.write_str("1 required credential is not loaded:")?,
            n => write!(f, "{n} required credentials are not loaded:")?,
        }
        for error in &self.errors {
            write!(f, "\n  {} ({}): {}", error.id(), error.provider(), error.detail())?;
            write!(f, " [{}]", error.code())?;
        }
        Ok(())
    }
}

impl fmt::Debug for MissingCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl core::error::Error for MissingCredentials {}
