use core::fmt;
use std::path::Path;
use std::sync::Arc;

use zeroize::Zeroizing;

use super::error::SourceError;
use super::needed_file::NeededFile;
use super::warning::SourceWarning;

/// Reads the files that a source or a decoder needs itself, such as a token that an agent renews, by the rules for
/// every secret file.
///
/// A handle: cloning it is cheap. [`Surroundings::files`](crate::Surroundings::files) gives one with the rules of the
/// loader; the default has those of [`Loader::new`](crate::Loader::new).
///
/// ```no_run
/// # use provider_credentials_core as provider_credentials;
/// use std::path::Path;
///
/// use provider_credentials::{Secret, SecretFiles, SourceError};
///
/// fn token(files: &SecretFiles) -> Result<Secret, SourceError> {
///     let content = files.read(Path::new("/run/agent/token"))?;
///     Ok(Secret::from(content.trim_ascii()))
/// }
/// # _ = token(&SecretFiles::default());
/// ```
///
/// # Errors
///
/// They have the codes that files of credentials have (`file_not_found`, `file_unreadable`, `file_not_regular`, `file_too_large`, `file_empty`, `file_insecure_permissions`,
/// `file_insecure_owner`, `file_insecure_directory`, `value_encrypted`), and say nothing of the path, which may come
/// from a variable. None is [absent](SourceError::absent): what a source itself needs is not the secret that is asked for.
#[derive(Clone)]
pub struct SecretFiles(Arc<dyn ReadFiles>);

/// What reads, which is further up.
pub(crate) trait ReadFiles: Send + Sync {
    fn read(
        &self,
        path: &Path,
        is_secret: bool,
        file: &NeededFile,
    ) -> Result<Zeroizing<Vec<u8>>, SourceError>;
    fn check_program(&self, path: &Path) -> Result<Option<SourceWarning>, SourceError>;
}

impl SecretFiles {
    pub(crate) fn new(reader: Arc<dyn ReadFiles>) -> Self {
        Self(reader)
    }

    /// What a file holds now. If others can read or replace it, it is refused, as the loader's
    /// [`Permissions`](crate::Permissions) say.
    ///
    /// # Errors
    ///
    /// See [above](#errors).
    pub fn read(&self, path: &Path) -> Result<Zeroizing<Vec<u8>>, SourceError> {
        self.read_as(path, &NeededFile::UNNAMED)
    }

    /// As [`read`](Self::read), with errors that say which file it is.
    ///
    /// # Errors
    ///
    /// See [above](#errors).
    pub fn read_as(
        &self,
        path: &Path,
        file: &NeededFile,
    ) -> Result<Zeroizing<Vec<u8>>, SourceError> {
        self.0.read(path, true, file)
    }

    /// What a file that is no secret holds now, such as a bundle of CA certificates: anybody may own and read it. It
    /// still has to be a regular file of at most 1 MiB, or of the loader's limit if that is more.
    ///
    /// # Errors
    ///
    /// See [above](#errors).
    pub fn read_public(&self, path: &Path) -> Result<Zeroizing<Vec<u8>>, SourceError> {
        self.0.read(path, false, &NeededFile::UNNAMED)
    }

    /// That nobody but root and the process's user can change or replace a program: it and every directory and link on
    /// the path belong to one of them, and no others may write to it. Everybody may read and run it. With
    /// [`Permissions::Warn`](crate::Permissions::Warn), what is wrong is a warning, and with
    /// [`Off`](crate::Permissions::Off), nothing is checked.
    ///
    /// ```no_run
    /// # use provider_credentials_core as provider_credentials;
    /// use std::path::Path;
    ///
    /// use provider_credentials::{SecretFiles, SourceError};
    ///
    /// fn check(files: &SecretFiles) -> Result<(), SourceError> {
    ///     files.check_program(Path::new("/usr/bin/pass")).map(|_warning| ())
    /// }
    /// # _ = check(&SecretFiles::default());
    /// ```
    ///
    /// # Errors
    ///
    /// See [above](#errors).
    pub fn check_program(&self, path: &Path) -> Result<Option<SourceWarning>, SourceError> {
        self.0.check_program(path)
    }
}

impl fmt::Debug for SecretFiles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SecretFiles").finish_non_exhaustive()
    }
}
