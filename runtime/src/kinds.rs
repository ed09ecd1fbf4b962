//! The kinds of source and of credential that have a crate of their own: one line each.
//!
//! `source_kind! { $ "feature", kind, needs_kind, __needs_kind, provider_credentials_kind }`: the feature, the
//! kind's name as in the manifest, two macros' names, and the crate, or a module of it, whose `OPENER` opens
//! the kind's default source.

#![allow(missing_docs, reason = "not for people")]

macro_rules! source_kind {
    ($d:tt $feature:literal, $kind:ident, $needs:ident, $gate:ident, $opener:path) => {
        $crate::macros::feature_gate! {
            $d feature = $feature, $gate,
            concat!("`source: ", stringify!($kind), "`"), concat!("`", $feature, "`")
        }
        pub use $gate as $needs;

        #[cfg(feature = $feature)]
        pub use $opener as $kind;

        // So that the gate's error is the only one.
        #[cfg(not(feature = $feature))]
        pub mod $kind {
            use provider_credentials_core::{Opener, Source, SourceError};

            pub static OPENER: Opener<dyn Source> = Opener::new(stringify!($kind), &[], |_| {
                Err(SourceError::new("feature_off", "its feature is off", "enable it"))
            });
        }
    };
}

// `credential_kind! { $ "feature", kind, Handle, needs_kind, __needs_kind, provider_credentials_kind }`: the
// feature, the kind's name as in the manifest, the type of its fields, two macros' names, and the crate, or a
// module of it, that has the type and its `KIND`.
macro_rules! credential_kind {
    ($d:tt $feature:literal, $kind:ident, $handle:ident, $needs:ident, $gate:ident, $path:path) => {
        $crate::macros::feature_gate! {
            $d feature = $feature, $gate,
            concat!("`type: ", stringify!($kind), "`"), concat!("`", $feature, "`")
        }
        pub use $gate as $needs;

        #[cfg(feature = $feature)]
        pub use $path as $kind;

        // So that the gate's error is the only one.
        #[cfg(not(feature = $feature))]
        pub mod $kind {
            pub use provider_credentials_core::Credential as $handle;
            use provider_credentials_core::Kind;

            pub static KIND: Kind = Kind::new(stringify!($kind), &[]);
        }
    };
}

// `encryption! { $ "name", name, needs_name, __needs_name, provider_credentials_sealed::name::OPENER, [..] }`: the word of
// `encrypted`, which is the feature's name, two macros' names, the `OPENER` that decrypts, and what may open the
// keys of files, beside what a program registers.
macro_rules! encryption {
    (
        $d:tt $feature:literal, $name:ident, $needs:ident, $gate:ident, $opener:path,
        [$($(#[$on:meta])? $key:path),*]
    ) => {
        $crate::macros::feature_gate! {
            $d feature = $feature, $gate,
            concat!("`encrypted: ", $feature, "`"), concat!("`", $feature, "`")
        }
        pub use $gate as $needs;

        #[cfg(feature = $feature)]
        pub mod $name {
            use provider_credentials_core::{KeyProvider, Opener};
            pub use $opener;

            pub static KEYS: &[&Opener<dyn KeyProvider>] = &[$($(#[$on])? &$key),*];
        }

        // So that the gate's error is the only one.
        #[cfg(not(feature = $feature))]
        pub mod $name {
            use provider_credentials_core::{Decoder, KeyProvider, Opener, SourceError};

            pub static OPENER: Opener<dyn Decoder> = Opener::new(stringify!($name), &[], |_| {
                Err(SourceError::new("feature_off", "its feature is off", "enable it"))
            });
            pub static KEYS: &[&Opener<dyn KeyProvider>] = &[];
        }
    };
}

encryption! { $ "age", age, needs_age, __needs_age, provider_credentials_sealed::age::OPENER, [provider_credentials_sealed::age::IDENTITIES] }
encryption! { $ "jwe", jwe, needs_jwe, __needs_jwe, provider_credentials_sealed::jwe::OPENER, [
    // First: their errors say more of a key in a token or a TPM.
    #[cfg(feature = "pkcs11")] provider_credentials_pkcs11::KEYS,
    #[cfg(feature = "tpm")] provider_credentials_tpm::KEYS,
    provider_credentials_sealed::jwe::KEYS
] }
encryption! { $ "sops", sops, needs_sops, __needs_sops, provider_credentials_sealed::sops::OPENER, [
    provider_credentials_sealed::sops::IDENTITIES,
    #[cfg(feature = "vault")] provider_credentials_vault::KEYS,
    #[cfg(feature = "aws")] provider_credentials_aws::KEYS,
    #[cfg(feature = "azure")] provider_credentials_azure::KEYS,
    #[cfg(feature = "gcp")] provider_credentials_gcp::KEYS
] }
credential_kind! { $ "certificates", client_certificate, CertificateCredential, needs_client_certificate, __needs_client_certificate, provider_credentials_certificate }
credential_kind! { $ "oauth2", oauth2_client_credentials, OAuth2Credential, needs_oauth2_client_credentials, __needs_oauth2_client_credentials, provider_credentials_oauth2::oauth2_client_credentials }
credential_kind! { $ "oauth2", google_service_account, GoogleServiceAccount, needs_google_service_account, __needs_google_service_account, provider_credentials_oauth2::google_service_account }
source_kind! { $ "vault", vault, needs_vault, __needs_vault, provider_credentials_vault }
source_kind! { $ "aws", aws_secrets_manager, needs_aws_secrets_manager, __needs_aws_secrets_manager, provider_credentials_aws::aws_secrets_manager }
source_kind! { $ "aws", aws_parameter_store, needs_aws_parameter_store, __needs_aws_parameter_store, provider_credentials_aws::aws_parameter_store }
source_kind! { $ "azure", azure_key_vault, needs_azure_key_vault, __needs_azure_key_vault, provider_credentials_azure::azure_key_vault }
source_kind! { $ "gcp", gcp_secret_manager, needs_gcp_secret_manager, __needs_gcp_secret_manager, provider_credentials_gcp::gcp_secret_manager }
source_kind! { $ "command", command, needs_command, __needs_command, provider_credentials_command }
source_kind! { $ "tpm", tpm, needs_tpm, __needs_tpm, provider_credentials_tpm }
source_kind! { $ "pkcs11", pkcs11, needs_pkcs11, __needs_pkcs11, provider_credentials_pkcs11 }
source_kind! { $ "keyring", keyring, needs_keyring, __needs_keyring, provider_credentials_keyring }
