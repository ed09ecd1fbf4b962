//! The kinds of source: one row each. CONTRIBUTING.md, "Add a source", says what a row needs beside it.

use super::encryptions::ENCRYPTED;
use super::key::{Key, Need, Shape};
use super::source_kind::{Lowering, SourceKind};
use super::words::FORMATS;
use super::{machine, stores};
use crate::code::Code;

/// Every kind of source, in the order in which they are proposed.
pub static SOURCES: &[SourceKind] = KINDS;

/// Those that read a file.
const FILES: &[&str] = &["file", "systemd"];

const FORMAT: Key = Key::new(
    "format",
    Need::Optional,
    Shape::Word(FORMATS),
    "How the file is read; by its extension if left out.",
    "json",
)
.instead("write `format: json`, or remove it")
.shared(FILES);

pub(super) const KINDS: &[SourceKind] = &[
    SourceKind {
        name: "env",
        feature: None,
        doc: "An environment variable, or the file that its `_FILE` twin names.",
        noun: "environment variable `{env_var}`",
        instead: "set the variable `{env_var}` to it",
        keys: &[Key::new(
            "env_var",
            Need::Always,
            Shape::Variable,
            "The name of an environment variable.",
            "OPENAI_API_KEY",
        )
        .identity()
        .code(Code::InvalidEnvVar)],
        lowering: Lowering::Env,
    },
    SourceKind {
        name: "file",
        feature: None,
        doc: "A file, or a value in a JSON or YAML file.",
        noun: "file `{file_path}`",
        instead: "write it into the file",
        keys: &[
            Key::new(
                "file_path",
                Need::Always,
                Shape::PathTemplate,
                "A path; `${VAR}` and a leading `~/` are expanded.",
                "/run/secrets/openai",
            )
            .identity()
            .instead("write the path of the file here")
            .code(Code::InvalidFilePath),
            Key::new(
                "file_key",
                Need::Optional,
                Shape::KeyPath,
                "Which value of the file; the whole file if left out.",
                "openai.api_key",
            )
            .identity()
            .instead("write the way to the secret here: `openai.api_key`")
            .code(Code::InvalidFileKey),
            FORMAT,
            Key::new(
                "encrypted",
                Need::Optional,
                Shape::Word(ENCRYPTED),
                "What the file is encrypted by; it is plain if left out.",
                "age",
            )
            .instead("write `encrypted: age`, or remove it"),
            Key::new(
                "identity_file",
                Need::Optional,
                Shape::PathTemplate,
                "The file with the key that decrypts it; what the environment names if left out.",
                "~/.config/age/keys.txt",
            )
            .instead("write the path of the file with the key here")
            .code(Code::InvalidFilePath),
            Key::new(
                "decrypt_with",
                Need::Optional,
                Shape::CredentialId,
                "The ID of the credential whose secret decrypts it, or the identity file.",
                "file-passphrase",
            )
            .instead("write the ID of the credential with the key here")
            .code(Code::InvalidDecryption),
        ],
        lowering: Lowering::File,
    },
    SourceKind {
        name: "systemd",
        feature: None,
        doc: "A credential that systemd gives the program's unit (`LoadCredential=`).",
        noun: "systemd credential `{systemd_credential}`",
        instead: "put it into the file that `LoadCredential=` in the unit names",
        keys: &[
            Key::new(
                "systemd_credential",
                Need::Always,
                Shape::Text,
                "The name of the credential, as `LoadCredential=` in the unit has it.",
                "openai",
            )
            .identity()
            .instead("write the name of the credential here: `openai`")
            .code(Code::InvalidSystemdCredential),
            Key::new(
                "systemd_key",
                Need::Optional,
                Shape::KeyPath,
                "Which value of a credential in JSON or YAML; all of it if left out.",
                "openai.api_key",
            )
            .identity()
            .instead("write the way to the secret here: `openai.api_key`")
            .code(Code::InvalidFileKey),
            FORMAT.again(),
        ],
        lowering: Lowering::Systemd,
    },
    SourceKind {
        name: "custom",
        feature: None,
        doc: "A source that the program registers with `Loader::with_source`.",
        noun: "custom source `{custom_name}`",
        instead: "put it where the custom source reads",
        keys: &[
            Key::new(
                "custom_name",
                Need::Always,
                Shape::Name,
                "The name under which the program registers the source.",
                "store",
            )
            .identity()
            .instead("write the name of the source here")
            .code(Code::InvalidCustomName),
            Key::new(
                "custom_params",
                Need::Optional,
                Shape::Texts,
                "Parameters of the source: a mapping of text to text; `${VAR}` is expanded.",
                "{ path: ... }",
            )
            .identity()
            .instead("remove it, and name the place where it is kept")
            .code(Code::InvalidCustomParam),
            Key::new(
                "custom_key",
                Need::Optional,
                Shape::KeyPath,
                "Which value of a JSON or YAML answer; the whole answer if left out.",
                "openai.api_key",
            )
            .identity()
            .selects()
            .instead("write the way to the secret here: `openai.api_key`"),
        ],
        lowering: Lowering::Custom,
    },
    stores::VAULT,
    stores::AWS_SECRETS_MANAGER,
    stores::AWS_PARAMETER_STORE,
    stores::AZURE_KEY_VAULT,
    stores::GCP_SECRET_MANAGER,
    machine::COMMAND,
    machine::PKCS11,
    machine::TPM,
    machine::KEYRING,
];

/// The kind with this name.
#[must_use]
pub fn source(name: &str) -> Option<&'static SourceKind> {
    SOURCES.iter().find(|kind| kind.name == name)
}

/// What `source` may be.
pub const SOURCE_NAMES: &[&str] = &NAMES;

#[allow(clippy::indexing_slicing, reason = "evaluated while it compiles")]
const NAMES: [&str; KINDS.len()] = {
    let mut names = [""; KINDS.len()];
    let mut at = 0;
    while at < KINDS.len() {
        names[at] = KINDS[at].name;
        at += 1;
    }
    names
};

/// How many keys all kinds have together.
const KEYS: usize = {
    let mut count = 0;
    let mut kinds: &[SourceKind] = KINDS;
    while let [kind, rest @ ..] = kinds {
        let mut keys = kind.keys;
        while let [key, others @ ..] = keys {
            if !key.is_again {
                count += 1;
            }
            keys = others;
        }
        kinds = rest;
    }
    count
};

/// Those keys behind some of a mapping's own.
#[allow(clippy::indexing_slicing, reason = "evaluated while it compiles")]
pub(super) const fn keys_behind<const OWN: usize, const ALL: usize>(own: [Key; OWN]) -> [Key; ALL] {
    assert!(OWN > 0 && ALL == with_keys(OWN));
    let mut keys = [own[0]; ALL];
    let mut at = 0;
    while at < OWN {
        keys[at] = own[at];
        at += 1;
    }
    let mut kind = 0;
    while kind < KINDS.len() {
        let mut key = 0;
        while key < KINDS[kind].keys.len() {
            if !KINDS[kind].keys[key].is_again {
                keys[at] = KINDS[kind].keys[key].of(KINDS[kind].name);
                at += 1;
            }
            key += 1;
        }
        kind += 1;
    }
    keys
}

/// How many keys a mapping has with so many of its own.
pub(super) const fn with_keys(own: usize) -> usize {
    own + KEYS
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn rows_are_consistent() {
        let (mut kinds, mut names) = (HashSet::new(), HashSet::new());
        for kind in SOURCES {
            assert!(kinds.insert(kind.name), "{} is there twice", kind.name);
            assert!(kind.keys.iter().filter(|key| key.selects).count() <= 1, "{}", kind.name);
            assert!(kind.keys.iter().any(|key| key.need == Need::Always), "{}", kind.name);
            assert!(!kind.fill(kind.noun, &|_| None).contains('{'), "{}", kind.noun);
            assert!(!kind.fill(kind.instead, &|_| None).contains('{'), "{}", kind.instead);
            for key in kind.keys {
                assert_eq!(
                    names.insert(key.name),
                    !key.is_again,
                    "{} belongs to two kinds",
                    key.name
                );
                assert!(key.shared.is_empty() || key.shared.contains(&kind.name), "{}", key.name);
                assert!(key.shared.is_empty() || key.need == Need::Optional, "{}", key.name);
                assert!(matches!(key.need, Need::Always | Need::Optional), "{}", key.name);
                // Files are looked up in by the core. Elsewhere, the whole answer would be the secret.
                let selects = !kind.is_file() && matches!(key.shape, Shape::KeyPath);
                assert_eq!(key.selects, selects, "{}", key.name);
            }
        }
    }
}
