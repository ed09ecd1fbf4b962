//! The vault that a manifest names, and what is in it.

use provider_credentials_core::{SourceError, SourceRequest};
use provider_credentials_http::Url;

use crate::cloud::Cloud;
use crate::failures::{SECRET_INVALID, VAULT_INVALID, VERSION_INVALID};

/// A vault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Vault {
    /// Without a path.
    pub(crate) url: Url,
    pub(crate) cloud: &'static Cloud,
}

impl Vault {
    /// By its name in a cloud, or by its URL in any.
    pub(crate) fn parse(text: &str, cloud: &'static Cloud) -> Result<Self, SourceError> {
        let url = if text.contains([':', '/', '.']) {
            Url::parse(text)
        } else {
            Url::parse(&format!("https://{text}.{}", cloud.vaults))
        };
        let url = url.map_err(|_| VAULT_INVALID)?;
        let cloud = Cloud::of_vault(url.host()).ok_or(VAULT_INVALID)?;
        let name = url.host().get(..url.host().len() - cloud.vaults.len() - 1);
        let is_plain = url.is_https()
            && url.port() == 443
            && url.path() == "/"
            && url.query().is_empty()
            && name.is_some_and(is_name);
        if is_plain { Ok(Self { url, cloud }) } else { Err(VAULT_INVALID) }
    }
}

/// 3 to 24 letters, digits and hyphens, as Azure has it.
fn is_name(name: &str) -> bool {
    (3..=24).contains(&name.len())
        && name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.ends_with(|c: char| c.is_ascii_alphanumeric())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && !name.contains("--")
}

/// A secret in a vault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wanted {
    pub(crate) vault: Vault,
    pub(crate) secret: String,
    pub(crate) version: Option<String>,
}

impl Wanted {
    /// What a request is for. Values may come from variables, so all are checked again.
    pub(crate) fn of(request: &SourceRequest, cloud: &'static Cloud) -> Result<Self, SourceError> {
        let param = |name| request.param(name).map(str::trim);
        let vault = Vault::parse(param("vault").unwrap_or_default(), cloud)?;
        let secret = param("secret").filter(|name| is_secret_name(name)).ok_or(SECRET_INVALID)?;
        let version = match param("version") {
            Some(version) if !is_version(version) => return Err(VERSION_INVALID),
            version => version.map(str::to_ascii_lowercase),
        };
        Ok(Self { vault, secret: secret.to_owned(), version })
    }

    pub(crate) fn path(&self) -> String {
        const API: &str = "7.4";

        let version = self.version.as_deref().unwrap_or_default();
        format!("/secrets/{}/{version}?api-version={API}", self.secret)
    }
}

/// Of a secret or a key.
pub(crate) fn is_secret_name(name: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    (1..=127).contains(&name.len()) && name.bytes().all(is_part)
}

pub(crate) fn is_version(version: &str) -> bool {
    version.len() == 32 && version.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cloud::CLOUDS;

    #[test]
    fn no_name_leads_elsewhere() {
        let host = |text| Vault::parse(text, &CLOUDS[0]).map(|vault| vault.url.authority());
        assert_eq!(host("agent").as_deref(), Ok("agent.vault.azure.net"));
        assert_eq!(host("https://agent.vault.azure.cn").as_deref(), Ok("agent.vault.azure.cn"));
        assert_eq!(
            host("https://agent.vault.azure.net:443/").as_deref(),
            Ok("agent.vault.azure.net")
        );
        for text in [
            "",
            "ab",
            "a--b",
            "-abc",
            "abc-",
            "1abc",
            "a_bc",
            "abcdefghijklmnopqrstuvwxyz",
            "agent.example",
            "agent/",
            "http://agent.vault.azure.net",
            "https://agent.vault.azure.net:8443",
            "https://agent.vault.azure.net/secrets/x",
            "https://agent.vault.azure.net?x",
            "https://agent.vault.azure.net.example",
            "https://a.b.vault.azure.net",
            "https://vault.azure.net",
            "https://agent.vault.microsoftazure.de",
            "https://agent.vault.azure.net@evil.example",
        ] {
            assert_eq!(host(text).unwrap_err().code(), "azure_vault_invalid", "{text}");
        }
        let china = Vault::parse("agent", &CLOUDS[1]).unwrap();
        assert_eq!(china.url.host(), "agent.vault.azure.cn");
    }

    #[test]
    fn names_and_versions() {
        assert!(is_secret_name("A-1") && !is_secret_name("") && !is_secret_name("a_b"));
        assert!(is_secret_name(&"a".repeat(127)) && !is_secret_name(&"a".repeat(128)));
        assert!(is_version(&"0aF1".repeat(8)) && !is_version("7") && !is_version(&"g".repeat(32)));
    }
}
