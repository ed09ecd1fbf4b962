//! The `sops` section: who can open the file, what is encrypted, and the checksum.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use provider_credentials_core::SourceError;

use super::failures::{METADATA, VERSION};
use super::recipients::{Group, Recipient};
use super::rules::Rule;
use super::tree::Tree;

pub(super) struct Metadata {
    pub(super) groups: Vec<Group>,
    /// How many groups it takes.
    pub(super) threshold: usize,
    pub(super) rule: Rule,
    pub(super) is_mac_of_encrypted: bool,
    pub(super) last_modified: String,
    pub(super) mac: String,
}

/// The last major version whose files are known.
const LAST_VERSION: u32 = 3;

impl Metadata {
    pub(super) fn read(tree: &Tree) -> Result<Self, SourceError> {
        let text = |name| tree.text(name).unwrap_or_default();
        let major = text("version").split('.').next().and_then(|major| major.parse::<u32>().ok());
        if major.is_some_and(|major| major > LAST_VERSION) {
            return Err(VERSION);
        }
        let mut groups = vec![group(tree)?];
        if groups.iter().all(Vec::is_empty) {
            groups.clear();
            for each in tree.list("key_groups") {
                groups.push(group(each)?);
            }
        }
        let stated = match text("shamir_threshold") {
            "" => 0,
            number => number.parse().map_err(|_| METADATA)?,
        };
        let threshold = match (groups.len(), stated) {
            (0, _) => return Err(METADATA),
            (1, _) => 1,
            (all, 0) => all,
            (_, stated) => stated.max(2),
        };
        Ok(Self {
            groups,
            threshold,
            rule: Rule::read(&text)?,
            is_mac_of_encrypted: text("mac_only_encrypted") == "true",
            last_modified: text("lastmodified").to_owned(),
            mac: text("mac").to_owned(),
        })
    }
}

/// A field of a key in the file, and the parameter of the wrapped key that it is.
pub(super) type Param = (&'static str, &'static str);

/// The kinds of keys, in the order in which they are tried, what needs no network first: the name of their list, their
/// scheme, and their fields.
pub(super) const KINDS: [(&str, &str, &[Param]); 7] = [
    ("age", "age", &[("recipient", "recipient")]),
    (
        "hc_vault",
        "vault",
        &[("vault_address", "address"), ("engine_path", "engine"), ("key_name", "key")],
    ),
    ("kms", "aws_kms", &[("arn", "arn"), ("role", "role"), ("aws_profile", "profile")]),
    (
        "azure_kv",
        "azure_key_vault",
        &[("vault_url", "url"), ("name", "name"), ("version", "version")],
    ),
    ("gcp_kms", "gcp_kms", &[("resource_id", "resource")]),
    ("pgp", "pgp", &[]),
    ("hckms", "hckms", &[]),
];

fn group(tree: &Tree) -> Result<Group, SourceError> {
    let mut group = Vec::new();
    for (name, scheme, fields) in KINDS {
        for key in tree.list(name) {
            let wrapped = key.text("enc").ok_or(METADATA)?;
            let bytes = match scheme {
                "aws_kms" | "gcp_kms" => STANDARD.decode(wrapped).map_err(|_| METADATA)?,
                "azure_key_vault" => URL_SAFE_NO_PAD.decode(wrapped).map_err(|_| METADATA)?,
                _ => wrapped.as_bytes().to_vec(),
            };
            let mut params = Vec::new();
            for (field, param) in fields {
                if let Some(text) = key.text(field).filter(|text| !text.is_empty()) {
                    params.push(((*param).to_owned(), text.to_owned()));
                }
            }
            for (name, value) in key.members("context") {
                if let Some(value) = value.as_text() {
                    params.push((format!("context.{name}"), value.to_owned()));
                }
            }
            group.push(Recipient { scheme, params, bytes });
        }
    }
    Ok(group)
}
