//! What the engine has for a kind that is a feature of this program, or in its place, that it is off.

use provider_credentials::__private as engine;
use provider_credentials::{Kind, Opener, Source};

/// That this program lacks a feature, so that only another build can load a credential.
pub(crate) const WITHOUT_FEATURE: &str = "cli_without_feature";

/// A kind of credential; `None` of an API key, and where its feature is off.
pub(super) fn kind(name: &str) -> Option<&'static Kind> {
    Some(match name {
        "basic" => &engine::basic::KIND,
        "bearer_token" => &engine::bearer_token::KIND,
        #[cfg(feature = "certificates")]
        "client_certificate" => &engine::client_certificate::KIND,
        #[cfg(feature = "oauth2")]
        "oauth2_client_credentials" => &engine::oauth2_client_credentials::KIND,
        #[cfg(feature = "oauth2")]
        "google_service_account" => &engine::google_service_account::KIND,
        _ => return None,
    })
}

/// What opens a kind of source.
pub(super) fn opener(kind: &str) -> Option<&'static Opener<dyn Source>> {
    match kind {
        #[cfg(feature = "vault")]
        "vault" => Some(&engine::vault::OPENER),
        #[cfg(not(feature = "vault"))]
        "vault" => Some(&off::VAULT),
        #[cfg(feature = "aws")]
        "aws_secrets_manager" => Some(&engine::aws_secrets_manager::OPENER),
        #[cfg(not(feature = "aws"))]
        "aws_secrets_manager" => Some(&off::AWS_SECRETS_MANAGER),
        #[cfg(feature = "aws")]
        "aws_parameter_store" => Some(&engine::aws_parameter_store::OPENER),
        #[cfg(not(feature = "aws"))]
        "aws_parameter_store" => Some(&off::AWS_PARAMETER_STORE),
        #[cfg(feature = "azure")]
        "azure_key_vault" => Some(&engine::azure_key_vault::OPENER),
        #[cfg(not(feature = "azure"))]
        "azure_key_vault" => Some(&off::AZURE_KEY_VAULT),
        #[cfg(feature = "gcp")]
        "gcp_secret_manager" => Some(&engine::gcp_secret_manager::OPENER),
        #[cfg(not(feature = "gcp"))]
        "gcp_secret_manager" => Some(&off::GCP_SECRET_MANAGER),
        #[cfg(feature = "command")]
        "command" => Some(&engine::command::OPENER),
        #[cfg(not(feature = "command"))]
        "command" => Some(&off::COMMAND),
        #[cfg(feature = "tpm")]
        "tpm" => Some(&engine::tpm::OPENER),
        #[cfg(not(feature = "tpm"))]
        "tpm" => Some(&off::TPM),
        #[cfg(feature = "pkcs11")]
        "pkcs11" => Some(&engine::pkcs11::OPENER),
        #[cfg(not(feature = "pkcs11"))]
        "pkcs11" => Some(&off::PKCS11),
        #[cfg(feature = "keyring")]
        "keyring" => Some(&engine::keyring::OPENER),
        #[cfg(not(feature = "keyring"))]
        "keyring" => Some(&off::KEYRING),
        _ => None,
    }
}

#[cfg(not(all(
    feature = "vault",
    feature = "aws",
    feature = "azure",
    feature = "gcp",
    feature = "command",
    feature = "tpm",
    feature = "keyring",
    feature = "pkcs11"
)))]
mod off {
    use provider_credentials::{Opener, Source, SourceError};

    macro_rules! source_off {
        ($name:ident, $kind:literal, $feature:literal) => {
            pub(super) static $name: Opener<dyn Source> = Opener::new($kind, &[], |_| {
                Err(SourceError::new(
                    super::WITHOUT_FEATURE,
                    "this build of `cargo credentials` lacks this kind of source",
                    concat!("install `cargo-credentials` with `--features ", $feature, "`"),
                ))
            });
        };
    }

    #[cfg(not(feature = "vault"))]
    source_off!(VAULT, "vault", "vault");
    #[cfg(not(feature = "aws"))]
    source_off!(AWS_SECRETS_MANAGER, "aws_secrets_manager", "aws");
    #[cfg(not(feature = "aws"))]
    source_off!(AWS_PARAMETER_STORE, "aws_parameter_store", "aws");
    #[cfg(not(feature = "azure"))]
    source_off!(AZURE_KEY_VAULT, "azure_key_vault", "azure");
    #[cfg(not(feature = "gcp"))]
    source_off!(GCP_SECRET_MANAGER, "gcp_secret_manager", "gcp");
    #[cfg(not(feature = "command"))]
    source_off!(COMMAND, "command", "command");
    #[cfg(not(feature = "tpm"))]
    source_off!(TPM, "tpm", "tpm");
    #[cfg(not(feature = "pkcs11"))]
    source_off!(PKCS11, "pkcs11", "pkcs11");
    #[cfg(not(feature = "keyring"))]
    source_off!(KEYRING, "keyring", "keyring");
}
