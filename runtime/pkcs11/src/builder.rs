use std::path::PathBuf;
use std::time::Duration;

use provider_credentials_core::{SourceError, Surroundings};

use crate::failures::MODULE_RELATIVE;
use crate::pin::Pkcs11Pin;
use crate::pkcs11::Pkcs11;
use crate::settings::Settings;

/// The path of the module.
pub(crate) const MODULE_PATH: &str = "PKCS11_MODULE_PATH";

/// Settings of a [`Pkcs11`] source.
///
/// ```no_run
/// use provider_credentials_core::Loader;
/// use provider_credentials_pkcs11::{Pkcs11Builder, Pkcs11Pin};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let pkcs11 = Pkcs11Builder::new()
///     .module("/usr/lib/softhsm/libsofthsm2.so")
///     .pin(Pkcs11Pin::credential("hsm_pin"))
///     .build()?;
/// let loader = Loader::new()
///     .with_source("pkcs11", pkcs11.clone())
///     .with_key_provider("pkcs11", pkcs11);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Default)]
pub struct Pkcs11Builder {
    module: Option<PathBuf>,
    pin: Option<Pkcs11Pin>,
    time_limit: Option<Duration>,
}

/// Below what a loader gives a source by default.
const TIME_LIMIT: Duration = Duration::from_secs(20);

impl Pkcs11Builder {
    /// Begins with nothing set.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The whole path of the module of URIs without `module-path` and `module-name` (`PKCS11_MODULE_PATH`). Without
    /// that, p11-kit's proxy is used where it is installed.
    #[must_use]
    pub fn module(mut self, path: impl Into<PathBuf>) -> Self {
        self.module = Some(path.into());
        self
    }

    /// The PIN of the user of tokens for which the manifest names none, by `pkcs11_pin_with` or `pin-source`.
    #[must_use]
    pub fn pin(mut self, pin: Pkcs11Pin) -> Self {
        self.pin = Some(pin);
        self
    }

    /// How long a token may take to open the key of an encrypted file: 20 seconds by default, or what the loader's own limit
    /// leaves if that is less. How long it may take for
    /// the secrets of a load is [`Loader::source_timeout`](provider_credentials_core::Loader::source_timeout).
    #[must_use]
    pub fn time_limit(mut self, limit: Duration) -> Self {
        self.time_limit = Some(limit);
        self
    }

    /// Takes the module from `PKCS11_MODULE_PATH` if it is not set yet.
    #[must_use]
    pub fn from_environment(mut self) -> Self {
        let set = || std::env::var_os(MODULE_PATH).filter(|path| !path.is_empty());
        self.module = self.module.or_else(|| set().map(PathBuf::from));
        self
    }

    pub(crate) fn surrounded_by(mut self, surroundings: &Surroundings) -> Self {
        self.module = self.module.or_else(|| surroundings.variable(MODULE_PATH).map(PathBuf::from));
        self
    }

    /// The source. No module is loaded yet.
    ///
    /// # Errors
    ///
    /// `pkcs11_module_relative`: the path of the module is not a whole one.
    pub fn build(self) -> Result<Pkcs11, SourceError> {
        if self.module.as_ref().is_some_and(|path| !path.is_absolute()) {
            return Err(MODULE_RELATIVE);
        }
        Ok(self.unchecked())
    }

    /// The path of the module is looked at when it is loaded.
    pub(crate) fn unchecked(self) -> Pkcs11 {
        let Self { module, pin, time_limit } = self;
        let time_limit = time_limit.unwrap_or(TIME_LIMIT);
        Pkcs11::of(Settings { module, pin, time_limit })
    }
}
