//! A secret as Key Vault answers it.

use std::time::{SystemTime, UNIX_EPOCH};

use provider_credentials_core::{ExposeSecret, Secret, SourceWarning, json_members, json_values};
use provider_credentials_http::base64;

use crate::failures::{EXPIRED, NOT_YET_VALID};
use crate::token::seconds;
use crate::vault::is_version;

pub(crate) struct Found {
    pub(crate) value: Secret,
    /// Only if it is one: 32 hexadecimal digits.
    pub(crate) version: Option<String>,
    pub(crate) expires: Option<SystemTime>,
    begins: Option<SystemTime>,
}

impl Found {
    /// `None` if it is no answer of Key Vault.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let paths: [&[&str]; 5] =
            [&["value"], &["id"], &["contentType"], &["attributes", "exp"], &["attributes", "nbf"]];
        let mut values = json_values(text, &paths)?.into_iter();
        let mut next = || values.next().flatten();
        let (value, id, kind, expires, begins) = (next(), next()?, next(), next(), next());
        let value = value.or_else(|| is_empty(text).then(|| Secret::from("")))?;
        let version = id.expose_secret().rsplit('/').next().filter(|word| is_version(word));
        let version = version.map(str::to_owned);
        let is_pkcs12 = kind
            .is_some_and(|kind| kind.expose_secret().eq_ignore_ascii_case("application/x-pkcs12"));
        let value = if is_pkcs12 { decoded(&value).unwrap_or(value) } else { value };
        let time = |written: Option<Secret>| UNIX_EPOCH.checked_add(seconds(written.as_ref())?);
        Some(Self { value, version, expires: time(expires), begins: time(begins) })
    }

    /// Key Vault gives out what has expired or is not valid yet, and says that the times are for people to know.
    pub(crate) fn warnings(&self) -> impl Iterator<Item = SourceWarning> {
        let now = SystemTime::now();
        let expired = self.expires.filter(|time| *time <= now).map(|_| EXPIRED);
        let early = self.begins.filter(|time| *time > now).map(|_| NOT_YET_VALID);
        expired.into_iter().chain(early)
    }
}

/// Whether it is the answer of a secret without content.
fn is_empty(text: &str) -> bool {
    let members = json_members(text).unwrap_or_default();
    members.into_iter().any(|(name, value)| name == "value" && value == "\"\"")
}

/// The bytes of a certificate that Key Vault keeps: what it belongs to takes no text.
fn decoded(value: &Secret) -> Option<Secret> {
    base64::decoded(value.expose_bytes()).map(|bytes| Secret::from(bytes.as_slice()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "https://agent.vault.azure.net/secrets/app/0123456789abcdef0123456789abcdef";

    fn found(rest: &str) -> Option<Found> {
        Found::of(&format!("{{\"value\": \"b2YtdGhlLWFwcA==\", \"id\": \"{ID}\"{rest}}}"))
    }

    #[test]
    fn answers() {
        let plain = found("").unwrap();
        assert_eq!(plain.value.expose_bytes(), b"b2YtdGhlLWFwcA==");
        assert_eq!(plain.version.as_deref(), Some("0123456789abcdef0123456789abcdef"));
        assert!(plain.expires.is_none() && plain.warnings().next().is_none());
        let bytes = found(", \"contentType\": \"application/x-pkcs12\"").unwrap();
        assert_eq!(bytes.value.expose_bytes(), b"of-the-app");
        let text = found(", \"contentType\": \"application/x-pem-file\"").unwrap();
        assert_eq!(text.value.expose_bytes(), b"b2YtdGhlLWFwcA==");
        let codes = |rest| {
            let found = found(rest).unwrap();
            found.warnings().map(|warning| warning.code()).collect::<Vec<_>>()
        };
        assert_eq!(codes(", \"attributes\": {\"exp\": 1, \"nbf\": 1}"), ["azure_secret_expired"]);
        assert_eq!(
            codes(", \"attributes\": {\"nbf\": 99999999999}"),
            ["azure_secret_not_yet_valid"]
        );
        assert_eq!(codes(", \"attributes\": {\"exp\": 99999999999, \"nbf\": null}"), [""; 0]);
        let odd = Found::of(r#"{"value": "a", "id": "https://x/secrets/a/§"}"#).unwrap();
        assert!(odd.version.is_none());
        let empty = Found::of(r#"{"value": "", "id": "a"}"#).unwrap();
        assert!(empty.value.expose_bytes().is_empty());
        for text in ["", "[]", "{}", r#"{"value": "a"}"#, r#"{"value": null, "id": "a"}"#] {
            assert!(Found::of(text).is_none(), "{text}");
        }
    }
}
