//! What the engine has for a kind that is a feature of this program, or in its place, that it is off.

use provider_credentials::__private as engine;
use provider_credentials::{Kind, Opener, Source};

#[cfg(not(all(feature = "certificates", feature = "oauth2", feature = "vault", feature = "aws")))]
const CODE: &str = "cli_without_feature";

/// A kind of credential; `None` of an API key.
pub(super) fn kind(name: &str) -> Option<&'static Kind> {
    Some(match name {
        "basic" => &engine::basic::KIND,
        "bearer_token" => &engine::bearer_token::KIND,
        #[cfg(feature = "certificates")]
        "client_certificate" => &engine::client_certificate::KIND,
        #[cfg(not(feature = "certificates"))]
        "client_certificate" => &off::CERTIFICATE,
        #[cfg(feature = "oauth2")]
        "oauth2_client_credentials" => &engine::oauth2_client_credentials::KIND,
        #[cfg(not(feature = "oauth2"))]
        "oauth2_client_credentials" => &off::OAUTH2,
        #[cfg(feature = "oauth2")]
        "google_service_account" => &engine::google_service_account::KIND,
        #[cfg(not(feature = "oauth2"))]
        "google_service_account" => &off::GOOGLE,
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
        _ => None,
    }
}

#[cfg(not(all(feature = "certificates", feature = "oauth2")))]
macro_rules! kind_off {
    ($name:ident, $kind:literal, $feature:literal) => {
        pub(super) static $name: Kind = Kind::new($kind, &[]).assembled_by(|_| {
            let error = SourceError::new(
                super::CODE,
                "is of a kind that this build of `cargo credentials` lacks",
                concat!("install `cargo-credentials` with `--features ", $feature, "`"),
            );
            Err(PartError::new("", error))
        });
    };
}

#[cfg(not(all(feature = "vault", feature = "aws")))]
macro_rules! source_off {
    ($name:ident, $kind:literal, $feature:literal) => {
        pub(super) static $name: Opener<dyn Source> = Opener::new($kind, &[], |_| {
            Err(SourceError::new(
                super::CODE,
                "this build of `cargo credentials` lacks this kind of source",
                concat!("install `cargo-credentials` with `--features ", $feature, "`"),
            ))
        });
    };
}

#[cfg(not(all(feature = "certificates", feature = "oauth2", feature = "vault", feature = "aws")))]
mod off {
    use provider_credentials::SourceError;
    #[cfg(not(all(feature = "certificates", feature = "oauth2")))]
    use provider_credentials::{Kind, PartError};
    #[cfg(not(all(feature = "vault", feature = "aws")))]
    use provider_credentials::{Opener, Source};

    #[cfg(not(feature = "certificates"))]
    kind_off!(CERTIFICATE, "client_certificate", "certificates");
    #[cfg(not(feature = "oauth2"))]
    kind_off!(OAUTH2, "oauth2_client_credentials", "oauth2");
    #[cfg(not(feature = "oauth2"))]
    kind_off!(GOOGLE, "google_service_account", "oauth2");

    #[cfg(not(feature = "vault"))]
    source_off!(VAULT, "vault", "vault");
    #[cfg(not(feature = "aws"))]
    source_off!(AWS_SECRETS_MANAGER, "aws_secrets_manager", "aws");
    #[cfg(not(feature = "aws"))]
    source_off!(AWS_PARAMETER_STORE, "aws_parameter_store", "aws");
}
