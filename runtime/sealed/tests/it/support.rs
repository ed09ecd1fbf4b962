//! What the tests share.
#![allow(dead_code, reason = "each feature needs some of it")]

use std::fs;
use std::path::{Path, PathBuf};

use provider_credentials_core::testing::{EncryptedFile, load_encrypted};
use provider_credentials_core::{AnyCredential, Loader};
use tempfile::TempDir;

/// A directory of files.
pub(crate) struct Files(TempDir);

impl Files {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    /// A file that everybody may read.
    pub(crate) fn public(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        self.write(name, content.as_ref(), 0o644)
    }

    /// A file that nobody else may read.
    pub(crate) fn secret(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        self.write(name, content.as_ref(), 0o600)
    }

    fn write(&self, name: &str, content: &[u8], mode: u32) -> PathBuf {
        let path = self.path().join(name);
        fs::write(&path, content).unwrap();
        #[cfg(unix)]
        fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(mode)).unwrap();
        #[cfg(not(unix))]
        let _ = mode;
        path
    }

    /// Loads one credential, with nothing in the environment but these variables.
    pub(crate) fn load(&self, file: EncryptedFile, variables: &[(&str, &str)]) -> AnyCredential {
        self.load_with(file, Loader::new().with_environment(variables.iter().copied()))
    }

    pub(crate) fn load_with(&self, file: EncryptedFile, loader: Loader) -> AnyCredential {
        load_encrypted(&[file], loader.base_dir(self.path())).remove(0)
    }
}

/// The secret's bytes, or the code of the error.
pub(crate) fn outcome(credential: &AnyCredential) -> Result<Vec<u8>, String> {
    match credential.secret() {
        Ok(secret) => Ok(secret.expose_bytes().to_vec()),
        Err(error) => Err(error.code().to_owned()),
    }
}
