//! The variables that AWS' own clients read.

use std::ffi::OsStr;

use provider_credentials_core::{SourceError, Surroundings};
use provider_credentials_http::{Proxies, Variables};

use crate::failures::NOT_UNICODE;

/// All that may be asked for.
pub(crate) const NAMES: &[&str] =
    &Proxies::variables_after::<{ OWN.len() + Proxies::VARIABLES.len() }>(&OWN);

const OWN: [&str; 34] = [
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "AWS_CREDENTIAL_EXPIRATION",
    "AWS_PROFILE",
    "AWS_DEFAULT_PROFILE",
    "AWS_CONFIG_FILE",
    "AWS_SHARED_CREDENTIALS_FILE",
    "AWS_REGION",
    "AWS_DEFAULT_REGION",
    "AWS_ROLE_ARN",
    "AWS_ROLE_SESSION_NAME",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    "AWS_CONTAINER_AUTHORIZATION_TOKEN",
    "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
    "AWS_EC2_METADATA_DISABLED",
    "AWS_EC2_METADATA_SERVICE_ENDPOINT",
    "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE",
    "AWS_ENDPOINT_URL",
    "AWS_ENDPOINT_URL_SECRETS_MANAGER",
    "AWS_ENDPOINT_URL_KMS",
    "AWS_ENDPOINT_URL_SSM",
    "AWS_ENDPOINT_URL_SSO",
    "AWS_ENDPOINT_URL_STS",
    "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
    "AWS_USE_FIPS_ENDPOINT",
    "AWS_USE_DUALSTACK_ENDPOINT",
    "AWS_CA_BUNDLE",
    "AWS_MAX_ATTEMPTS",
    "HOME",
    "USERPROFILE",
    "PATH",
];

/// Those that were set when the source was opened. Compared to find who has the same.
#[derive(Default, PartialEq, Eq)]
pub(crate) struct Environment(Variables);

impl Environment {
    pub(crate) fn of(surroundings: &Surroundings) -> Result<Self, SourceError> {
        let given = |name: &str| surroundings.variable(name).map(OsStr::to_owned);
        Variables::read(NAMES, given).map(Self).map_err(|_| NOT_UNICODE)
    }

    pub(crate) fn of_process() -> Result<Self, SourceError> {
        Variables::of_process(NAMES).map(Self).map_err(|_| NOT_UNICODE)
    }

    /// The value of a variable that is set and not empty.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name)
    }

    pub(crate) fn is_true(&self, name: &str) -> bool {
        self.get(name).is_some_and(is_true)
    }
}

/// As AWS' clients have it.
pub(crate) fn is_true(word: &str) -> bool {
    word.trim().eq_ignore_ascii_case("true")
}
