//! What of a file is encrypted.

use provider_credentials_core::SourceError;
use regex_lite::Regex;

use super::failures::{METADATA, RULE};

/// At most one of these is in a file.
pub(super) enum Rule {
    UnencryptedSuffix(String),
    EncryptedSuffix(String),
    UnencryptedRegex(Regex),
    EncryptedRegex(Regex),
    /// By the comments before a value, which nothing protects: a value says itself whether it is encrypted.
    Comments,
}

/// Where there is no rule.
pub(super) const DEFAULT_SUFFIX: &str = "_unencrypted";

impl Rule {
    pub(super) fn read<'m>(text: &dyn Fn(&'static str) -> &'m str) -> Result<Self, SourceError> {
        let regex = |text: &str| Regex::new(text).map_err(|_| RULE);
        let mut rules = Vec::new();
        for name in [
            "unencrypted_suffix",
            "encrypted_suffix",
            "unencrypted_regex",
            "encrypted_regex",
            "unencrypted_comment_regex",
            "encrypted_comment_regex",
        ] {
            let text = text(name);
            if text.is_empty() {
                continue;
            }
            rules.push(match name {
                "unencrypted_suffix" => Self::UnencryptedSuffix(text.to_owned()),
                "encrypted_suffix" => Self::EncryptedSuffix(text.to_owned()),
                "unencrypted_regex" => Self::UnencryptedRegex(regex(text)?),
                "encrypted_regex" => Self::EncryptedRegex(regex(text)?),
                _ => Self::Comments,
            });
        }
        match rules.pop() {
            None => Ok(Self::UnencryptedSuffix(DEFAULT_SUFFIX.to_owned())),
            Some(rule) if rules.is_empty() => Ok(rule),
            Some(_) => Err(METADATA),
        }
    }

    /// Whether the rule speaks of this key, and so of all below it.
    pub(super) fn names(&self, key: &str) -> bool {
        match self {
            Self::UnencryptedSuffix(suffix) | Self::EncryptedSuffix(suffix) => {
                key.ends_with(suffix)
            }
            Self::UnencryptedRegex(regex) | Self::EncryptedRegex(regex) => regex.is_match(key),
            Self::Comments => false,
        }
    }

    /// Whether a value is encrypted, if the rule names a key on the way to it or does not; `None` if the value itself says so.
    pub(super) fn encrypts(&self, is_named: bool) -> Option<bool> {
        match self {
            Self::UnencryptedSuffix(_) | Self::UnencryptedRegex(_) => Some(!is_named),
            Self::EncryptedSuffix(_) | Self::EncryptedRegex(_) => Some(is_named),
            Self::Comments => None,
        }
    }
}
