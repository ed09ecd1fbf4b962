//! The variables that `vault` and `bao` read, each under both names.

use std::env;
use std::ffi::OsStr;

use provider_credentials_core::{SourceError, Surroundings};
use provider_credentials_http::Proxies;
use zeroize::Zeroizing;

use crate::failures::NOT_UNICODE;

/// All that may be asked for.
pub(crate) const NAMES: &[&str] =
    &Proxies::variables_after::<{ OWN.len() + Proxies::VARIABLES.len() }>(&OWN);

const OWN: [&str; 21] = [
    "BAO_ADDR",
    "VAULT_ADDR",
    "BAO_TOKEN",
    "VAULT_TOKEN",
    "BAO_NAMESPACE",
    "VAULT_NAMESPACE",
    "BAO_CACERT",
    "VAULT_CACERT",
    "BAO_CAPATH",
    "VAULT_CAPATH",
    "BAO_CACERT_BYTES",
    "VAULT_CACERT_BYTES",
    "BAO_CLIENT_CERT",
    "VAULT_CLIENT_CERT",
    "BAO_CLIENT_KEY",
    "VAULT_CLIENT_KEY",
    "BAO_TLS_SERVER_NAME",
    "VAULT_TLS_SERVER_NAME",
    "BAO_SKIP_VERIFY",
    "VAULT_SKIP_VERIFY",
    "HOME",
];

/// Where variables are looked up.
pub(crate) enum Variables<'s> {
    Process,
    Given(&'s Surroundings),
}

impl Variables<'_> {
    /// The value of a variable that is set and not empty.
    pub(crate) fn get(&self, name: &str) -> Result<Option<Zeroizing<String>>, SourceError> {
        let text = |value: &OsStr| {
            let text = value.to_str().ok_or(NOT_UNICODE)?;
            Ok(Zeroizing::new(text.to_owned()))
        };
        match self {
            Self::Given(surroundings) => surroundings.variable(name).map(text).transpose(),
            Self::Process => match env::var_os(name) {
                None => Ok(None),
                Some(value) if value.is_empty() => Ok(None),
                Some(value) => value
                    .into_string()
                    .map(|text| Some(Zeroizing::new(text)))
                    .map_err(|_| NOT_UNICODE),
            },
        }
    }

    /// The value of `BAO_…`, else that of `VAULT_…`: `bao` has it so.
    pub(crate) fn either(&self, name: &str) -> Result<Option<Zeroizing<String>>, SourceError> {
        match self.get(&format!("BAO_{name}"))? {
            Some(value) => Ok(Some(value)),
            None => self.get(&format!("VAULT_{name}")),
        }
    }
}
