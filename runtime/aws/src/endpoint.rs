//! The hosts of services by region, and the partitions that regions belong to.

use provider_credentials_core::SourceError;

use crate::failures::REGION_INVALID;

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

/// Of the service of that name, as AWS has it.
pub(crate) fn host(name: &str, region: &str, variant: Variant) -> Result<String, SourceError> {
    if !is_region(region) {
        return Err(REGION_INVALID);
    }
    let is_it = |partition: &&Partition| region.starts_with(partition.regions);
    let partition = PARTITIONS.iter().find(is_it).ok_or(REGION_INVALID)?;
    let Variant { is_fips, is_dual_stack } = variant;
    let is_store = name == "secretsmanager";
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
    let domain = if is_dual_stack && !has_both { partition.dual_stack } else { partition.domain };
    Ok(format!("{name}{fips}.{region}.{domain}"))
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
    const KNOWN: &str = include_str!("endpoint/endpoints.txt");

    #[test]
    fn hosts_are_those_of_the_official_client() {
        let mut seen = 0;
        for line in KNOWN.lines().filter(|line| !line.starts_with('#')) {
            let words: Vec<&str> = line.split(' ').collect();
            let [name, region, fips, dual_stack, expected] = words[..] else { panic!("{line}") };
            let variant = Variant { is_fips: fips == "1", is_dual_stack: dual_stack == "1" };
            assert_eq!(host(name, region, variant).unwrap(), expected, "{line}");
            seen += 1;
        }
        assert!(seen >= 120, "{seen}");
    }

    #[test]
    fn no_region_leads_elsewhere() {
        for region in ["", "eu-west-1.evil.example/", "EU-WEST-1", "eu west 1", "-a", "a@b", "a/"] {
            assert!(host("ssm", region, Variant::default()).is_err(), "{region}");
        }
    }
}
