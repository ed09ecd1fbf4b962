//! What everything stands on: settings, files and clients.

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::time::Duration;

use provider_credentials_core::{Needed, SecretFiles, SourceError};
use provider_credentials_http::{Client, Deadline, Retries, Url};

use crate::environment::Environment;
use crate::failures::{ENDPOINT_INSECURE, ENDPOINT_INVALID};
use crate::name::is_location;

pub(crate) struct Ground {
    pub(crate) environment: Environment,
    pub(crate) files: SecretFiles,
    /// Those that the program chose.
    pub(crate) project: Option<String>,
    pub(crate) quota_project: Option<String>,
    pub(crate) credentials_file: Option<PathBuf>,
    pub(crate) endpoint: Option<String>,
    pub(crate) universe: Option<String>,
    /// For Google, and for those who give tokens.
    pub(crate) client: Client,
    /// For what is on this machine or beside it.
    pub(crate) local: Client,
    /// Of all requests of one load.
    pub(crate) time_limit: Duration,
    /// The most at a time.
    pub(crate) connections: NonZeroUsize,
    pub(crate) allows_plain_http: bool,
}

/// The universe that nobody has to name.
pub(crate) const GOOGLE: &str = "googleapis.com";
/// What passes by itself.
pub(crate) const WORTH_ANOTHER: [u16; 5] = [429, 500, 502, 503, 504];

impl Ground {
    /// Of a load, which may wait for less than all requests may take.
    pub(crate) fn deadline_of(&self, needed: &Needed) -> Deadline {
        Deadline::within(self.time_limit, needed.time_left())
    }

    /// The domain of the cloud: Google's own, or that of a sovereign one.
    pub(crate) fn universe(&self) -> &str {
        let of_variable = || self.environment.get("GOOGLE_CLOUD_UNIVERSE_DOMAIN");
        self.universe.as_deref().or_else(of_variable).map_or(GOOGLE, str::trim)
    }

    /// Where secrets are: what settings name, else Google's endpoint, which regional secrets have for each location.
    pub(crate) fn endpoint(&self, location: Option<&str>) -> Result<Url, SourceError> {
        const VARIABLE: &str = "CLOUDSDK_API_ENDPOINT_OVERRIDES_SECRETMANAGER";

        let given = self.endpoint.as_deref().or_else(|| self.environment.get(VARIABLE));
        let universe = self.universe();
        let url = match (given, location) {
            (Some(given), _) => Url::parse(given.trim()),
            (None, None) => Url::parse(&format!("https://secretmanager.{universe}/")),
            (None, Some(location)) => {
                Url::parse(&format!("https://secretmanager.{location}.rep.{universe}/"))
            }
        };
        let url = url.map_err(|_| ENDPOINT_INVALID)?;
        if !url.query().is_empty() {
            return Err(ENDPOINT_INVALID);
        }
        if !url.is_secure() && !self.allows_plain_http {
            return Err(ENDPOINT_INSECURE);
        }
        Ok(url)
    }

    /// Whether what a token is got by may be sent there: https to that service of Google, or this machine. Not to any
    /// server of Google: anybody can have some of them keep what they are sent, as Cloud Storage does.
    pub(crate) fn is_of_service(&self, service: &str, url: &Url) -> bool {
        let host = url.host().to_ascii_lowercase();
        let is_below = |domain: &str| is_service(service, &host, domain);
        url.is_this_machine() || url.is_https() && (is_below(GOOGLE) || is_below(self.universe()))
    }
}

/// `sts.googleapis.com`; that of a location, `sts.europe-west3.rep.googleapis.com`; or an endpoint of Private Service
/// Connect, `sts-agents.p.googleapis.com`.
fn is_service(service: &str, host: &str, domain: &str) -> bool {
    let before = host.strip_suffix(domain).and_then(|before| before.strip_suffix('.'));
    let labels: Vec<&str> = before.map(|before| before.split('.').collect()).unwrap_or_default();
    match labels.as_slice() {
        [first] => *first == service,
        [first, location, "rep"] => *first == service && is_location(location),
        [first, "p"] => {
            let name = first.strip_prefix(service).and_then(|name| name.strip_prefix('-'));
            name.is_some_and(is_location)
        }
        _ => false,
    }
}

/// As often as Google's own clients do for a while.
pub(crate) fn retries() -> Retries {
    Retries::new(2).on(&WORTH_ANOTHER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn services_of_google() {
        for (host, expected) in [
            ("sts.googleapis.com", true),
            ("sts.europe-west3.rep.googleapis.com", true),
            ("sts-agents.p.googleapis.com", true),
            // Where anybody may have a bucket or a file.
            ("storage.googleapis.com", false),
            ("sts.storage.googleapis.com", false),
            ("www.googleapis.com", false),
            ("oauth2.googleapis.com", false),
            ("sts-.p.googleapis.com", false),
            ("sts.p.googleapis.com", false),
            ("sts.a.b.rep.googleapis.com", false),
            ("xsts.googleapis.com", false),
            ("evil.sts.googleapis.com", false),
            ("sts.googleapis.com.example", false),
            ("stsgoogleapis.com", false),
            ("googleapis.com", false),
            ("", false),
        ] {
            assert_eq!(is_service("sts", host, GOOGLE), expected, "{host}");
        }
        assert!(is_service("sts", "sts.cloud.example", "cloud.example"));
    }
}
