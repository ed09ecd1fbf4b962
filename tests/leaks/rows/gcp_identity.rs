use super::gcp::{LOGIN, bare, found};
use crate::case::Case;

const OK: &str = "200 OK";
const BAD: &str = "400 Bad Request";
const NO: &str = "403 Forbidden";

/// The code, and what the file with credentials has.
const FILES: &[(&str, &str)] = &[
    ("gcp_credentials_file_invalid", "§"),
    ("gcp_credentials_file_invalid", r#"{"type": "service_account", "private_key": "§"}"#),
    (
        "gcp_credentials_file_invalid",
        r#"{"type": "external_account", "token_url": "§url", "audience": "§"}"#,
    ),
    ("gcp_credentials_unsupported", r#"{"type": "§", "private_key": "§"}"#),
    ("gcp_credentials_host", r#"{"type": "authorized_user", "token_uri": "https://§.example"}"#),
    ("gcp_credentials_host", r#"{"type": "authorized_user", "token_uri": "§"}"#),
    ("gcp_universe_mismatch", r#"{"type": "authorized_user", "universe_domain": "§"}"#),
    ("gcp_key_unusable", r#"{"type": "service_account", "client_email": "§", "private_key": "§"}"#),
    (
        "gcp_key_unusable",
        r#"{"type": "service_account", "client_email": "§", "private_key": "-----BEGIN PRIVATE KEY-----\n§64\n-----END PRIVATE KEY-----\n"}"#,
    ),
];

/// What a login is told.
const LOGINS: &[(&str, &str, &str)] = &[
    ("gcp_login_expired", BAD, r#"{"error": "invalid_grant", "error_description": "§"}"#),
    ("gcp_token_refused", BAD, r#"{"error": "§", "error_description": "§"}"#),
    ("gcp_token_answer_invalid", NO, "§"),
    ("gcp_token_answer_invalid", OK, r#"{"access_token": "§ §"}"#),
];

/// What the metadata server says, with the header or without.
const METADATA: &[(&str, &str)] = &[
    ("gcp_metadata_no_account", "404 §\r\nMetadata-Flavor: Google"),
    ("gcp_metadata_refused", "403 §\r\nMetadata-Flavor: Google"),
    ("gcp_metadata_invalid", "200 §\r\nMetadata-Flavor: §"),
    ("gcp_metadata_invalid", "200 §\r\nMetadata-Flavor: Google"),
];

/// Where the other issuer's token is.
const SUBJECTS: &[(&str, &str)] = &[
    ("gcp_subject_token", r#"{"file": "/run/§"}"#),
    (
        "gcp_subject_token",
        r#"{"file": "§dir/token", "format": {"type": "json", "subject_token_field_name": "§"}}"#,
    ),
    ("gcp_subject_token", r#"{"url": "http://§.example/"}"#),
    ("gcp_subject_token", r#"{"url": "§url/subject", "headers": {"X-§": "§"}}"#),
    ("gcp_executable_failed", r#"{"executable": {"command": "/nowhere/§"}}"#),
    ("gcp_executable_failed", r#"{"executable": {"command": "/bin/echo §"}}"#),
    ("gcp_executable_failed", r#"{"executable": {"command": "/bin/cat §dir/token /nowhere/§"}}"#),
    ("gcp_executable_failed", r#"{"executable": {"command": "/bin/cat §dir/no"}}"#),
    ("gcp_sts_refused", r#"{"file": "§dir/token"}"#),
];

fn named(code: &'static str, content: impl Into<Vec<u8>>) -> Case {
    bare(code)
        .file("credentials", content)
        .variable("GOOGLE_APPLICATION_CREDENTIALS", "§dir/credentials")
}

fn federated(source: &str) -> String {
    format!(
        r#"{{"type": "external_account", "audience": "§", "subject_token_type": "§", "token_url": "§url/sts", "credential_source": {source}}}"#
    )
}

pub(super) fn cases() -> Vec<Case> {
    let impersonated = format!(
        r#"{{"type": "impersonated_service_account", "source_credentials": {LOGIN}, "service_account_impersonation_url": "§url/impersonate/§"}}"#
    );
    let token = r#"{"access_token": "§"}"#;
    let denied = r#"{"error": {"status": "PERMISSION_DENIED", "message": "§"}}"#;
    let disabled = r#"{"error": {"status": "PERMISSION_DENIED", "details": [{"reason": "SERVICE_DISABLED", "x": "§"}]}}"#;
    let executable = federated(r#"{"executable": {"command": "/bin/echo §"}}"#);
    let mut cases = vec![
        bare("gcp_no_credentials").variable("NO_GCE_CHECK", "true").variable("SECRET_NAME", "§"),
        Case::new("gcp_project_missing", crate::sets::google)
            .file("login.json", LOGIN)
            .variable("GOOGLE_APPLICATION_CREDENTIALS", "§dir/login.json"),
        bare("gcp_file_insecure")
            .file_of_mode("credentials", LOGIN, 0o644)
            .variable("GOOGLE_APPLICATION_CREDENTIALS", "§dir/credentials"),
        named("gcp_executable_not_allowed", executable).answer("/sts", OK, token),
        named("gcp_impersonation_denied", &*impersonated).answer("/token", OK, token).answer(
            "/impersonate",
            NO,
            denied,
        ),
        named("gcp_api_disabled", &*impersonated)
            .note("impersonation")
            .answer("/token", OK, token)
            .answer("/impersonate", NO, disabled),
        named("gcp_token_answer_invalid", &*impersonated)
            .note("impersonation")
            .answer("/token", OK, token)
            .answer("/impersonate", OK, r#"{"accessToken": "§ §"}"#),
    ];
    for (at, (code, content)) in FILES.iter().enumerate() {
        cases.push(named(code, *content).note(format!("file {at}")).answer("/", OK, "§"));
    }
    for (at, (code, status, body)) in LOGINS.iter().enumerate() {
        cases.push(named(code, LOGIN).note(format!("login {at}")).answer("/token", status, body));
    }
    for (at, (code, head)) in METADATA.iter().enumerate() {
        let answer = format!("HTTP/1.1 {head}\r\n\r\n§");
        let case = bare(code).note(format!("metadata {at}")).variable("GCE_METADATA_HOST", "§host");
        cases.push(found(case.raw_answer("/computeMetadata", answer), "§"));
    }
    for (at, (code, source)) in SUBJECTS.iter().enumerate() {
        let case = named(code, federated(source))
            .note(format!("subject {at}"))
            .file("token", "§")
            .file("no", r#"{"version": 1, "success": false, "message": "§"}"#)
            .variable("GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES", "1");
        let case = case.answer("/subject", BAD, "§");
        cases.push(case.answer("/sts", BAD, r#"{"error": "§", "error_description": "§"}"#));
    }
    cases
}
