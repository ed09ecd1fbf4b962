use core::fmt;
use core::time::Duration;

use super::error::SourceError;
use super::files::SecretFiles;
use super::until::Until;
use crate::secret::Secret;

/// What a source needs itself: how much time it has, what reads its files, and the secrets that it
/// [needs](crate::Source::needs), copied for one call of [`Source::fetch_with`](crate::Source::fetch_with) and wiped after it.
///
/// Only credentials at hand can be needed: of an environment variable, a file, or given to the loader. One that
/// comes from a source that is asked cannot, so no two sources wait for each other.
#[derive(Default)]
pub struct Needed {
    secrets: Vec<(String, Result<Secret, SourceError>)>,
    files: SecretFiles,
    until: Until,
}

const UNKNOWN: SourceError = SourceError::new(
    "needed_credential_unknown",
    "the manifest has no credential with the ID that the source needs itself",
    "declare it, or correct the ID where the program makes the source",
);

impl Needed {
    pub(crate) fn new(
        secrets: Vec<(String, Result<Secret, SourceError>)>,
        files: SecretFiles,
    ) -> Self {
        Self { secrets, files, until: Until::default() }
    }

    /// Until when the load waits for the source.
    pub(crate) fn by(self, until: Until) -> Self {
        Self { until, ..self }
    }

    /// How long the load still waits for the source, by [`Loader::source_timeout`](crate::Loader::source_timeout) and
    /// [`Loader::load_timeout`](crate::Loader::load_timeout). What comes later is wiped, and while the source is at it, it
    /// is not asked again: end all requests before. `None` if the platform has no clock, or outside of a load.
    #[must_use]
    pub fn time_left(&self) -> Option<Duration> {
        self.until.left()
    }

    /// Files, by the rules of the loader: its base directory, its limits, its [`Permissions`](crate::Permissions). Outside
    /// of a load, by those of [`Loader::new`](crate::Loader::new).
    #[must_use]
    pub fn files(&self) -> &SecretFiles {
        &self.files
    }

    /// The secret of a credential that is among [`needs`](crate::Source::needs), by the ID as it is there.
    ///
    /// # Errors
    ///
    /// | code | meaning |
    /// |---|---|
    /// | `needed_credential_unknown` | the manifest has no such credential, or `needs` does not name it |
    /// | `needed_credential_not_local` | one of the sources that its secret is looked for in is asked, as this one is |
    /// | `needed_credential_failed` | it is not loaded; its own error says why |
    ///
    /// They can answer the requests as they are.
    pub fn secret(&self, id: &str) -> Result<&Secret, SourceError> {
        for (known, secret) in &self.secrets {
            if known == id {
                return match secret {
                    Ok(secret) => Ok(secret),
                    Err(error) => Err(*error),
                };
            }
        }
        Err(UNKNOWN)
    }
}

/// Shows how many there are.
impl fmt::Debug for Needed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Needed({} secrets)", self.secrets.len())
    }
}
