//! The kinds of credential: one row each. CONTRIBUTING.md, "Add a kind of credential", says what a row needs
//! beside it.

use super::certificate;
use super::credential_kind::{CredentialKind, Part, PartNeed};
use super::key::{Key, Mapping};
use super::kind_keys::{own, own_keys};
use super::mappings::AUTH;
use super::oauth2;
use super::role::Role;
use super::sources::{keys_behind, with_keys};

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
        doc: "A token for the `Authorization` header; of a JSON Web Token, the expiry is reported.",
        field_type: "BearerCredential",
        ..API_KEY_ROW
    },
    certificate::CLIENT_CERTIFICATE,
    oauth2::CLIENT_CREDENTIALS,
    oauth2::SERVICE_ACCOUNT,
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
    use crate::schema::{CREDENTIAL, TYPES};

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
                let is_key = kind.has_parts() || !part.role.has_source();
                assert_eq!(kind.auth.has(part.name), is_key, "{}", part.name);
                if kind.has_parts() {
                    let renamed = format!("{}_key", part.name);
                    let has_source = part.role.has_source();
                    assert_eq!(part.renamed_by, if has_source { renamed.as_str() } else { "" });
                }
            }
        }
    }
}
