use core::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use provider_credentials_core::{Needed, Secret, SecretFiles, SourceError};
use zeroize::Zeroizing;

use crate::failures::PIN_EMPTY;

/// Where the PIN of a token's user comes from, unless the manifest says it.
///
/// ```
/// use provider_credentials_pkcs11::Pkcs11Pin;
///
/// // A credential of the manifest, which is in a variable or a file.
/// let pin = Pkcs11Pin::credential("hsm_pin");
/// // A file, which is read anew for each load, by the rules for files.
/// let pin = Pkcs11Pin::file("/run/secrets/hsm-pin");
/// ```
pub struct Pkcs11Pin(Inner);

enum Inner {
    Given(Secret),
    File(PathBuf),
    Credential(String),
}

impl Pkcs11Pin {
    /// This PIN.
    #[must_use]
    pub fn given(pin: impl Into<Secret>) -> Self {
        Self(Inner::Given(pin.into()))
    }

    /// What a file holds when the PIN is needed, without white space at its ends. The file is read by the loader's rules for
    /// files with secrets: its base directory and its [`Permissions`](provider_credentials_core::Permissions).
    #[must_use]
    pub fn file(path: impl Into<PathBuf>) -> Self {
        Self(Inner::File(path.into()))
    }

    /// The secret of a credential of the manifest, by its ID. It comes from a variable or a file: one that comes from
    /// another source fails with `needed_credential_not_local`.
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

    pub(crate) fn read(&self, needed: &Needed) -> Result<Pin, SourceError> {
        match &self.0 {
            Inner::Given(secret) => Pin::of(secret.expose_bytes()),
            Inner::File(path) => Pin::in_file(path, needed.files()),
            Inner::Credential(id) => Pin::of(needed.secret(id)?.expose_bytes()),
        }
    }
}

/// Shows where the PIN comes from.
impl fmt::Debug for Pkcs11Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Inner::Given(_) => f.write_str("Pkcs11Pin::given(..)"),
            Inner::File(path) => f.debug_tuple("Pkcs11Pin::file").field(path).finish(),
            Inner::Credential(id) => f.debug_tuple("Pkcs11Pin::credential").field(id).finish(),
        }
    }
}

/// A PIN, for one load.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Pin(Arc<Zeroizing<Vec<u8>>>);

impl Pin {
    pub(crate) fn of(text: &[u8]) -> Result<Self, SourceError> {
        if text.is_empty() {
            return Err(PIN_EMPTY);
        }
        Ok(Self(Arc::new(Zeroizing::new(text.to_vec()))))
    }

    /// Without the line break at its end.
    pub(crate) fn in_file(path: &Path, files: &SecretFiles) -> Result<Self, SourceError> {
        Self::of(files.read(path)?.trim_ascii())
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }
}
