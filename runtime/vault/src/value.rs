use core::fmt;
use std::path::{Path, PathBuf};

use provider_credentials_core::{Needed, Secret, SecretFiles, SourceError};

use crate::failures::{VALUE_MISSING, VALUE_NOT_TEXT};

/// Where a value comes from by which the program is known to the server: a token, a secret ID, a password.
///
/// ```
/// use provider_credentials_vault::AuthValue;
///
/// // A credential of the manifest, which is in a variable or a file.
/// let secret_id = AuthValue::credential("secret_id");
/// // A file, which is read anew for each login, by the rules for files.
/// let token = AuthValue::file("/run/secrets/vault-token");
/// ```
pub struct AuthValue(Inner);

enum Inner {
    Given(Secret),
    File(PathBuf),
    Credential(String),
}

impl AuthValue {
    /// This value.
    #[must_use]
    pub fn given(value: impl Into<Secret>) -> Self {
        Self(Inner::Given(value.into()))
    }

    /// What a file holds when it is needed, without white space at its ends. The file is read by the loader's rules for
    /// files with secrets: its base directory and its [`Permissions`](provider_credentials_core::Permissions).
    #[must_use]
    pub fn file(path: impl Into<PathBuf>) -> Self {
        Self(Inner::File(path.into()))
    }

    /// The secret of a credential of the manifest, by its ID, or that of a part of it (`app.password`). It comes from
    /// a variable or a file: one that comes from another source fails with `needed_credential_not_local`.
    #[must_use]
    pub fn credential(id: impl Into<String>) -> Self {
        Self(Inner::Credential(id.into()))
    }

    pub(crate) fn id(&self) -> Option<&str> {
        match &self.0 {
            Inner::Credential(id) => Some(id),
            Inner::Given(_) | Inner::File(_) => None,
        }
    }

    /// A copy of the value as it is now.
    pub(crate) fn read(&self, needed: &Needed) -> Result<Secret, SourceError> {
        match &self.0 {
            Inner::Given(secret) => Ok(copy(secret)),
            Inner::Credential(id) => Ok(copy(needed.secret(id)?)),
            Inner::File(path) => in_file(needed.files(), path),
        }
    }
}

/// A second one that wipes itself.
pub(crate) fn copy(secret: &Secret) -> Secret {
    Secret::from(secret.expose_bytes())
}

/// The text of a file.
fn in_file(files: &SecretFiles, path: &Path) -> Result<Secret, SourceError> {
    let bytes = files.read(path).map_err(|error| match error.code() {
        "file_not_found" | "file_empty" => VALUE_MISSING,
        _ => error,
    })?;
    let text = core::str::from_utf8(&bytes).map_err(|_| VALUE_NOT_TEXT)?.trim();
    Ok(Secret::from(text))
}

impl From<Secret> for AuthValue {
    fn from(secret: Secret) -> Self {
        Self::given(secret)
    }
}

/// Shows where the value comes from.
impl fmt::Debug for AuthValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Inner::Given(_) => f.write_str("AuthValue::given(..)"),
            Inner::File(path) => f.debug_tuple("AuthValue::file").field(path).finish(),
            Inner::Credential(id) => f.debug_tuple("AuthValue::credential").field(id).finish(),
        }
    }
}
