//! What a vault says to whoever comes without a token: for what a token is needed, and of which tenant.

use provider_credentials_core::SourceError;
use provider_credentials_http::Url;

use crate::cloud::Cloud;
use crate::failures::{CHALLENGE_INVALID, CHALLENGE_RESOURCE};
use crate::vault::Vault;

/// What a token is wanted for, and in which cloud.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Use {
    pub(crate) scope: Scope,
    pub(crate) cloud: &'static Cloud,
}

/// What it is good for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Scope {
    /// Such as `https://vault.azure.net`.
    pub(crate) resource: String,
    pub(crate) tenant: String,
}

impl Scope {
    /// From the header `WWW-Authenticate` of a vault. The token must be for the domain that the vault belongs to: else
    /// any server could have itself sent a token for another one. Of the tenant's URL, nothing but the tenant is used.
    pub(crate) fn of(header: &str, vault: &Vault) -> Result<Self, SourceError> {
        let (scheme, params) = header.trim().split_once(' ').ok_or(CHALLENGE_INVALID)?;
        if !scheme.eq_ignore_ascii_case("Bearer") {
            return Err(CHALLENGE_INVALID);
        }
        let param = |name: &str| {
            let mut all = params.split(',').filter_map(|param| param.split_once('='));
            let (_, value) = all.find(|(known, _)| known.trim().eq_ignore_ascii_case(name))?;
            Some(value.trim().trim_matches('"')).filter(|value| !value.is_empty())
        };
        let authorization = param("authorization_uri").or_else(|| param("authorization"));
        let authorization = authorization.and_then(|url| Url::parse(url).ok());
        let path = authorization.as_ref().map(Url::path).unwrap_or_default();
        let tenant = path.trim_start_matches('/').split('/').next().unwrap_or_default();
        if !is_tenant(tenant) {
            return Err(CHALLENGE_INVALID);
        }
        let resource = param("scope").or_else(|| param("resource")).ok_or(CHALLENGE_INVALID)?;
        let resource = Url::parse(resource).map_err(|_| CHALLENGE_INVALID)?;
        let is_of_vault = resource.is_https()
            && resource.port() == 443
            && resource.host().eq_ignore_ascii_case(vault.cloud.vaults);
        if !is_of_vault {
            return Err(CHALLENGE_RESOURCE);
        }
        Ok(Self { resource: resource.origin(), tenant: tenant.to_owned() })
    }

    /// As version 2 of the protocol has it.
    pub(crate) fn default_scope(&self) -> String {
        format!("{}/.default", self.resource)
    }
}

/// An ID or a domain: it becomes a part of a path.
pub(crate) fn is_tenant(text: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b"-.".contains(&byte);
    text.bytes().all(is_part) && text.bytes().any(|byte| byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cloud::CLOUDS;

    #[test]
    fn challenges() {
        let vault = Vault::parse("agent", &CLOUDS[0]).unwrap();
        let of = |header: &str| Scope::of(header, &vault);
        let login = "https://login.microsoftonline.com/72f988bf-86f1-41af-91ab-2d7cd011db47";
        let expected = Scope {
            resource: "https://vault.azure.net".to_owned(),
            tenant: "72f988bf-86f1-41af-91ab-2d7cd011db47".to_owned(),
        };
        for header in [
            format!("Bearer authorization=\"{login}\", resource=\"https://vault.azure.net\""),
            format!("Bearer authorization={login},resource=https://vault.azure.net/"),
            format!(
                "bearer authorization_uri=\"{login}/x\", scope=\"https://vault.azure.net/.default\""
            ),
        ] {
            assert_eq!(of(&header), Ok(expected.clone()), "{header}");
        }
        assert_eq!(expected.default_scope(), "https://vault.azure.net/.default");
        for (header, code) in [
            (String::new(), "azure_challenge_invalid"),
            ("Bearer".to_owned(), "azure_challenge_invalid"),
            (format!("Basic authorization=\"{login}\""), "azure_challenge_invalid"),
            (format!("Bearer authorization=\"{login}\""), "azure_challenge_invalid"),
            ("Bearer resource=\"https://vault.azure.net\"".to_owned(), "azure_challenge_invalid"),
            (
                "Bearer authorization=\"https://login/..%2f\", resource=\"https://vault.azure.net\""
                    .to_owned(),
                "azure_challenge_invalid",
            ),
            (
                format!("Bearer authorization=\"{login}\", resource=\"https://management.azure.com\""),
                "azure_challenge_resource",
            ),
            (
                format!("Bearer authorization=\"{login}\", resource=\"https://agent.vault.azure.net\""),
                "azure_challenge_resource",
            ),
            (
                format!("Bearer authorization=\"{login}\", resource=\"http://vault.azure.net\""),
                "azure_challenge_resource",
            ),
            (
                format!("Bearer authorization=\"{login}\", resource=\"https://ult.azure.net\""),
                "azure_challenge_resource",
            ),
        ] {
            assert_eq!(of(&header).unwrap_err().code(), code, "{header}");
        }
    }
}
