use std::path::PathBuf;
use std::time::Duration;

use crate::pin::Pkcs11Pin;

/// What a source was made with.
pub(crate) struct Settings {
    /// The module of what names none itself.
    pub(crate) module: Option<PathBuf>,
    /// The PIN of what names none itself.
    pub(crate) pin: Option<Pkcs11Pin>,
    /// Of opening the key of a file.
    pub(crate) time_limit: Duration,
}
