//! The kinds of credential: one row each. CONTRIBUTING.md, "Add a kind of credential", says what a row needs
//! beside it.

use super::credential_kind::{CredentialKind, Part, PartNeed};
use super::key::{Key, Mapping, Need, Shape};
use super::mappings::{AUTH, SOURCES_KEY, key};
use super::role::{Role, Setting};
use super::sources::{SOURCE_NAMES, keys_behind, with_keys};
use super::words::TYPES;

/// Every kind of credential, in the order in which they are proposed.
pub static KINDS: &[CredentialKind] = ROWS;

/// The kind that is meant where nothing says otherwise.
pub static API_KEY: &CredentialKind = &API_KEY_ROW;

const API_KEY_ROW: CredentialKind = CredentialKind {
    name: "api_key",
    feature: None,
    doc: "A secret that is one text.",
    field_type: "Credential",
    parts: &[Part::new("secret", "", PartNeed::Always, Role::Secret, "The secret.", "")],
    auth: &AUTH,
};

const ROWS: &[CredentialKind] = &[
    API_KEY_ROW,
    CredentialKind {
        name: "basic",
        feature: None,
        doc: "A user name and a password.",
        field_type: "BasicCredential",
        parts: BASIC,
        auth: &Mapping { name: "`auth`", keys: &BASIC_KEYS },
    },
    CredentialKind {
        name: "bearer_token",
        doc: "A token for the `Authorization` header; of a JSON Web Token, the expiry is told.",
        field_type: "BearerCredential",
        ..API_KEY_ROW
    },
    CredentialKind {
        name: "client_certificate",
        feature: Some("certificates"),
        doc: "A certificate, its chain and its private key, for TLS.",
        field_type: "CertificateCredential",
        parts: CERTIFICATE,
        auth: &Mapping { name: "`auth`", keys: &CERTIFICATE_KEYS },
    },
];

const BASIC: &[Part] = &[
    Part::new(
        "username",
        "username_key",
        PartNeed::Always,
        Role::Public,
        "The user name: text, or a mapping with its source.",
        "app",
    ),
    Part::new(
        "password",
        "password_key",
        PartNeed::Always,
        Role::Secret,
        "The password: a mapping with its source.",
        "",
    ),
];
const BASIC_KEYS: [Key; with_keys(own(BASIC))] = keys_behind(own_keys::<{ own(BASIC) }>(BASIC));

const CERTIFICATE: &[Part] = &[
    Part::new(
        "private_key",
        "private_key_key",
        PartNeed::OneOf(KEY_OR_STORE),
        Role::Secret,
        "The private key in PEM: a mapping with its source.",
        "",
    ),
    Part::new(
        "pkcs12",
        "pkcs12_key",
        PartNeed::OneOf(KEY_OR_STORE),
        Role::SecretBytes,
        "Key and certificates in PKCS#12: a mapping with its source.",
        "",
    )
    .feature("pkcs12"),
    Part::new(
        "certificate",
        "certificate_key",
        PartNeed::With("private_key"),
        Role::Pem,
        "The certificate in PEM, and those of its issuers behind it: a mapping with its source.",
        "",
    ),
    Part::new(
        "passphrase",
        "passphrase_key",
        PartNeed::Optional,
        Role::Secret,
        "What opens the private key: a mapping with its source.",
        "",
    ),
    Part::setting(
        "expires_soon_days",
        PartNeed::Optional,
        Setting::Number(0, 3650),
        "From how many days before its end on a certificate is warned of; 30 if left out, 0 for never.",
        "30",
    ),
];
const KEY_OR_STORE: &[&str] = &["private_key", "pkcs12"];
const CERTIFICATE_KEYS: [Key; with_keys(own(CERTIFICATE))] =
    keys_behind(own_keys::<{ own(CERTIFICATE) }>(CERTIFICATE));

/// How many keys `auth` has for a kind with these parts, before those of sources.
const fn own(mut parts: &[Part]) -> usize {
    let mut count = FIXED.len();
    while let [part, rest @ ..] = parts {
        count += if part.renamed_by.is_empty() { 1 } else { 2 };
        parts = rest;
    }
    count
}

const FIXED: [Key; 3] = [
    key("type", Need::Always, "The kind of credential.", "basic", Shape::Word(TYPES)),
    key(
        "source",
        Need::Optional,
        "Where all parts are, under their names.",
        "file",
        Shape::Word(SOURCE_NAMES),
    ),
    SOURCES_KEY.optional(),
];

#[allow(clippy::indexing_slicing, reason = "evaluated while it compiles")]
const fn own_keys<const OWN: usize>(mut parts: &[Part]) -> [Key; OWN] {
    let mut keys = [FIXED[0]; OWN];
    let mut at = 0;
    while at < FIXED.len() {
        keys[at] = FIXED[at];
        at += 1;
    }
    while let [part, rest @ ..] = parts {
        keys[at] = part.key();
        at += 1;
        if !part.renamed_by.is_empty() {
            keys[at] = part.renaming_key();
            at += 1;
        }
        parts = rest;
    }
    assert!(at == OWN);
    keys
}

/// The kind with this name.
#[must_use]
pub fn kind(name: &str) -> Option<&'static CredentialKind> {
    KINDS.iter().find(|kind| kind.name == name)
}

/// Whether the `auth` of a kind has this key.
#[must_use]
pub fn is_auth_key(name: &str) -> bool {
    KINDS.iter().any(|kind| kind.auth.has(name))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::schema::CREDENTIAL;

    #[test]
    fn the_words_are_the_rows() {
        let names: Vec<&str> = KINDS.iter().map(|kind| kind.name).collect();
        assert_eq!(names, TYPES);
    }

    #[test]
    fn rows_are_consistent() {
        for kind in KINDS {
            let mut names = HashSet::new();
            for key in kind.auth.keys {
                assert!(names.insert(key.name), "{}: {} is there twice", kind.name, key.name);
                assert!(!CREDENTIAL.has(key.name), "{}: {}", kind.name, key.name);
            }
            assert!(kind.parts.iter().any(|part| part.role.is_secret()), "{}", kind.name);
            for part in kind.parts {
                let is_known = |name: &str| kind.part(name).is_some() && name != part.name;
                match part.need {
                    PartNeed::Always | PartNeed::Optional => {}
                    PartNeed::OneOf(names) => {
                        assert!(names.contains(&part.name), "{}", part.name);
                        assert!(names.iter().all(|name| kind.part(name).is_some()));
                    }
                    PartNeed::With(other) | PartNeed::OptionalWith(other) => {
                        assert!(is_known(other), "{}: {other}", part.name);
                    }
                }
                if kind.has_parts() {
                    assert!(kind.auth.has(part.name), "{}", part.name);
                    let renamed = format!("{}_key", part.name);
                    let has_source = part.role.has_source();
                    assert_eq!(part.renamed_by, if has_source { renamed.as_str() } else { "" });
                }
            }
        }
    }
}
