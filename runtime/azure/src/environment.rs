//! The variables that Azure's own clients read.

use std::env;
use std::ffi::{OsStr, OsString};

use provider_credentials_core::{SourceError, Surroundings};
use provider_credentials_http::Proxies;
use zeroize::Zeroizing;

use crate::failures::NOT_UNICODE;

/// All that may be asked for.
pub(crate) const NAMES: &[&str] =
    &Proxies::variables_after::<{ OWN.len() + Proxies::VARIABLES.len() }>(&OWN);

const OWN: [&str; 20] = [
    "AZURE_TENANT_ID",
    "AZURE_CLIENT_ID",
    "AZURE_CLIENT_SECRET",
    "AZURE_CLIENT_CERTIFICATE_PATH",
    "AZURE_USERNAME",
    "AZURE_PASSWORD",
    "AZURE_FEDERATED_TOKEN_FILE",
    "AZURE_AUTHORITY_HOST",
    "AZURE_TOKEN_CREDENTIALS",
    "AZURE_POD_IDENTITY_AUTHORITY_HOST",
    "IDENTITY_ENDPOINT",
    "IDENTITY_HEADER",
    "IDENTITY_SERVER_THUMBPRINT",
    "IMDS_ENDPOINT",
    "MSI_ENDPOINT",
    "MSI_SECRET",
    "REQUESTS_CA_BUNDLE",
    "PATH",
    // Of Windows, where the command line and Azure Arc's agent are.
    "PROGRAMDATA",
    "SYSTEMROOT",
];

/// Those that were set when the source was opened.
#[derive(Default)]
pub(crate) struct Environment(Vec<(&'static str, Zeroizing<String>)>);

impl Environment {
    pub(crate) fn of(surroundings: &Surroundings) -> Result<Self, SourceError> {
        Self::read(&|name| surroundings.variable(name).map(OsStr::to_owned))
    }

    pub(crate) fn of_process() -> Result<Self, SourceError> {
        Self::read(&|name| env::var_os(name).filter(|value| !value.is_empty()))
    }

    fn read(value: &dyn Fn(&str) -> Option<OsString>) -> Result<Self, SourceError> {
        let text = |value: OsString| value.into_string().map_err(|_| NOT_UNICODE);
        let set = NAMES.iter().filter_map(|name| Some((*name, value(name)?)));
        let all = set.map(|(name, value)| Ok((name, Zeroizing::new(text(value)?))));
        all.collect::<Result<_, _>>().map(Self)
    }

    /// The value of a variable that is set and not blank.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }
}
