//! The services of AWS that are asked, and where they are.

use provider_credentials_core::SourceError;
use provider_credentials_http::Url;

use crate::failures::{ENDPOINT_INSECURE, ENDPOINT_INVALID, REGION_INVALID};
use crate::ground::Ground;

/// A service.
#[derive(Debug, PartialEq, Eq)]
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
pub(crate) static STS: Service =
    Service { name: "sts", variable: "AWS_ENDPOINT_URL_STS", config: "sts" };
/// Which issues credentials to those who are logged in.
pub(crate) static SSO: Service =
    Service { name: "portal.sso", variable: "AWS_ENDPOINT_URL_SSO", config: "sso" };

/// A part of AWS with accounts and domains of its own.
struct Partition {
    /// What the names of its regions begin with.
    regions: &'static str,
    domain: &'static str,
    /// Of endpoints that also have IPv6.
    dual_stack: &'static str,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Commercial,
    China,
    Government,
    Other,
}

/// As AWS' clients have them; the last is for all other regions.
const PARTITIONS: [Partition; 8] = [
    partition("cn-", "amazonaws.com.cn", "api.amazonwebservices.com.cn", Kind::China),
    partition("us-gov-", "amazonaws.com", "api.aws", Kind::Government),
    partition("us-iso-", "c2s.ic.gov", "api.aws.ic.gov", Kind::Other),
    partition("us-isob-", "sc2s.sgov.gov", "api.aws.scloud", Kind::Other),
    partition("eu-isoe-", "cloud.adc-e.uk", "api.cloud-aws.adc-e.uk", Kind::Other),
    partition("us-isof-", "csp.hci.ic.gov", "api.aws.hci.ic.gov", Kind::Other),
    partition("eusc-", "amazonaws.eu", "api.amazonwebservices.eu", Kind::Other),
    partition("", "amazonaws.com", "api.aws", Kind::Commercial),
];

const fn partition(
    regions: &'static str,
    domain: &'static str,
    dual_stack: &'static str,
    kind: Kind,
) -> Partition {
    Partition { regions, domain, dual_stack, kind }
}

/// Which variant of an endpoint is wanted.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Variant {
    pub(crate) is_fips: bool,
    pub(crate) is_dual_stack: bool,
}

impl Service {
    /// The URL that settings name, else that of AWS for the region.
    pub(crate) fn url(&self, ground: &Ground, region: &str) -> Result<Url, SourceError> {
        let url = match ground.configured_endpoint(self.variable, self.config) {
            Some(text) => Url::parse(text).map_err(|_| ENDPOINT_INVALID)?,
            None => {
                let url = format!("https://{}/", self.host(region, ground.variant())?);
                Url::parse(&url).map_err(|_| REGION_INVALID)?
            }
        };
        if !url.query().is_empty() {
            return Err(ENDPOINT_INVALID);
        }
        if !url.is_secure() && !ground.allows_plain_http {
            return Err(ENDPOINT_INSECURE);
        }
        Ok(url)
    }

    /// What it signs for.
    fn host(&self, region: &str, variant: Variant) -> Result<String, SourceError> {
        if !is_region(region) {
            return Err(REGION_INVALID);
        }
        let is_it = |partition: &&Partition| region.starts_with(partition.regions);
        let partition = PARTITIONS.iter().find(is_it).ok_or(REGION_INVALID)?;
        let Variant { is_fips, is_dual_stack } = variant;
        let is_store = *self == SECRETS_MANAGER;
        // There, the plain endpoint is the one with FIPS.
        let is_plain = partition.kind == Kind::Government && !is_dual_stack && !is_store;
        let fips = if is_fips && !is_plain { "-fips" } else { "" };
        // Its plain endpoint has IPv6 in these.
        let has_both = is_store
            && match partition.kind {
                Kind::Commercial | Kind::Government => true,
                Kind::China => !is_fips,
                Kind::Other => false,
            };
        let domain =
            if is_dual_stack && !has_both { partition.dual_stack } else { partition.domain };
        Ok(format!("{}{fips}.{region}.{domain}", self.name))
    }
}

/// A part of a host name, and nothing that could lead to another host.
pub(crate) fn is_region(region: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !region.is_empty()
        && region.len() <= 63
        && region.bytes().all(is_part)
        && !region.starts_with('-')
        && !region.ends_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As `botocore` resolves them: service, region, FIPS, dual-stack, host.
    const KNOWN: &str = include_str!("service/endpoints.txt");

    #[test]
    fn hosts_are_those_of_the_official_client() {
        let mut seen = 0;
        for line in KNOWN.lines().filter(|line| !line.starts_with('#')) {
            let words: Vec<&str> = line.split(' ').collect();
            let [name, region, fips, dual_stack, host] = words[..] else { panic!("{line}") };
            let all = [&SECRETS_MANAGER, &SSM, &STS, &SSO];
            let service = all.into_iter().find(|service| service.name == name).unwrap();
            let variant = Variant { is_fips: fips == "1", is_dual_stack: dual_stack == "1" };
            assert_eq!(service.host(region, variant).unwrap(), host, "{line}");
            seen += 1;
        }
        assert!(seen >= 120, "{seen}");
    }

    #[test]
    fn no_region_leads_elsewhere() {
        for region in ["", "eu-west-1.evil.example/", "EU-WEST-1", "eu west 1", "-a", "a@b", "a/"] {
            assert!(SSM.host(region, Variant::default()).is_err(), "{region}");
        }
    }
}
