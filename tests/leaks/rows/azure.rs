use std::time::Duration;

use crate::case::Case;
use crate::server::HANGS;
use crate::sets::azure;

const OK: &str = "200 OK";
const NO: &str = "401 §";
const BAD: &str = "400 §";

const TENANT: &str = "72f988bf-86f1-41af-91ab-2d7cd011db47";
pub(super) const OF_TENANT: &str = "/72f988bf-86f1-41af-91ab-2d7cd011db47";
const VAULT: &str = "/secrets";

/// What a vault says to whoever has no token yet.
pub(super) const CHALLENGE: &str = "HTTP/1.1 401 §\r\nWWW-Authenticate: Bearer \
     authorization=\"https://login.microsoftonline.com/72f988bf-86f1-41af-91ab-2d7cd011db47\", \
     resource=\"https://vault.azure.net\"\r\nContent-Type: application/json\r\n\r\n{\"error\": \"§\"}";
pub(super) const TOKEN: &str =
    r#"{"access_token": "§", "expires_in": 3600, "token_type": "Bearer"}"#;

/// What a vault says when it is asked for the secret: the code, the status, the body.
const ANSWERS: &[(&str, &str, &str)] = &[
    (
        "azure_access_denied",
        "403 §",
        r#"{"error": {"code": "Forbidden", "message": "§", "innererror": {"code": "§"}}}"#,
    ),
    (
        "azure_secret_disabled",
        "403 §",
        r#"{"error": {"code": "§", "message": "§", "innererror": {"code": "SecretDisabled"}}}"#,
    ),
    (
        "azure_firewall",
        "403 §",
        r#"{"error": {"code": "§", "innererror": {"code": "ForbiddenByFirewall"}}}"#,
    ),
    ("azure_not_found", "404 §", r#"{"error": {"code": "SecretNotFound", "message": "§"}}"#),
    (
        "azure_version_not_found",
        "404 §",
        r#"{"error": {"code": "SecretNotFound", "message": "§"}}"#,
    ),
    ("azure_refused", BAD, r#"{"error": {"code": "§", "message": "§"}}"#),
    ("azure_token_refused", NO, r#"{"error": {"code": "Unauthorized", "message": "§"}}"#),
    ("azure_other_tenant", NO, r#"{"error": {"code": "Unauthorized", "message": "AKV10032: §"}}"#),
    ("azure_throttled", "429 §", "§"),
    ("azure_server_error", "500 §", "§"),
    ("azure_answer_invalid", "403 §", "§"),
    ("azure_answer_invalid", OK, "§"),
    ("azure_answer_invalid", OK, r#"{"id": "§", "value": {"§": "§"}}"#),
    ("key_not_found", OK, r#"{"id": "§/§", "value": "{\"§\": \"§\"}"}"#),
    ("value_scheme", OK, r#"{"id": "x/§", "value": "Bearer §"}"#),
    ("azure_secret_expired", OK, r#"{"id": "§", "value": "§", "attributes": {"exp": 1}}"#),
    (
        "azure_secret_not_yet_valid",
        OK,
        r#"{"id": "§", "value": "§", "attributes": {"nbf": 9000000000}}"#,
    ),
];

/// What Entra ID says when it is asked for a token.
const OF_ENTRA: &[(&str, &str, &str)] = &[
    ("azure_client_secret", NO, r#"{"error": "§", "error_codes": [7000215]}"#),
    ("azure_client_secret", NO, r#"{"error": "§", "error_codes": [7000222]}"#),
    ("azure_client_unknown", BAD, r#"{"error": "§", "error_codes": [700016]}"#),
    ("azure_tenant_unknown", BAD, r#"{"error": "§", "error_codes": [90002]}"#),
    (
        "azure_entra_refused",
        BAD,
        r#"{"error": "§", "error_codes": ["§"], "error_description": "§"}"#,
    ),
    ("azure_entra_unavailable", "503 §", "§"),
    ("azure_entra_answer_invalid", BAD, "§"),
    ("azure_entra_answer_invalid", OK, r#"{"access_token": "§ §"}"#),
    ("azure_entra_answer_invalid", OK, r#"{"access_token": "§", "token_type": "§"}"#),
];

/// Settings that keep a vault or a token from being asked for.
const VARIABLES: &[(&str, &str, &str)] = &[
    ("azure_vault_invalid", "VAULT_NAME", "§"),
    ("azure_vault_invalid", "VAULT_NAME", "https://§.example"),
    ("azure_secret_invalid", "SECRET_NAME", "§"),
    ("azure_secret_invalid", "SECRET_VERSION", "§"),
    ("azure_ca_bundle", "REQUESTS_CA_BUNDLE", "/run/§"),
    ("azure_proxy", "HTTPS_PROXY", "socks5://user:§@127.0.0.1:1"),
    ("azure_unreachable", "HTTPS_PROXY", "http://user:§@127.0.0.1:1"),
    ("azure_tls", "REQUESTS_CA_BUNDLE", ""),
    ("azure_authority_host", "AZURE_AUTHORITY_HOST", "http://§.example"),
    ("azure_entra_unreachable", "NO_PROXY", "login.microsoftonline.com"),
    ("azure_token_credentials", "AZURE_TOKEN_CREDENTIALS", "§"),
    ("azure_credentials_incomplete", "AZURE_TENANT_ID", ""),
    ("azure_tenant_unknown", "AZURE_TENANT_ID", "§ x"),
    ("azure_no_credentials", "AZURE_TOKEN_CREDENTIALS", "WorkloadIdentityCredential"),
];

/// Without credentials.
fn bare(code: &'static str) -> Case {
    behind(Case::new(code, azure)).raw_answer("once /secrets", CHALLENGE)
}

/// With the way to the server.
fn behind(case: Case) -> Case {
    case.behind_front(&["*.vault.azure.net", "login.microsoftonline.com"])
        .once()
        .variable("HTTPS_PROXY", "§front")
        .variable("REQUESTS_CA_BUNDLE", "§authority")
        .variable("AZURE_POD_IDENTITY_AUTHORITY_HOST", "http://127.0.0.1:1")
        .variable("AZURE_CLIENT_ID", "§")
}

/// With those of an application.
fn asked(code: &'static str) -> Case {
    of_application(bare(code))
}

fn of_application(case: Case) -> Case {
    case.variable("AZURE_TENANT_ID", TENANT).variable("AZURE_CLIENT_SECRET", "§")
}

/// The same for another load.
pub(super) fn asked_by(case: Case) -> Case {
    of_application(behind(case))
}

/// With a managed identity.
fn app(code: &'static str) -> Case {
    bare(code).variable("IDENTITY_ENDPOINT", "§url/msi").variable("IDENTITY_HEADER", "§")
}

fn arc(code: &'static str, realm: &str) -> Case {
    bare(code)
        .variable("AZURE_CLIENT_ID", "")
        .variable("IDENTITY_ENDPOINT", "§url/arc")
        .variable("IMDS_ENDPOINT", "§url")
        .raw_answer(
            "/arc",
            format!("HTTP/1.1 401 §\r\nWWW-Authenticate: Basic realm={realm}\r\nContent-Length: 0\r\n\r\n"),
        )
}

fn cluster(code: &'static str) -> Case {
    bare(code)
        .variable("AZURE_TENANT_ID", TENANT)
        .variable("AZURE_FEDERATED_TOKEN_FILE", "§dir/token")
}

fn login(code: &'static str, name: &'static str) -> Case {
    let script = "#!/bin/sh\necho '{\"accessToken\": \"§ §\"}'; echo '§' >&2; exit 0\n";
    bare(code).variable("PATH", "§dir").file_of_mode(name, script, 0o755)
}

pub(super) fn cases() -> Vec<Case> {
    let certificate = || {
        bare("azure_certificate")
            .variable("AZURE_TENANT_ID", TENANT)
            .variable("AZURE_CLIENT_CERTIFICATE_PATH", "§dir/client.pem")
    };
    let elsewhere = "HTTP/1.1 307 §\r\nLocation: https://§.example/\r\nContent-Length: 0\r\n\r\n";
    let mut cases = vec![
        asked("azure_setting_not_text").variable("AZURE_CLIENT_ID", *b"\xff\xc2\xa7"),
        asked("azure_timed_out")
            .note("secret")
            .loader(|loader| loader.source_timeout(Duration::from_millis(500)))
            .answer(OF_TENANT, OK, TOKEN)
            .raw_answer(VAULT, HANGS),
        asked("azure_redirected").answer(OF_TENANT, OK, TOKEN).raw_answer(VAULT, elsewhere),
        asked("azure_answer_too_large")
            .answer(OF_TENANT, OK, TOKEN)
            .raw_answer(VAULT, "HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n{\"§\": "),
        Case::new("azure_challenge_resource", azure)
            .behind_front(&["*.vault.azure.net"])
            .variable("HTTPS_PROXY", "§front")
            .variable("REQUESTS_CA_BUNDLE", "§authority")
            .raw_answer(VAULT, CHALLENGE.replace("https://vault.azure.net", "https://§.example")),
        Case::new("azure_challenge_invalid", azure)
            .behind_front(&["*.vault.azure.net"])
            .variable("HTTPS_PROXY", "§front")
            .variable("REQUESTS_CA_BUNDLE", "§authority")
            .raw_answer(
                VAULT,
                "HTTP/1.1 401 §\r\nWWW-Authenticate: Bearer §\r\nContent-Length: 0\r\n\r\n",
            ),
        certificate(),
        certificate().note("no PEM").file("client.pem", "§"),
        certificate()
            .note("refused by the rules for files")
            .file("client.pem", "-----BEGIN CERTIFICATE-----\n§\n-----END CERTIFICATE-----\n"),
        cluster("azure_federation_incomplete").variable("AZURE_TENANT_ID", ""),
        cluster("azure_federated_token_file"),
        cluster("azure_federated_token_file").note("not text").file("token", *b"\xff\xc2\xa7"),
        cluster("azure_federation_refused").file("token", "§").answer(
            OF_TENANT,
            NO,
            r#"{"error": "§", "error_codes": [700213], "error_description": "§"}"#,
        ),
        app("azure_identity_endpoint").variable("IDENTITY_ENDPOINT", "http://§.example"),
        app("azure_identity_endpoint").note("header").variable("IDENTITY_HEADER", "§\n§"),
        app("azure_identity_unreachable").variable("IDENTITY_ENDPOINT", "http://127.0.0.1:1/§"),
        app("azure_identity_unsupported").variable("IDENTITY_SERVER_THUMBPRINT", "§"),
        app("azure_identity_missing").answer("/msi", BAD, "{\"error\": \"§\"}"),
        app("azure_identity_refused").answer("/msi", "403 §", "§"),
        app("azure_identity_unavailable").answer("/msi", "503 §", "§"),
        bare("azure_identity_missing").note("the only one").variable("MSI_ENDPOINT", "§url/msi"),
        bare("azure_identity_unsupported")
            .note("password")
            .variable("AZURE_USERNAME", "§")
            .variable("AZURE_PASSWORD", "§"),
        app("azure_identity_answer_invalid").answer("/msi", OK, "{\"§\": \"§\"}"),
        // With an identity, the secret is had.
        app("key_not_found").note("identity").answer("/msi", OK, TOKEN).answer(
            VAULT,
            OK,
            r#"{"id": "§", "value": "{\"§\": \"§\"}"}"#,
        ),
        arc("azure_arc_key", "/etc/§"),
        arc("azure_arc_key", "/var/opt/azcmagent/tokens/§.key").note("not there"),
        login("azure_cli", "az"),
        login("azure_developer_cli", "azd"),
    ];
    for (at, (code, status, body)) in ANSWERS.iter().enumerate() {
        let case = asked(code).note(format!("answer {at}")).answer(OF_TENANT, OK, TOKEN);
        cases.push(case.answer(VAULT, status, body));
    }
    for (at, (code, status, body)) in OF_ENTRA.iter().enumerate() {
        cases.push(asked(code).note(format!("token {at}")).answer(OF_TENANT, status, body));
    }
    for (at, (code, name, value)) in VARIABLES.iter().enumerate() {
        let case = asked(code).note(format!("variable {at}")).variable(name, *value);
        cases.push(case.answer(OF_TENANT, OK, TOKEN));
    }
    cases
}
