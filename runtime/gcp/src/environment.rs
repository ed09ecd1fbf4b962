//! The variables that Google's own clients read.

use std::env;
use std::ffi::{OsStr, OsString};

use provider_credentials_core::{SourceError, Surroundings};
use provider_credentials_http::Proxies;
use zeroize::Zeroizing;

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
pub(crate) struct Environment(Vec<(&'static str, Zeroizing<String>)>);

impl Environment {
    pub(crate) fn of(surroundings: &Surroundings) -> Result<Self, SourceError> {
        Self::read(|name| surroundings.variable(name).map(OsStr::to_owned))
    }

    pub(crate) fn of_process() -> Result<Self, SourceError> {
        Self::read(|name| env::var_os(name).filter(|value| !value.is_empty()))
    }

    fn read(value: impl Fn(&str) -> Option<OsString>) -> Result<Self, SourceError> {
        let mut all = Vec::new();
        for name in NAMES {
            if let Some(value) = value(name) {
                let text = value.into_string().map_err(|_| NOT_UNICODE)?;
                all.push((*name, Zeroizing::new(text)));
            }
        }
        Ok(Self(all))
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }
}
