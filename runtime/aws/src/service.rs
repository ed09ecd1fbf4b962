//! The services of AWS that are asked, and where they are.

use provider_credentials_core::SourceError;
use provider_credentials_http::Url;

use crate::endpoint::{host, is_region};
use crate::failures::{ENDPOINT_INSECURE, ENDPOINT_INVALID, REGION_INVALID};
use crate::ground::Ground;

/// A service.
#[derive(Debug)]
pub(crate) struct Service {
    /// In host names and signatures.
    pub(crate) name: &'static str,
    variable: &'static str,
    /// In a section `[services …]`.
    config: &'static str,
}

pub(crate) static SECRETS_MANAGER: Service = Service {
    name: "secretsmanager",
    variable: "AWS_ENDPOINT_URL_SECRETS_MANAGER",
    config: "secrets_manager",
};
pub(crate) static SSM: Service =
    Service { name: "ssm", variable: "AWS_ENDPOINT_URL_SSM", config: "ssm" };
pub(crate) static KMS: Service =
    Service { name: "kms", variable: "AWS_ENDPOINT_URL_KMS", config: "kms" };
pub(crate) static STS: Service =
    Service { name: "sts", variable: "AWS_ENDPOINT_URL_STS", config: "sts" };
/// Which issues credentials to those who are logged in.
pub(crate) static SSO: Service =
    Service { name: "portal.sso", variable: "AWS_ENDPOINT_URL_SSO", config: "sso" };

impl Service {
    /// The URL that settings name, else that of AWS for the region.
    pub(crate) fn url(&self, ground: &Ground, region: &str) -> Result<Url, SourceError> {
        if !is_region(region) {
            return Err(REGION_INVALID);
        }
        let url = if let Some(text) = ground.configured_endpoint(self.variable, self.config) {
            Url::parse(text).map_err(|_| ENDPOINT_INVALID)?
        } else {
            let url = format!("https://{}/", host(self.name, region, ground.variant())?);
            Url::parse(&url).map_err(|_| REGION_INVALID)?
        };
        if !url.query().is_empty() {
            return Err(ENDPOINT_INVALID);
        }
        if !url.is_secure() && !ground.allows_plain_http {
            return Err(ENDPOINT_INSECURE);
        }
        Ok(url)
    }
}
