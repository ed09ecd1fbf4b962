use core::fmt;

use provider_credentials_core::SourceError;

use super::super::metadata::KINDS;
use super::failures::{RECIPIENT, SECRET_RECIPIENT, VERSION_MISSING};
use crate::age::is_secret_recipient;

/// Who shall be able to open a file: an identity of age or SSH, or a key of a store.
///
/// ```
/// use provider_credentials_sealed::sops::Recipient;
///
/// let key = Recipient::parse("arn:aws:kms:eu-west-1:111122223333:key/of-sops").unwrap();
/// let key = key.with_context("Application", "agent");
/// assert_eq!(key.scheme(), "aws_kms");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Recipient {
    scheme: &'static str,
    /// As those of a wrapped key are called.
    params: Vec<(String, String)>,
}

impl Recipient {
    /// As sops' own options have them: `age1…` or a public key of SSH; the ARN of a key of AWS KMS, with `+` and the ARN of a
    /// role behind it if it has one; `projects/…/cryptoKeys/…`, a key of Google Cloud KMS; the URL of a key in an Azure Key
    /// Vault, with its version; the URL of a key of Vault's transit engine (`https://…/v1/transit/keys/…`).
    ///
    /// # Errors
    ///
    /// If it is none of them.
    pub fn parse(text: &str) -> Result<Self, SourceError> {
        let text = text.trim();
        let new = |scheme, params: &[(&str, &str)]| Self {
            scheme,
            params: params.iter().map(|(name, text)| ((*name).into(), (*text).into())).collect(),
        };
        if text.starts_with("arn:") {
            return Ok(match text.split_once('+') {
                Some((arn, role)) => new("aws_kms", &[("arn", arn), ("role", role)]),
                None => new("aws_kms", &[("arn", text)]),
            });
        }
        if text.starts_with("projects/") {
            return Ok(new("gcp_kms", &[("resource", text)]));
        }
        if text.starts_with("https://") || text.starts_with("http://") {
            return url(text, &new);
        }
        if text.starts_with("age1") || text.starts_with("ssh-") {
            return Ok(new("age", &[("recipient", text)]));
        }
        Err(if is_secret_recipient(text) { SECRET_RECIPIENT } else { RECIPIENT })
    }

    /// A key of AWS KMS, with a name and a value of its encryption context.
    #[must_use]
    pub fn with_context(mut self, name: &str, value: &str) -> Self {
        self.params.push((format!("context.{name}"), value.to_owned()));
        self
    }

    /// Which kind of key it is, as in [`WrappedKey`](provider_credentials_core::WrappedKey).
    #[must_use]
    pub fn scheme(&self) -> &'static str {
        self.scheme
    }

    pub(super) fn params(&self) -> Vec<(&str, &str)> {
        self.params.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect()
    }

    /// The name of its list in the `sops` section, and its entry there, but for the wrapped key.
    pub(super) fn entry(&self) -> (&'static str, Vec<(Vec<&str>, &str)>) {
        let row = KINDS.iter().find(|(_, scheme, _)| *scheme == self.scheme);
        let (list, _, fields) = row.copied().unwrap_or(("age", "age", &[]));
        let mut entry = Vec::new();
        for (name, text) in &self.params {
            let field = fields.iter().find(|(_, param)| param == name).map(|(field, _)| *field);
            let path = match name.strip_prefix("context.") {
                Some(name) => vec!["context", name],
                None => vec![field.unwrap_or(name)],
            };
            entry.push((path, text.as_str()));
        }
        (list, entry)
    }
}

type New<'n> = &'n dyn Fn(&'static str, &[(&str, &str)]) -> Recipient;

/// Of Vault, whose paths begin with a version, or of Azure.
fn url(text: &str, new: New<'_>) -> Result<Recipient, SourceError> {
    let start = text.find("://").ok_or(RECIPIENT)? + 3;
    let slash = text.get(start..).and_then(|rest| rest.find('/')).ok_or(RECIPIENT)?;
    let (server, path) = text.split_at_checked(start + slash).ok_or(RECIPIENT)?;
    if let Some(path) = path.strip_prefix("/v1/") {
        let (engine, key) = path.rsplit_once("/keys/").ok_or(RECIPIENT)?;
        return Ok(new("vault", &[("address", server), ("engine", engine), ("key", key)]));
    }
    let key = path.strip_prefix("/keys/").ok_or(RECIPIENT)?;
    let (name, version) = key.split_once('/').ok_or(VERSION_MISSING)?;
    if version.is_empty() {
        return Err(VERSION_MISSING);
    }
    Ok(new("azure_key_vault", &[("url", server), ("name", name), ("version", version)]))
}

/// Shows what kind it is.
impl fmt::Debug for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recipient").field("scheme", &self.scheme).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_the_options_of_sops_have_them() {
        for (text, scheme, expected) in [
            ("age1x", "age", &[("recipient", "age1x")][..]),
            ("ssh-ed25519 AAAA ada", "age", &[("recipient", "ssh-ed25519 AAAA ada")]),
            ("arn:aws:kms:a:1:key/x", "aws_kms", &[("arn", "arn:aws:kms:a:1:key/x")]),
            (
                "arn:aws:kms:a:1:key/x+arn:aws:iam::1:role/y",
                "aws_kms",
                &[("arn", "arn:aws:kms:a:1:key/x"), ("role", "arn:aws:iam::1:role/y")],
            ),
            (
                " projects/p/locations/l/keyRings/r/cryptoKeys/k",
                "gcp_kms",
                &[("resource", "projects/p/locations/l/keyRings/r/cryptoKeys/k")],
            ),
            (
                "https://agent.vault.azure.net/keys/sops/7",
                "azure_key_vault",
                &[("url", "https://agent.vault.azure.net"), ("name", "sops"), ("version", "7")],
            ),
            (
                "http://127.0.0.1:8200/v1/a/transit/keys/sops",
                "vault",
                &[("address", "http://127.0.0.1:8200"), ("engine", "a/transit"), ("key", "sops")],
            ),
        ] {
            let parsed = Recipient::parse(text).unwrap();
            assert_eq!((parsed.scheme(), &parsed.params()[..]), (scheme, expected), "{text}");
        }
        for (text, error) in [
            ("", RECIPIENT),
            ("AGE-SECRET-KEY-1", SECRET_RECIPIENT),
            ("https://x", RECIPIENT),
            ("https://x/secrets/y", RECIPIENT),
            ("https://x/v1/y", RECIPIENT),
            ("https://agent.vault.azure.net/keys/sops", VERSION_MISSING),
            ("https://agent.vault.azure.net/keys/sops/", VERSION_MISSING),
        ] {
            assert_eq!(Recipient::parse(text).unwrap_err(), error, "{text}");
        }
    }
}
