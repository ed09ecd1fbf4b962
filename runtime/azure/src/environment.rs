//! The variables that Azure's own clients read.

use std::ffi::OsStr;

use provider_credentials_core::{SourceError, Surroundings};
use provider_credentials_http::{Proxies, Variables};

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
pub(crate) struct Environment(Variables);

impl Environment {
    pub(crate) fn of(surroundings: &Surroundings) -> Result<Self, SourceError> {
        let given = |name: &str| surroundings.variable(name).map(OsStr::to_owned);
        Variables::read(NAMES, given).map(Self).map_err(|_| NOT_UNICODE)
    }

    pub(crate) fn of_process() -> Result<Self, SourceError> {
        Variables::of_process(NAMES).map(Self).map_err(|_| NOT_UNICODE)
    }

    /// The value of a variable that is set and not blank.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(str::trim).filter(|value| !value.is_empty())
    }
}
