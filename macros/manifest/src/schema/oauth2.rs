//! The kinds of credential that fetch access tokens.

use super::credential_kind::{CredentialKind, Part, PartNeed};
use super::key::{Key, Mapping};
use super::kind_keys::{beside_source, keys_beside_source, own, own_keys};
use super::role::{Role, Setting};
use super::sources::{keys_behind, with_keys};

pub(super) const CLIENT_CREDENTIALS: CredentialKind = CredentialKind {
    name: "oauth2_client_credentials",
    feature: Some("oauth2"),
    doc: "A client of an OAuth 2.0 server, which fetches access tokens (RFC 6749, section 4.4).",
    field_type: "OAuth2Credential",
    parts: CLIENT,
    auth: &Mapping { name: "`auth`", keys: &CLIENT_KEYS },
};

/// How a client says who it is (RFC 6749, section 2.3; RFC 7523; RFC 8705).
const CLIENT_AUTHENTICATION: &[&str] = &[
    "client_secret_basic",
    "client_secret_post",
    "private_key_jwt",
    "tls_client_auth",
    "self_signed_tls_client_auth",
];

const PROOF: &[&str] = &["client_secret", "private_key"];
const SERVER: &[&str] = &["token_url", "issuer"];

const CLIENT: &[Part] = &[
    Part::new(
        "client_id",
        "client_id_key",
        PartNeed::Always,
        Role::Public,
        "The client's ID: text, or a mapping with its source.",
        "my-app",
    ),
    Part::new(
        "client_secret",
        "client_secret_key",
        PartNeed::OneOf(PROOF),
        Role::Secret,
        "The client's secret: a mapping with its source.",
        "",
    ),
    Part::new(
        "private_key",
        "private_key_key",
        PartNeed::OneOf(PROOF),
        Role::Secret,
        "In place of a secret, the client's private key in PEM: a mapping with its source.",
        "",
    ),
    Part::new(
        "certificate",
        "certificate_key",
        PartNeed::OptionalWith("private_key"),
        Role::Pem,
        "The certificate of the private key in PEM, for TLS: a mapping with its source.",
        "{ source: file, file_path: /run/secrets/client.pem }",
    ),
    Part::new(
        "ca_certificate",
        "ca_certificate_key",
        PartNeed::Optional,
        Role::Pem,
        "The authorities that the server is trusted by in place of the system's, in PEM: a mapping with its source.",
        "{ source: file, file_path: /etc/ssl/internal.pem }",
    ),
    Part::setting(
        "token_url",
        PartNeed::OneOf(SERVER),
        Setting::Url,
        "Where tokens are fetched.",
        "https://auth.example.com/oauth2/token",
    ),
    Part::setting(
        "issuer",
        PartNeed::OneOf(SERVER),
        Setting::Issuer,
        "In place of `token_url`, the server that says where (RFC 8414).",
        "https://auth.example.com",
    ),
    Part::setting(
        "scopes",
        PartNeed::Optional,
        Setting::Words,
        "What the token is to be good for.",
        "[read, write]",
    ),
    Part::setting(
        "audience",
        PartNeed::Optional,
        Setting::Text,
        "Who the token is to be for, at servers that ask for it.",
        "https://api.example.com",
    ),
    Part::setting(
        "client_authentication",
        PartNeed::Optional,
        Setting::Word(CLIENT_AUTHENTICATION),
        "How the client says who it is; by what it has if left out.",
        "client_secret_post",
    ),
    Part::setting(
        "key_id",
        PartNeed::OptionalWith("private_key"),
        Setting::Text,
        "By which name the server knows the private key.",
        "2026-01",
    ),
];
const CLIENT_KEYS: [Key; with_keys(own(CLIENT))] = keys_behind(own_keys::<{ own(CLIENT) }>(CLIENT));

pub(super) const SERVICE_ACCOUNT: CredentialKind = CredentialKind {
    name: "google_service_account",
    feature: Some("oauth2"),
    doc: "The JSON file of a Google service account, which fetches access tokens.",
    field_type: "GoogleServiceAccount",
    parts: ACCOUNT,
    auth: &Mapping { name: "`auth`", keys: &ACCOUNT_KEYS },
};

const ACCOUNT: &[Part] = &[
    Part::new("key", "", PartNeed::Always, Role::Secret, "The JSON file, as Google gives it.", ""),
    Part::setting(
        "scopes",
        PartNeed::Always,
        Setting::Words,
        "What the token is to be good for.",
        "[\"https://www.googleapis.com/auth/cloud-platform\"]",
    ),
    Part::setting(
        "subject",
        PartNeed::Optional,
        Setting::Text,
        "The user that the account acts for, by domain-wide delegation.",
        "ada@example.com",
    ),
];
const ACCOUNT_KEYS: [Key; with_keys(beside_source(ACCOUNT))] =
    keys_behind(keys_beside_source::<{ beside_source(ACCOUNT) }>(ACCOUNT));
