//! The variables that Google's own clients read.

use std::ffi::OsStr;

use provider_credentials_core::{SourceError, Surroundings};
use provider_credentials_http::{Proxies, Variables};

use crate::failures::NOT_UNICODE;

/// All that may be asked for.
pub(crate) const NAMES: &[&str] =
    &Proxies::variables_after::<{ OWN.len() + Proxies::VARIABLES.len() }>(&OWN);

const OWN: [&str; 15] = [
    "GOOGLE_APPLICATION_CREDENTIALS",
    "GOOGLE_CLOUD_PROJECT",
    "GCLOUD_PROJECT",
    "GOOGLE_CLOUD_QUOTA_PROJECT",
    "GOOGLE_CLOUD_UNIVERSE_DOMAIN",
    "GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES",
    "CLOUDSDK_CONFIG",
    "CLOUDSDK_ACTIVE_CONFIG_NAME",
    "CLOUDSDK_CORE_PROJECT",
    "CLOUDSDK_API_ENDPOINT_OVERRIDES_SECRETMANAGER",
    "CLOUDSDK_API_ENDPOINT_OVERRIDES_CLOUDKMS",
    "GCE_METADATA_HOST",
    "NO_GCE_CHECK",
    "HOME",
    "APPDATA",
];

/// Those that are set and not empty.
#[derive(Default)]
pub(crate) struct Environment(Variables);

impl Environment {
    pub(crate) fn of(surroundings: &Surroundings) -> Result<Self, SourceError> {
        let given = |name: &str| surroundings.variable(name).map(OsStr::to_owned);
        Variables::read(NAMES, given).map(Self).map_err(|_| NOT_UNICODE)
    }

    pub(crate) fn of_process() -> Result<Self, SourceError> {
        Variables::of_process(NAMES).map(Self).map_err(|_| NOT_UNICODE)
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name)
    }
}
