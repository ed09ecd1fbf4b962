//! Names of vaults and of what is in them, and identifiers as the portal shows them.

use crate::chars::all;

/// Of the clouds that there are; that of Germany ended in 2021.
const DOMAINS: [&str; 3] = [".vault.azure.net", ".vault.azure.cn", ".vault.usgovcloudapi.net"];

/// The name of a vault before its domain.
pub(super) fn domain(host: &str) -> Option<(&str, &'static str)> {
    DOMAINS.iter().find_map(|domain| {
        let at = host.len().checked_sub(domain.len())?;
        let (name, end) = host.split_at_checked(at)?;
        end.eq_ignore_ascii_case(domain).then_some((name, *domain))
    })
}

/// `https://agents-prod.vault.azure.net/secrets/openai/0123456789abcdef0123456789abcdef`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Identifier<'t> {
    /// Its name, or in another cloud than the usual one its URL.
    pub(super) vault: &'t str,
    pub(super) secret: &'t str,
    pub(super) version: Option<&'t str>,
}

impl<'t> Identifier<'t> {
    /// `None` if it is none.
    pub(super) fn parse(text: &'t str) -> Option<Self> {
        let (url, rest) = text.split_once("/secrets/")?;
        let host = url.strip_prefix("https://")?;
        let host = host.strip_suffix(":443").unwrap_or(host);
        let (name, cloud) = domain(host)?;
        let vault = if Some(&cloud) == DOMAINS.first() { name } else { url };
        let (secret, version) = rest.split_once('/').unwrap_or((rest, ""));
        let version = Some(version).filter(|version| !version.is_empty());
        (!secret.is_empty()).then_some(Self { vault, secret, version })
    }
}

/// What of the rules for names of vaults does not hold.
pub(super) fn wrong_with_vault(name: &str) -> Option<&'static str> {
    if !(3..=24).contains(&name.len()) {
        return Some("must have 3 to 24 characters");
    }
    if !all(name, |c| c.is_ascii_alphanumeric() || c == '-') {
        return Some("must be letters, digits and hyphens");
    }
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return Some("must begin with a letter");
    }
    if name.ends_with('-') || name.contains("--") {
        return Some("must not end with a hyphen or have two in a row");
    }
    None
}

/// The first character that no name of a secret has.
pub(super) fn stray_of_secret(name: &str) -> Option<(usize, char)> {
    name.char_indices().find(|(_, c)| !c.is_ascii_alphanumeric() && *c != '-')
}

pub(super) fn is_version(text: &str) -> bool {
    text.len() == 32 && all(text, |c| c.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        assert_eq!(domain("a.VAULT.azure.net"), Some(("a", ".vault.azure.net")));
        assert_eq!(domain("a.vault.microsoftazure.de"), None);
        assert_eq!(domain("vault.azure.net"), None);
        for (name, is_right) in [
            ("abc", true),
            ("agents-prod", true),
            ("a1-B2", true),
            ("ab", false),
            ("1abc", false),
            ("abc-", false),
            ("a--b", false),
            ("a_bc", false),
            ("abcdefghijklmnopqrstuvwxy", false),
        ] {
            assert_eq!(wrong_with_vault(name).is_none(), is_right, "{name}");
        }
        assert_eq!(stray_of_secret("a-1"), None);
        assert_eq!(stray_of_secret("a_1"), Some((1, '_')));
        assert!(is_version(&"0a".repeat(16)) && !is_version(&"0g".repeat(16)) && !is_version("1"));
    }

    #[test]
    fn identifiers() {
        let parse = Identifier::parse;
        let found = |vault, secret, version| Some(Identifier { vault, secret, version });
        assert_eq!(parse("https://a.vault.azure.net/secrets/b"), found("a", "b", None));
        assert_eq!(parse("https://a.vault.azure.net:443/secrets/b/7"), found("a", "b", Some("7")));
        let china = "https://a.vault.azure.cn";
        assert_eq!(parse("https://a.vault.azure.cn/secrets/b/"), found(china, "b", None));
        for text in ["a", "https://a.example/secrets/b", "https://a.vault.azure.net/keys/b"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
