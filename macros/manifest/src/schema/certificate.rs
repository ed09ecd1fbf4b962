//! Certificates by which a client shows who it is.

use super::credential_kind::{CredentialKind, Part, PartNeed};
use super::key::{Key, Mapping};
use super::kind_keys::{own, own_keys};
use super::role::{Role, Setting};
use super::sources::{keys_behind, with_keys};

pub(super) const CLIENT_CERTIFICATE: CredentialKind = CredentialKind {
    name: "client_certificate",
    feature: Some("certificates"),
    doc: "A certificate, its chain and its private key, for TLS.",
    field_type: "CertificateCredential",
    parts: CERTIFICATE,
    auth: &Mapping { name: "`auth`", keys: &CERTIFICATE_KEYS },
};

const CERTIFICATE: &[Part] = &[
    Part::new(
        "private_key",
        "private_key_key",
        PartNeed::OneOf(KEY_OR_STORE),
        Role::Secret,
        "The private key in PEM, or one that signs in its token: a mapping with its source.",
        "",
    )
    .may_sign(),
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
