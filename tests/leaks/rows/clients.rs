use provider_credentials::__private::{NO_CONFIG, oauth2_client_credentials};
use provider_credentials::{Kind, Loader, OAuth2Credential};
use provider_credentials_core::testing::load_kind;
use provider_credentials_disguises::github_token;

use crate::case::Case;
use crate::made::{ALGORITHMS, Authority, span};
use crate::seen::{Seen, debug, observing};
use crate::server::HANGS;
use crate::sets::clients;

const JSON: &str = "200 OK";
const METADATA: &str = "/.well-known/oauth-authorization-server";

/// What the server says about the client.
const REFUSALS: [(&str, &str); 10] = [
    ("oauth2_invalid_request", "invalid_request"),
    ("oauth2_invalid_client", "invalid_client"),
    ("oauth2_invalid_grant", "invalid_grant"),
    ("oauth2_unauthorized_client", "unauthorized_client"),
    ("oauth2_unsupported_grant_type", "unsupported_grant_type"),
    ("oauth2_invalid_scope", "invalid_scope"),
    ("oauth2_access_denied", "access_denied"),
    ("oauth2_invalid_target", "invalid_target"),
    ("oauth2_temporarily_unavailable", "temporarily_unavailable"),
    ("oauth2_refused", "§"),
];

pub(crate) fn cases() -> Vec<Case> {
    let of = |code| Case::new(code, clients).variable("CLIENT_SECRET", "§");
    let asked = |code| of(code).variable("ACME_AUTH", "§url/t");
    let issued = |code| of(code).variable("ACME_ISSUER", "§url");
    let to = |code, url: &str| of(code).variable("ACME_AUTH", url);
    let mut cases = vec![
        asked("oauth2_overloaded").answer("/t", "429 Slow §", "§"),
        asked("oauth2_server_error").answer("/t", "500 §", "§"),
        asked("oauth2_answer_invalid").answer("/t", JSON, "{\"access_token\": \"§"),
        asked("oauth2_answer_invalid").note("no HTTP").raw_answer("/t", "§\r\n\r\n"),
        asked("oauth2_answer_invalid").note("line break").answer(
            "/t",
            JSON,
            "{\"access_token\": \"§\\r\\nX: y\"}",
        ),
        asked("oauth2_answer_too_large").answer("/t", JSON, &"§".repeat(2000)),
        asked("oauth2_token_type").answer(
            "/t",
            JSON,
            "{\"access_token\": \"§\", \"token_type\": \"§\"}",
        ),
        asked("oauth2_redirected").raw_answer(
            "/t",
            "HTTP/1.1 302 Found\r\nLocation: https://§.example/§\r\nContent-Length: 0\r\n\r\n",
        ),
        asked("oauth2_timed_out").raw_answer("/t", HANGS).once(),
        to("oauth2_unreachable", "http://127.0.0.1:1/§"),
        to("oauth2_tls", "https://§host/t").answer("/t", JSON, "§"),
        to("oauth2_url_insecure", "http://§.example/"),
        of("oauth2_issuer_with_query").variable("ACME_ISSUER", "https://a.example/?§"),
        issued("oauth2_no_metadata").answer("/", "404 Not Found", "§"),
        issued("oauth2_issuer_differs").answer(
            METADATA,
            JSON,
            "{\"issuer\": \"https://§.example\", \"token_endpoint\": \"https://§.example/t\"}",
        ),
        issued("oauth2_endpoint_insecure").answer(
            METADATA,
            JSON,
            "{\"issuer\": \"§url\", \"token_endpoint\": \"http://§.example/t\"}",
        ),
        asked("oauth2_client_authentication_unfit").variable("AUTHENTICATION", "§").answer("/", JSON, "§"),
        of("oauth2_part_not_text").variable("WRAPPED_SECRET", "/w==").variable("ACME_AUTH", "https://§.example/"),
        of("oauth2_no_service_account")
            .file("sa.json", "{\"type\": \"authorized_user\", \"private_key\": \"§\"}"),
        of("oauth2_no_private_key").note("Google").file(
            "sa.json",
            "{\"type\": \"service_account\", \"client_email\": \"a@b.example\", \"private_key\": \"§\", \
             \"token_uri\": \"https://a.example\"}",
        ),
    ];
    cases.extend(REFUSALS.map(|(code, word)| {
        let body = format!(
            "{{\"error\": \"{word}\", \"error_description\": \"§\", \"error_uri\": \"§\"}}"
        );
        asked(code).answer("/t", "400 Bad Request", &body)
    }));
    // A token that is good, so that its types are shown too.
    cases.push(asked("env_not_set").note("token").answer(
        "/t",
        JSON,
        "{\"access_token\": \"§\", \"token_type\": \"Bearer\", \"expires_in\": 3600}",
    ));
    cases.extend(keys());
    cases
}

/// Those of private keys and certificates.
fn keys() -> Vec<Case> {
    let of = |code, key: &str, certificate: &str| {
        Case::new(code, clients)
            .variable("ACME_AUTH", "https://auth.example/")
            .variable("CLIENT_SECRET", "§")
            .file("client.key", key)
            .file("client.crt", certificate)
    };
    let root = Authority::root("root");
    let (good, other) = (root.issue(ALGORITHMS[0]), root.issue(ALGORITHMS[0]));
    let old = root.issue_with(ALGORITHMS[0], span(-90, -10), |_| {});
    let pem = |kind: &str| format!("-----BEGIN {kind}-----\n§64\n-----END {kind}-----\n");
    let authority = |code, pem: &str| {
        Case::new(code, clients)
            .variable("ACME_AUTH", "https://auth.example/")
            .variable("CLIENT_SECRET", "§")
            .file("ca.pem", pem)
    };
    vec![
        of("oauth2_no_private_key", "§", "§"),
        of("oauth2_key_encrypted", &pem("ENCRYPTED PRIVATE KEY"), "§"),
        of("oauth2_key_unusable", &pem("PRIVATE KEY"), "§"),
        authority("oauth2_no_certificate", "§"),
        authority("oauth2_certificate_unusable", &pem("CERTIFICATE")),
        of("oauth2_certificate_of_other_key", &good.key, &other.certificate)
            .secret(body(&good.key)),
        of("oauth2_certificate_expired", &old.key, &old.certificate).secret(body(&old.key)),
        Case::new("oauth2_part_missing", in_parts).variable("PARTS", "§"),
        Case::new("oauth2_not_assembled", not_assembled).variable("PARTS", "§"),
    ]
}

/// What is secret of a private key.
fn body(key: &str) -> String {
    key.lines().filter(|line| !line.starts_with('-')).collect::<Vec<_>>().join("\n")
}

/// Parts that no manifest has.
fn in_parts(_: &Loader, seen: &mut Seen) {
    let secret = github_token("oauth2_part_missing");
    let parts = [("client_secret", &*secret), ("client_id", "app")];
    let loader = observing(Loader::isolated());
    seen.credential(&load_kind(&oauth2_client_credentials::KIND, &parts, loader));
}

/// A handle of another version of this project.
fn not_assembled(_: &Loader, seen: &mut Seen) {
    static KIND: Kind = Kind::new("other", &[]);

    let secret = github_token("oauth2_not_assembled");
    let any = load_kind(&KIND, &[("client_secret", &*secret)], observing(Loader::isolated()));
    let client = OAuth2Credential { config: NO_CONFIG, __any: any };
    debug(&client);
    seen.result(client.token(), |error| error.code());
}
