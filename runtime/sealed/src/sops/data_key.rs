//! The key of a file, from those who may open it.

use core::fmt::Write as _;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use provider_credentials_core::{Keys, SourceError, WrappedKey};
use zeroize::Zeroizing;

use super::failures::METADATA;
use super::failures::THRESHOLD;
use super::metadata::Metadata;
use super::recipients::{Group, Recipient};
use super::shamir;
use crate::age::{self, AGE_NO_IDENTITY, AGE_NO_MATCH};

type Key = Zeroizing<Vec<u8>>;

/// How long keys are.
pub(super) const LENGTH: usize = 32;

/// How long recipients of a file are tried, of which it may have any number: each can be a program, a plug-in or a store that
/// takes all of the time that it has.
const TIME: Duration = Duration::from_secs(60);

pub(super) fn open(metadata: &Metadata, keys: Keys<'_>) -> Result<Key, SourceError> {
    open_within(metadata, keys, TIME)
}

pub(super) fn open_within(
    metadata: &Metadata,
    keys: Keys<'_>,
    time: Duration,
) -> Result<Key, SourceError> {
    let end = Instant::now() + time;
    let (mut parts, mut failed) = (Vec::new(), None);
    for group in &metadata.groups {
        if parts.len() == metadata.threshold || Instant::now() > end {
            break;
        }
        match open_group(group, keys, end) {
            Ok(part) => parts.extend(part),
            Err(error) => failed = failed.or(Some(error)),
        }
    }
    if parts.len() < metadata.threshold {
        return Err(match failed {
            Some(error) => error,
            None if parts.is_empty() => no_key(&metadata.groups),
            None => THRESHOLD,
        });
    }
    let key = match metadata.groups.len() {
        1 => parts.pop(),
        _ => shamir::combine(&parts),
    };
    key.filter(|key| key.len() == LENGTH).ok_or(METADATA)
}

/// What the crate says of files of age.
const OF_FILES: [&str; 5] = [
    "age_armor_damaged",
    "age_format_unknown",
    "age_header_damaged",
    "age_not_encrypted",
    "age_payload_damaged",
];

/// The key or the share of a group; `None` if it is for nobody here, or nobody who was asked in time.
fn open_group(group: &Group, keys: Keys<'_>, end: Instant) -> Result<Option<Key>, SourceError> {
    let (of_age, others): (Vec<_>, Vec<_>) = group.iter().partition(|each| each.scheme == "age");
    let mut failed = None;
    for recipient in of_age {
        if Instant::now() > end {
            return failed.map_or(Ok(None), Err);
        }
        let params = recipient.params();
        match age::decrypt_key(&recipient.bytes, keys, &params) {
            Ok(key) => return Ok(Some(key)),
            // For somebody else.
            Err(AGE_NO_MATCH | AGE_NO_IDENTITY) => {}
            // It is the file of age in the section that is damaged, not the one that is read.
            Err(error) if OF_FILES.contains(&error.code()) => failed = failed.or(Some(METADATA)),
            Err(error) => failed = failed.or(Some(error)),
        }
    }
    if others.is_empty() {
        return failed.map_or(Ok(None), Err);
    }
    let params: Vec<_> = others.iter().map(|recipient| recipient.params()).collect();
    let wrapped: Vec<WrappedKey<'_>> =
        others.iter().zip(&params).map(|(recipient, params)| recipient.wrapped(params)).collect();
    match keys.unwrap_key(&wrapped)? {
        Some(key) => Ok(Some(key)),
        None => failed.map_or(Ok(None), Err),
    }
}

/// The kinds of recipients: their scheme, their name, and what makes one of them somebody here.
const KINDS: [(&str, &str, &str); 7] = [
    ("age", "age", "set `SOPS_AGE_KEY_FILE` or write `identity_file` in the manifest"),
    ("vault", "Vault's transit engine", "enable feature `vault` and log in"),
    ("aws_kms", "AWS KMS", "enable feature `aws` and give the program credentials of AWS"),
    (
        "azure_key_vault",
        "Azure Key Vault",
        "enable feature `azure` and give the program an identity of Azure",
    ),
    (
        "gcp_kms",
        "Google Cloud KMS",
        "enable feature `gcp` and give the program credentials of Google",
    ),
    (
        "pgp",
        "PGP",
        "add an age recipient (PGP is not supported here): `sops rotate --in-place --add-age`",
    ),
    ("hckms", "Huawei Cloud KMS", "add an age recipient: `sops rotate --in-place --add-age`"),
];

/// That nobody here can open it, with the kinds of those who can. The text is made of [`KINDS`] alone.
fn no_key(groups: &[Group]) -> SourceError {
    static TEXTS: [OnceLock<(String, String)>; 1 << KINDS.len()] =
        [const { OnceLock::new() }; 1 << KINDS.len()];
    let is_among =
        |scheme: &str| groups.iter().flatten().any(|Recipient { scheme: of, .. }| *of == scheme);
    let mut kinds = 0;
    for (bit, (scheme, ..)) in KINDS.iter().enumerate() {
        kinds |= usize::from(is_among(scheme)) << bit;
    }
    let Some(text) = TEXTS.get(kinds) else { return METADATA };
    let (problem, fix) = text.get_or_init(|| {
        let (mut names, mut fix) = (String::new(), "");
        for (bit, (_, name, of)) in KINDS.iter().enumerate() {
            if kinds >> bit & 1 == 1 {
                let between = if names.is_empty() { "" } else { ", " };
                // A string takes all that is written to it.
                let _ = write!(names, "{between}{name}");
                fix = if fix.is_empty() { of } else { fix };
            }
        }
        (format!("none of the keys that it is encrypted for is at hand ({names})"), fix.to_owned())
    });
    SourceError::new("sops_no_key", problem, fix)
}
