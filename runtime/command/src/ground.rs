use std::ffi::OsString;

use provider_credentials_core::SecretFiles;

/// What programs are started with.
pub(crate) struct Ground {
    pub(crate) variables: Vec<(&'static str, OsString)>,
    /// The rules of the loader, for the programs themselves.
    pub(crate) files: SecretFiles,
}
