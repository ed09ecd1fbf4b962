//! Rows of sources that are stores.

use super::key::{Key, Need, Shape};
use super::source_kind::{Lowering, SourceKind};
use crate::code::Code;

/// Those whose secrets are in AWS.
const AWS: &[&str] = &["aws_secrets_manager", "aws_parameter_store"];

const AWS_KEY: Key =
    Key::of_value("aws_key", "Which value of a secret in JSON; the whole secret if left out.")
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

pub(super) const VAULT: SourceKind = SourceKind {
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
};

pub(super) const AWS_SECRETS_MANAGER: SourceKind = SourceKind {
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
};

pub(super) const AWS_PARAMETER_STORE: SourceKind = SourceKind {
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
};

pub(super) const AZURE_KEY_VAULT: SourceKind = SourceKind {
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
        Key::of_value(
            "azure_key",
            "Which value of a secret in JSON; the whole secret if left out.",
        ),
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
};

pub(super) const GCP_SECRET_MANAGER: SourceKind = SourceKind {
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
        Key::of_value("gcp_key", "Which value of a secret in JSON; the whole secret if left out."),
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
};
