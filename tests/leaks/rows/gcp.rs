use std::time::Duration;

use data_encoding::BASE64;
use provider_credentials::{GcpBuilder, Loader};

use crate::case::{Case, Stage};
use crate::server::HANGS;
use crate::sets::google;

const OK: &str = "200 OK";
const BAD: &str = "400 Bad Request";
const NO: &str = "403 Forbidden";

pub(super) const STORE: &str = "/store";
const METADATA: &str = "/computeMetadata";

/// What the store says when it is asked for the secret: the code, the status, and what stands in `error`.
const REFUSALS: &[(&str, &str, &str)] = &[
    ("gcp_access_denied", NO, r#""status": "PERMISSION_DENIED", "message": "§""#),
    (
        "gcp_api_disabled",
        NO,
        r#""status": "PERMISSION_DENIED", "details": [{"reason": "SERVICE_DISABLED", "metadata": {"consumer": "§"}}]"#,
    ),
    (
        "gcp_billing_disabled",
        NO,
        r#""status": "PERMISSION_DENIED", "details": ["§", {"reason": "BILLING_DISABLED"}]"#,
    ),
    (
        "gcp_vpc_service_controls",
        NO,
        r#""status": "PERMISSION_DENIED", "message": "§ is prohibited by organization's policy""#,
    ),
    (
        "gcp_scope_missing",
        NO,
        r#""status": "PERMISSION_DENIED", "details": [{"reason": "ACCESS_TOKEN_SCOPE_INSUFFICIENT"}], "message": "§""#,
    ),
    (
        "gcp_quota_project_denied",
        NO,
        r#""status": "PERMISSION_DENIED", "details": [{"reason": "USER_PROJECT_DENIED"}], "message": "§""#,
    ),
    ("gcp_credentials_invalid", "401 §", r#""status": "UNAUTHENTICATED", "message": "§""#),
    ("gcp_not_found", "404 §", r#""status": "NOT_FOUND", "message": "§""#),
    ("gcp_not_found", "404 §", r#""status": "NOT_FOUND", "message": "Secret [§]""#),
    ("gcp_version_not_found", "404 §", r#""status": "NOT_FOUND", "message": "Secret Version [§]""#),
    (
        "gcp_version_disabled",
        BAD,
        r#""status": "FAILED_PRECONDITION", "message": "[§] is in DISABLED state""#,
    ),
    (
        "gcp_version_destroyed",
        BAD,
        r#""status": "FAILED_PRECONDITION", "message": "[§] is in DESTROYED state""#,
    ),
    ("gcp_kms_unusable", BAD, r#""status": "FAILED_PRECONDITION", "message": "KMS §""#),
    ("gcp_refused", BAD, r#""status": "§", "message": "§""#),
];

/// The whole answer.
const ANSWERS: &[(&str, &str, &str)] = &[
    ("gcp_throttled", "429 §", "§"),
    ("gcp_server_error", "500 §", "§"),
    ("gcp_answer_invalid", "404 §", "§"),
    ("gcp_answer_invalid", OK, "§"),
    ("gcp_answer_invalid", OK, r#"{"name": "§", "payload": {"data": "§!"}}"#),
    (
        "gcp_checksum_mismatch",
        OK,
        r#"{"name": "§", "payload": {"data": "§64", "dataCrc32c": "§"}}"#,
    ),
];

/// What the secret is: the code, and its content.
const CONTENTS: &[(&str, &str)] = &[
    ("key_not_found", r#"{"§": "§"}"#),
    ("key_not_scalar", r#"{"api_key": ["§"]}"#),
    ("value_scheme", "Bearer §"),
    ("gcp_checksum_missing", "§"),
];

const ENDPOINT: &str = "CLOUDSDK_API_ENDPOINT_OVERRIDES_SECRETMANAGER";

/// Settings that keep the store from being asked, or its answer from being taken.
const VARIABLES: &[(&str, &str, &str)] = &[
    ("gcp_name_invalid", "SECRET_NAME", "§/§"),
    ("gcp_name_invalid", "SECRET_VERSION", "§ §"),
    ("gcp_name_invalid", "GOOGLE_CLOUD_PROJECT", "§"),
    ("gcp_name_invalid", "GOOGLE_CLOUD_QUOTA_PROJECT", "§"),
    ("gcp_project_conflict", "SECRET_NAME", "projects/agents-prod/secrets/§"),
    ("gcp_version_conflict", "SECRET_NAME", "projects/agents-prod/secrets/§/versions/7"),
    ("gcp_endpoint_invalid", ENDPOINT, "§"),
    ("gcp_endpoint_invalid", ENDPOINT, "https://127.0.0.1:1/?§"),
    ("gcp_endpoint_insecure", ENDPOINT, "http://§.example"),
    ("gcp_unreachable", ENDPOINT, "http://127.0.0.1:1/§"),
    ("gcp_unreachable", ENDPOINT, "https://§.invalid"),
    ("gcp_tls", ENDPOINT, "https://§host"),
    ("gcp_credentials_file_missing", "GOOGLE_APPLICATION_CREDENTIALS", "/run/§"),
    ("gcp_metadata_host", "GCE_METADATA_HOST", "§ §"),
    ("gcp_metadata_unreachable", "GCE_METADATA_HOST", "127.0.0.1:1/§"),
];

/// Without a token.
pub(super) fn bare(code: &'static str) -> Case {
    Case::new(code, google)
        .variable(ENDPOINT, "§url/store")
        .variable("GOOGLE_CLOUD_PROJECT", "agents-prod")
}

/// With one of the metadata server.
fn asked(code: &'static str) -> Case {
    let token = r#"{"access_token": "§", "expires_in": 3600}"#;
    let answer = format!("HTTP/1.1 200 OK\r\nMetadata-Flavor: Google\r\n\r\n{token}");
    bare(code).variable("GCE_METADATA_HOST", "§host").raw_answer(METADATA, answer)
}

/// Whose secret has that content.
pub(super) fn found(case: Case, content: &str) -> Case {
    let content = BASE64.encode(content.replace('§', &case.sentinel()).as_bytes());
    let body = format!(
        r#"{{"name": "projects/1/secrets/§/versions/7", "payload": {{"data": "{content}"}}}}"#
    );
    case.answer(STORE, OK, &body)
}

/// What only a program can set.
fn built(loader: Loader, stage: &Stage<'_>) -> Loader {
    let endpoint = format!("{}/store", stage.url.replace("127.0.0.1", "0.0.0.0"));
    let login = stage.directory.join("login.json");
    let builder =
        GcpBuilder::new().project("agents-prod").endpoint(endpoint).credentials_file(login);
    let builder = builder.dangerously_allow_plain_http();
    println!("{builder:?}\n{builder:#?}");
    let source = builder.build().expect("settings");
    println!("{source:?}\n{source:#?}");
    loader.with_source("gcp_secret_manager", source)
}

pub(super) const LOGIN: &str = r#"{"type": "authorized_user", "client_id": "§", "client_secret": "§", "refresh_token": "§", "token_uri": "§url/token"}"#;

pub(super) fn cases() -> Vec<Case> {
    let plain = Case::new("gcp_plain_http", google).staged(built).file("login.json", LOGIN);
    let plain = plain.answer("/token", OK, r#"{"access_token": "§"}"#);
    let mut cases = vec![
        found(plain, "§"),
        asked("gcp_setting_not_text").variable("GCLOUD_PROJECT", *b"\xff\xc2\xa7"),
        asked("gcp_proxy")
            .variable(ENDPOINT, "https://secretmanager.example")
            .variable("HTTPS_PROXY", "socks5://user:§@127.0.0.1:1"),
        bare("gcp_tls")
            .note("authority")
            .tls()
            .file("login.json", LOGIN)
            .variable("GOOGLE_APPLICATION_CREDENTIALS", "§dir/login.json")
            .answer("/", OK, "§"),
        asked("gcp_timed_out")
            .loader(|loader| loader.source_timeout(Duration::from_millis(500)))
            .raw_answer(STORE, HANGS),
        asked("gcp_redirected").raw_answer(
            STORE,
            "HTTP/1.1 307 §\r\nLocation: https://§.example/\r\nContent-Length: 0\r\n\r\n",
        ),
        asked("gcp_answer_too_large")
            .raw_answer(STORE, "HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n{\"§\": "),
    ];
    for (at, (code, status, error)) in REFUSALS.iter().enumerate() {
        let body = format!("{{\"error\": {{{error}}}}}");
        cases.push(asked(code).note(format!("refusal {at}")).answer(STORE, status, &body));
    }
    for (at, (code, status, body)) in ANSWERS.iter().enumerate() {
        cases.push(asked(code).once().note(format!("answer {at}")).answer(STORE, status, body));
    }
    for (at, (code, content)) in CONTENTS.iter().enumerate() {
        cases.push(found(asked(code).note(format!("google {at}")), content));
    }
    for (at, (code, name, value)) in VARIABLES.iter().enumerate() {
        let case = asked(code).once().note(format!("variable {at}")).variable(name, *value);
        cases.push(found(case, "§"));
    }
    cases
}
