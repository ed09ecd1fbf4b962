//! Rows of sources that are on the machine: programs, tokens, the TPM, and keyrings.

use super::key::{Key, Need, Shape};
use super::source_kind::{Lowering, SourceKind};
use crate::code::Code;

pub(super) const COMMAND: SourceKind = SourceKind {
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
};

pub(super) const PKCS11: SourceKind = SourceKind {
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
        Key::of_value("pkcs11_key", "Which value of an object in JSON; the whole object if left out."),
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
};

pub(super) const TPM: SourceKind = SourceKind {
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
        Key::of_value("tpm_key", "Which value of a secret in JSON; the whole secret if left out."),
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
};

pub(super) const KEYRING: SourceKind = SourceKind {
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
        Key::of_value("keyring_key", "Which value of a password in JSON; the whole password if left out."),
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
};
