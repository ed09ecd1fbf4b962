//! A key, for recipients.

use std::time::Instant;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use provider_credentials_core::{Keys, Rfc3339, SourceError, WrappedKey};

use super::super::tree::Tree;
use super::failures::{OTHER_RECIPIENT, RECIPIENT, TIMED_OUT};
use super::recipient::Recipient;
use crate::age::{Form, encrypt};

/// What wraps keys for recipients of stores, and how long it may take for all of them.
pub(super) struct Wrapping<'k> {
    pub(super) keys: Option<Keys<'k>>,
    pub(super) end: Instant,
}

/// Puts a key into the section, or below the path in it, for each recipient of a group. Those of stores take the keys at
/// hand.
pub(super) fn add(
    section: &mut Tree,
    path: &[&str],
    key: &[u8],
    group: &[Recipient],
    by: &Wrapping<'_>,
    now: Rfc3339,
) -> Result<(), SourceError> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for recipient in group {
        let wrapped = wrap(key, recipient, by)?;
        let (list, entry) = recipient.entry();
        let at = counts.iter().position(|(known, _)| *known == list).unwrap_or(counts.len());
        if at == counts.len() {
            counts.push((list, 0));
        }
        let count = counts.get_mut(at).map(|(_, count)| {
            *count += 1;
            *count - 1
        });
        let number = count.unwrap_or_default().to_string();
        let mut put = |end: &[&str], text: &str| {
            let path = [path, &[list, &number], end].concat();
            section.put(&path, text).ok_or(RECIPIENT)
        };
        for (end, text) in &entry {
            put(end, text)?;
        }
        if list != "age" {
            // To the second, as sops reads it.
            let now = now.to_string();
            put(&["created_at"], &format!("{}Z", now.get(..19).unwrap_or_default()))?;
        }
        put(&["enc"], &wrapped)?;
    }
    Ok(())
}

/// As the section has it.
fn wrap(key: &[u8], recipient: &Recipient, by: &Wrapping<'_>) -> Result<String, SourceError> {
    let params = recipient.params();
    if let ("age", [(_, recipient), ..]) = (recipient.scheme(), &params[..]) {
        let written = encrypt(key, &[recipient], Form::Armored).map_err(|_| RECIPIENT)?;
        return String::from_utf8(written).map_err(|_| RECIPIENT);
    }
    let keys = by.keys.ok_or(OTHER_RECIPIENT)?;
    if Instant::now() > by.end {
        return Err(TIMED_OUT);
    }
    let wanted = WrappedKey::new(recipient.scheme(), &params, &[]);
    let wrapped = keys.wrap_key(&wanted, key)?.ok_or(OTHER_RECIPIENT)?;
    match recipient.scheme() {
        "aws_kms" | "gcp_kms" => Ok(STANDARD.encode(wrapped)),
        "azure_key_vault" => Ok(URL_SAFE_NO_PAD.encode(wrapped)),
        _ => String::from_utf8(wrapped).map_err(|_| OTHER_RECIPIENT),
    }
}
