use core::fmt;
use std::sync::Arc;

use crate::settings::Settings;
use crate::worker::Worker;

/// A source of secrets in the tokens of PKCS#11 modules, such as an HSM or a smart card: a handle, which is cheap to
/// clone.
///
/// [`Pkcs11Builder`](crate::Pkcs11Builder) makes one.
/// [`Loader::with_source`](provider_credentials_core::Loader::with_source) and
/// [`Loader::with_key_provider`](provider_credentials_core::Loader::with_key_provider) register it under the name
/// `pkcs11`. A program that does not is served by one from the environment.
///
/// All secrets of a load that are in one token are read in one session with one login. A PIN that a token refused is not
/// tried again in the process, and none is tried where the token says that one try is left.
///
/// A module is C code that runs in this process: if it crashes, the program ends.
#[derive(Clone)]
pub struct Pkcs11(Arc<Inner>);

struct Inner {
    settings: Settings,
    needs: Vec<String>,
    worker: Worker,
}

impl Pkcs11 {
    pub(crate) fn of(settings: Settings) -> Self {
        let needs = settings.pin.iter().filter_map(|pin| pin.id()).map(str::to_owned).collect();
        Self(Arc::new(Inner { settings, needs, worker: Worker::default() }))
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.0.settings
    }

    /// The ID of the credential with the PIN, if the program names one.
    pub(crate) fn needed(&self) -> &[String] {
        &self.0.needs
    }

    pub(crate) fn worker(&self) -> &Worker {
        &self.0.worker
    }
}

/// Shows nothing of the tokens.
impl fmt::Debug for Pkcs11 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pkcs11").finish_non_exhaustive()
    }
}
