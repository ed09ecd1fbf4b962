//! The kinds of source: one row each. CONTRIBUTING.md, "Add a source", says what a row needs beside it.

use super::encryptions::ENCRYPTED;
use super::key::{Key, Need, Shape};
use super::source_kind::{Lowering, SourceKind};
use super::words::FORMATS;
use crate::code::Code;

/// Every kind of source, in the order in which they are proposed.
pub static SOURCES: &[SourceKind] = KINDS;

/// Those whose secrets are in AWS.
const AWS: &[&str] = &["aws_secrets_manager", "aws_parameter_store"];

const AWS_KEY: Key = Key::new(
    "aws_key",
    Need::Optional,
    Shape::KeyPath,
    "Which value of a secret in JSON; the whole secret if left out.",
    "password",
)
.identity()
.selects()
.instead("write the key of the value here: `password`")
.shared(AWS);

const AWS_REGION: Key = Key::new(
    "aws_region",
    Need::Optional,
    Shape::Template,
    "The region; that of the ARN, `AWS_REGION` or the profile if left out. `${VAR}` is expanded.",
    "eu-west-1",
)
.identity()
.instead("write the region here: `eu-west-1`")
.shared(AWS);

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
                "What the source is told: a mapping of text to text; `${VAR}` is expanded.",
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
    SourceKind {
        name: "vault",
        feature: Some("vault"),
        doc: "A secret in Vault or OpenBao.",
        noun: "vault secret `{vault_path}`",
        instead: "store it as the Vault secret `{vault_path}`",
        keys: &[
            Key::new(
                "vault_path",
                Need::Always,
                Shape::Template,
                "The path of the secret, as `vault kv get` and `vault read` take it; `${VAR}` is expanded.",
                "secret/openai",
            )
            .identity()
            .instead("write the path of the secret here: `secret/openai`")
            .code(Code::InvalidVaultPath),
            Key::new(
                "vault_key",
                Need::Optional,
                Shape::KeyPath,
                "Which value of the secret; may be left out if it has only one.",
                "api_key",
            )
            .identity()
            .selects()
            .instead("write the key of the value here: `api_key`"),
            Key::new(
                "vault_version",
                Need::Optional,
                Shape::Number,
                "Which version of the secret; the newest if left out.",
                "2",
            )
            .identity(),
            Key::new(
                "vault_namespace",
                Need::Optional,
                Shape::Template,
                "The namespace; `VAULT_NAMESPACE` if left out. `${VAR}` is expanded.",
                "team/app",
            )
            .identity()
            .instead("write the name of the namespace here"),
        ],
        lowering: Lowering::Remote,
    },
    SourceKind {
        name: "aws_secrets_manager",
        feature: Some("aws"),
        doc: "A secret in AWS Secrets Manager.",
        noun: "AWS secret `{aws_secret}`",
        instead: "store it as the AWS secret `{aws_secret}`",
        keys: &[
            Key::new(
                "aws_secret",
                Need::Always,
                Shape::Template,
                "The name of the secret, or its ARN; `${VAR}` is expanded.",
                "prod/openai",
            )
            .identity()
            .instead("write the name of the secret here: `prod/openai`")
            .code(Code::InvalidAwsName),
            AWS_KEY,
            Key::new(
                "aws_version_stage",
                Need::Optional,
                Shape::Template,
                "The staging label of the version; `AWSCURRENT` if left out.",
                "AWSPREVIOUS",
            )
            .identity()
            .instead("write the staging label here: `AWSPREVIOUS`"),
            Key::new(
                "aws_version_id",
                Need::Optional,
                Shape::Template,
                "The ID of the version, in place of a staging label.",
                "a1b2c3d4-5678-90ab-cdef-EXAMPLE11111",
            )
            .identity()
            .instead("write the ID of the version here"),
            AWS_REGION,
        ],
        lowering: Lowering::Remote,
    },
    SourceKind {
        name: "aws_parameter_store",
        feature: Some("aws"),
        doc: "A parameter in the Parameter Store of AWS Systems Manager.",
        noun: "AWS parameter `{aws_parameter}`",
        instead: "store it as the AWS parameter `{aws_parameter}`",
        keys: &[
            Key::new(
                "aws_parameter",
                Need::Always,
                Shape::Template,
                "The name of the parameter, or its ARN, and `:3` or `:label` for a version of it; `${VAR}` is expanded.",
                "/prod/openai/api_key",
            )
            .identity()
            .instead("write the name of the parameter here: `/prod/openai/api_key`")
            .code(Code::InvalidAwsName),
            AWS_KEY.again(),
            AWS_REGION.again(),
        ],
        lowering: Lowering::Remote,
    },
    SourceKind {
        name: "azure_key_vault",
        feature: Some("azure"),
        doc: "A secret in Azure Key Vault.",
        noun: "Azure secret `{azure_secret}` of `{azure_vault}`",
        instead: "store it as the Azure secret `{azure_secret}`",
        keys: &[
            Key::new(
                "azure_vault",
                Need::Always,
                Shape::Template,
                "The name of the vault, or its URL; `${VAR}` is expanded.",
                "agents-prod",
            )
            .identity()
            .instead("write the name of the vault here: `agents-prod`")
            .code(Code::InvalidAzureName),
            Key::new(
                "azure_secret",
                Need::Always,
                Shape::Template,
                "The name of the secret; `${VAR}` is expanded.",
                "openai-api-key",
            )
            .identity()
            .instead("write the name of the secret here: `openai-api-key`")
            .code(Code::InvalidAzureName),
            Key::new(
                "azure_key",
                Need::Optional,
                Shape::KeyPath,
                "Which value of a secret in JSON; the whole secret if left out.",
                "password",
            )
            .identity()
            .selects()
            .instead("write the key of the value here: `password`"),
            Key::new(
                "azure_version",
                Need::Optional,
                Shape::Template,
                "The version, 32 hexadecimal digits; the newest if left out. `${VAR}` is expanded.",
                "0123456789abcdef0123456789abcdef",
            )
            .identity()
            .instead("write the version here")
            .code(Code::InvalidAzureName),
        ],
        lowering: Lowering::Remote,
    },
    SourceKind {
        name: "gcp_secret_manager",
        feature: Some("gcp"),
        doc: "A secret in Google Secret Manager.",
        noun: "Google secret `{gcp_secret}`",
        instead: "store it as the Google secret `{gcp_secret}`",
        keys: &[
            Key::new(
                "gcp_secret",
                Need::Always,
                Shape::Template,
                "The name of the secret, or its full name (`projects/P/secrets/S`, regional or with a version too); `${VAR}` is expanded.",
                "openai-api-key",
            )
            .identity()
            .instead("write the name of the secret here: `openai-api-key`")
            .code(Code::InvalidGcpName),
            Key::new(
                "gcp_key",
                Need::Optional,
                Shape::KeyPath,
                "Which value of a secret in JSON; the whole secret if left out.",
                "password",
            )
            .identity()
            .selects()
            .instead("write the key of the value here: `password`"),
            Key::new(
                "gcp_project",
                Need::Optional,
                Shape::Template,
                "The project's ID or number; `GOOGLE_CLOUD_PROJECT` or that of the credentials if left out. `${VAR}` is expanded.",
                "agents-prod",
            )
            .identity()
            .instead("write the project's ID here: `agents-prod`")
            .code(Code::InvalidGcpName),
            Key::new(
                "gcp_version",
                Need::Optional,
                Shape::NumberOrTemplate,
                "The version: a number, an alias, or `latest`, which it is if left out.",
                "7",
            )
            .identity()
            .instead("write the number of the version here")
            .code(Code::InvalidGcpName),
        ],
        lowering: Lowering::Remote,
    },
    SourceKind {
        name: "command",
        feature: Some("command"),
        doc: "What a program writes to standard output, such as that of a password manager.",
        noun: "command `{command}`",
        instead: "store it where the command reads it",
        keys: &[
            Key::new(
                "command",
                Need::Always,
                Shape::Templates,
                "The program and its arguments, each an item of a list; no shell reads them. `${VAR}` is expanded.",
                "[\"op\", \"read\", \"op://work/openai/key\"]",
            )
            .identity()
            .instead("remove it, and name the place where it is kept")
            .code(Code::InvalidCommand),
            Key::new(
                "command_key",
                Need::Optional,
                Shape::KeyPath,
                "Which value of the JSON or YAML that it writes; all of it if left out.",
                "fields.password",
            )
            .identity()
            .selects()
            .instead("write the way to the secret here: `fields.password`"),
            Key::new(
                "command_env",
                Need::Optional,
                Shape::Variables,
                "Variables that the program gets beside `PATH`, `HOME` and a few others.",
                "[OP_SERVICE_ACCOUNT_TOKEN]",
            )
            .instead("write the names of variables here, and set the variable to it")
            .code(Code::InvalidCommand),
            Key::new(
                "command_timeout",
                Need::Optional,
                Shape::Number,
                "How many seconds the program may take; 25 if left out.",
                "60",
            )
            .code(Code::InvalidCommand),
        ],
        lowering: Lowering::Remote,
    },
    SourceKind {
        name: "pkcs11",
        feature: Some("pkcs11"),
        doc: "A data object on a token that speaks PKCS#11, such as an HSM or a smart card.",
        noun: "PKCS#11 object `{pkcs11_uri}`",
        instead: "store it as a data object on the token",
        keys: &[
            Key::new(
                "pkcs11_uri",
                Need::Always,
                Shape::Template,
                "The URI of the object (RFC 7512); `${VAR}` is expanded.",
                "pkcs11:token=agents;object=openai;type=data",
            )
            .identity()
            .instead("write the URI of the object here, and name the credential with the PIN in `pkcs11_pin_with`")
            .code(Code::InvalidPkcs11Uri),
            Key::new(
                "pkcs11_key",
                Need::Optional,
                Shape::KeyPath,
                "Which value of an object in JSON; the whole object if left out.",
                "password",
            )
            .identity()
            .selects()
            .instead("write the key of the value here: `password`"),
            Key::new(
                "pkcs11_pin_with",
                Need::Optional,
                Shape::CredentialId,
                "The ID of the credential whose secret is the PIN of the token's user.",
                "hsm-pin",
            )
            .instead("write the ID of the credential with the PIN here")
            .code(Code::InvalidReference),
        ],
        lowering: Lowering::Remote,
    },
    SourceKind {
        name: "tpm",
        feature: Some("tpm"),
        doc: "A secret that is sealed to the TPM 2.0 of the machine.",
        noun: "sealed object `{tpm_sealed}`",
        instead: "seal it to the TPM as `{tpm_sealed}`",
        keys: &[
            Key::new(
                "tpm_sealed",
                Need::Always,
                Shape::PathTemplate,
                "The file with the sealed object, or the handle under which the TPM has it; `${VAR}` is expanded.",
                "secrets/openai.tss",
            )
            .identity()
            .instead("write the path of the sealed object here: `secrets/openai.tss`")
            .code(Code::InvalidTpmObject),
            Key::new(
                "tpm_key",
                Need::Optional,
                Shape::KeyPath,
                "Which value of a secret in JSON; the whole secret if left out.",
                "password",
            )
            .identity()
            .selects()
            .instead("write the key of the value here: `password`"),
            Key::new(
                "tpm_private",
                Need::Optional,
                Shape::PathTemplate,
                "The private part, where `tpm_sealed` is the public part alone.",
                "secrets/openai.priv",
            )
            .identity()
            .instead("write the path of the private part here: `secrets/openai.priv`")
            .code(Code::InvalidTpmObject),
            Key::new(
                "tpm_parent",
                Need::Optional,
                Shape::Template,
                "The handle of the key that sealed it; what the file says, or the primary key of the owner if left out.",
                "0x81000001",
            )
            .instead("write the handle of the parent here: `0x81000001`")
            .code(Code::InvalidTpmObject),
            Key::new(
                "tpm_parent_name",
                Need::Optional,
                Shape::Template,
                "The TPM name of that key, so that no other TPM and nobody in its place is taken for it; `${VAR}` is expanded.",
                "${TPM_PARENT_NAME}",
            )
            .instead("write the name of the parent here, as `tpm2_readpublic` prints it")
            .code(Code::InvalidTpmObject),
            Key::new(
                "tpm_pcrs",
                Need::Optional,
                Shape::Text,
                "The registers that must have the values that they had: a bank, a colon, and their numbers.",
                "sha256:7",
            )
            .instead("write the registers here: `sha256:7`")
            .code(Code::InvalidTpmObject),
            Key::new(
                "tpm_auth_with",
                Need::Optional,
                Shape::CredentialId,
                "The ID of the credential whose secret is the password of the object.",
                "tpm-password",
            )
            .instead("write the ID of the credential with the password here")
            .code(Code::InvalidReference),
        ],
        lowering: Lowering::Remote,
    },
    SourceKind {
        name: "keyring",
        feature: Some("keyring"),
        doc: "A password in the keyring of the system: the Secret Service, macOS' keychain, Windows' credential manager.",
        noun: "password of `{keyring_user}` for `{keyring_service}` in the keyring",
        instead: "store it in the keyring for `{keyring_service}`",
        keys: &[
            Key::new(
                "keyring_service",
                Need::Always,
                Shape::Template,
                "The service, such as the name of the program; `${VAR}` is expanded.",
                "my-agent",
            )
            .identity()
            .instead("write the name of the service here: `my-agent`"),
            Key::new(
                "keyring_user",
                Need::Always,
                Shape::Template,
                "The user, such as the name of the key; `${VAR}` is expanded.",
                "openai",
            )
            .identity()
            .instead("write the name of the user here: `openai`"),
            Key::new(
                "keyring_key",
                Need::Optional,
                Shape::KeyPath,
                "Which value of a password in JSON; the whole password if left out.",
                "password",
            )
            .identity()
            .selects()
            .instead("write the key of the value here: `password`"),
            Key::new(
                "keyring_store",
                Need::Optional,
                Shape::Word(&["system", "kernel"]),
                "`kernel` for the keyrings of Linux' kernel; that of the system, `system`, if left out.",
                "kernel",
            )
            .identity(),
        ],
        lowering: Lowering::Remote,
    },
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
