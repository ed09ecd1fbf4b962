//! Names of resources: `arn:aws:secretsmanager:eu-west-1:123456789012:secret:openai-a1b2c3`.

/// What of a name of a resource matters here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Arn<'t> {
    pub(crate) service: &'t str,
    pub(crate) region: &'t str,
}

/// `None` if it does not begin with `arn:`, or has too few parts.
pub(crate) fn parse(text: &str) -> Option<Arn<'_>> {
    let mut parts = text.splitn(6, ':');
    let (arn, _partition) = (parts.next()?, parts.next()?);
    let (service, region) = (parts.next()?, parts.next()?);
    let (_account, resource) = (parts.next()?, parts.next()?);
    (arn == "arn" && !resource.is_empty()).then_some(Arn { service, region })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts() {
        let arn = parse("arn:aws:secretsmanager:eu-west-1:123456789012:secret:a-b1c2d3").unwrap();
        assert_eq!((arn.service, arn.region), ("secretsmanager", "eu-west-1"));
        assert_eq!(parse("arn:aws:ssm:eu-west-1:123456789012:"), None);
        assert_eq!((parse("prod/openai"), parse("arn:aws:ssm")), (None, None));
    }
}
