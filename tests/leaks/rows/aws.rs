use std::env;
use std::path::PathBuf;
use std::time::Duration;

use provider_credentials::{AwsBuilder, Loader, Opener, Source};
use provider_credentials_core::testing::load_from;

use crate::case::{Case, Stage};
use crate::seen::Seen;
use crate::server::HANGS;
use crate::sets::amazon;
use crate::support::write_secret;

const OK: &str = "200 OK";
const BAD: &str = "400 Bad Request";
const NO: &str = "403 Forbidden";

pub(super) const STORE: &str = "/store";
pub(super) const PARAMETERS: &str = "/parameters";

/// What the secret is when all is well. Its version is an ID, which is shown.
pub(super) const FOUND: &str =
    r#"{"Name": "app", "VersionId": "1", "SecretString": "{\"api_key\": \"§\"}"}"#;

/// What the store says when it is asked for the secret: the code, the status, the body.
const ANSWERS: &[(&str, &str, &str)] = &[
    ("aws_access_denied", BAD, r#"{"__type": "AccessDeniedException", "message": "§"}"#),
    ("aws_kms_denied", BAD, r#"{"__type": "AccessDeniedException", "message": "§ KMS"}"#),
    ("aws_kms_unusable", BAD, r#"{"__type": "x#KMSDisabledException:§", "message": "§"}"#),
    ("aws_not_found", BAD, r#"{"__type": "§#ResourceNotFoundException", "message": "§"}"#),
    (
        "aws_version_not_found",
        BAD,
        r#"{"__type": "ResourceNotFoundException", "message": "§ staging label"}"#,
    ),
    (
        "aws_secret_deleted",
        BAD,
        r#"{"__type": "InvalidRequestException", "message": "§ was marked for deletion"}"#,
    ),
    ("aws_refused", BAD, r#"{"__type": "§", "message": "§"}"#),
    ("aws_throttled", BAD, r#"{"__type": "ThrottlingException", "message": "§"}"#),
    ("aws_throttled", "429 §", "§"),
    ("aws_server_error", "500 §", "§"),
    ("aws_expired_token", NO, r#"{"__type": "ExpiredTokenException", "message": "§"}"#),
    ("aws_credentials_invalid", NO, r#"{"__type": "UnrecognizedClientException", "x": "§"}"#),
    ("aws_signature_mismatch", NO, r#"{"__type": "SignatureDoesNotMatch", "message": "§"}"#),
    (
        "aws_clock_skew",
        NO,
        r#"{"__type": "InvalidSignatureException", "message": "Signature expired: §"}"#,
    ),
    ("aws_answer_invalid", "404 §", "§"),
    ("aws_answer_invalid", OK, "§"),
    ("aws_answer_invalid", OK, r#"{"SecretString": {"§": "§"}}"#),
    ("aws_answer_invalid", OK, r#"{"SecretBinary": "§!"}"#),
    ("key_not_found", OK, r#"{"SecretString": "{\"§\": \"§\"}"}"#),
    ("key_not_scalar", OK, r#"{"SecretString": "{\"api_key\": [\"§\"]}"}"#),
    ("value_scheme", OK, r#"{"VersionId": "1", "SecretString": "Bearer §"}"#),
];

/// The same of parameters.
const OF_PARAMETERS: &[(&str, &str, &str)] = &[
    ("aws_access_denied", BAD, r#"{"__type": "AccessDeniedException", "message": "§"}"#),
    ("aws_not_found", BAD, r#"{"__type": "ParameterNotFound", "message": "§"}"#),
    ("aws_not_found", OK, r#"{"Parameters": [], "InvalidParameters": ["/app", "§"]}"#),
    ("aws_version_not_found", BAD, r#"{"__type": "ParameterVersionNotFound", "message": "§"}"#),
    ("aws_answer_invalid", OK, r#"{"Parameters": [{"Name": "§", "Value": "§"}]}"#),
    (
        "value_scheme",
        OK,
        r#"{"Parameters": [{"Name": "/app", "Value": "Bearer §", "Version": "§"}]}"#,
    ),
];

/// Settings that keep the store from being asked, or its answer from being taken.
const VARIABLES: &[(&str, &str, &str)] = &[
    ("aws_region_invalid", "AWS_REGION", "§ x"),
    ("aws_arn_invalid", "SECRET_NAME", "arn:§"),
    ("aws_arn_invalid", "SECRET_NAME", "arn:aws:ssm:eu-west-1:123456789012:parameter/§"),
    ("aws_region_conflict", "SECRET_NAME", "arn:aws:secretsmanager:us-east-1:1:secret:§"),
    ("aws_endpoint_invalid", "AWS_ENDPOINT_URL_SECRETS_MANAGER", "§"),
    ("aws_endpoint_invalid", "AWS_ENDPOINT_URL_SECRETS_MANAGER", "https://127.0.0.1:1/?§"),
    ("aws_endpoint_insecure", "AWS_ENDPOINT_URL_SECRETS_MANAGER", "http://§.example"),
    ("aws_unreachable", "AWS_ENDPOINT_URL_SECRETS_MANAGER", "http://127.0.0.1:1/§"),
    ("aws_unreachable", "AWS_ENDPOINT_URL_SECRETS_MANAGER", "https://§.invalid"),
    ("aws_tls", "AWS_ENDPOINT_URL_SECRETS_MANAGER", "https://§host"),
    ("aws_authority_invalid", "AWS_CA_BUNDLE", "/run/§"),
    ("aws_credentials_malformed", "AWS_SECRET_ACCESS_KEY", "§ x"),
    ("aws_credentials_malformed", "AWS_SESSION_TOKEN", "§ x"),
    ("aws_credentials_malformed", "AWS_CREDENTIAL_EXPIRATION", "§"),
];

/// Without credentials.
pub(super) fn bare(code: &'static str) -> Case {
    Case::new(code, amazon)
        .variable("AWS_ENDPOINT_URL_SECRETS_MANAGER", "§url/store")
        .variable("AWS_ENDPOINT_URL_SSM", "§url/parameters")
        .variable("AWS_ENDPOINT_URL_STS", "§url/roles")
        .variable("AWS_ENDPOINT_URL_SSO", "§url")
        .variable("AWS_REGION", "eu-west-1")
        .variable("AWS_MAX_ATTEMPTS", "1")
        .variable("AWS_EC2_METADATA_DISABLED", "true")
        .variable("AWS_CONFIG_FILE", "§dir/config")
        .variable("AWS_SHARED_CREDENTIALS_FILE", "§dir/credentials")
}

/// With good ones.
fn asked(code: &'static str) -> Case {
    bare(code)
        .variable("AWS_ACCESS_KEY_ID", "id-of-the-test")
        .variable("AWS_SECRET_ACCESS_KEY", "§")
        .variable("AWS_SESSION_TOKEN", "§")
}

/// What only a program can set, with a profile in the file that the variable of this process names.
fn built(loader: Loader, stage: &Stage<'_>) -> Loader {
    let config = PathBuf::from(env::var_os("AWS_CONFIG_FILE").expect("a path"));
    let (secret, url) = (stage.secret, stage.url.replace("127.0.0.1", "0.0.0.0"));
    let content = format!(
        "[profile plain]\nregion = eu-west-1\naws_access_key_id = id-of-the-test\n\
         aws_secret_access_key = {secret}\nendpoint_url = {url}\n"
    );
    write_secret(&config, content);
    let builder = AwsBuilder::new().from_environment().profile("plain");
    let builder = builder.dangerously_allow_plain_http();
    println!("{builder:?}\n{builder:#?}");
    let aws = builder.build().expect("settings");
    println!("{aws:?}\n{aws:#?}");
    loader.with_source("aws_secrets_manager", aws.secrets_manager())
}

static STORE_OF_A_PROGRAM: Opener<dyn Source> = Opener::new("store", &[], |_| {
    let aws = AwsBuilder::new().build()?;
    Ok(Box::new(aws.secrets_manager()))
});

/// What no manifest can say.
fn two_versions(loader: &Loader, seen: &mut Seen) {
    let params = [("secret", "app"), ("version_stage", "AWSPREVIOUS"), ("version_id", "1")];
    seen.credential(&load_from(&STORE_OF_A_PROGRAM, &params, &[], loader));
}

pub(super) fn cases() -> Vec<Case> {
    let date = "Date: Mon, 31 Dec 2096 00:00:00 GMT\r\nContent-Type: application/json";
    let skewed = r#"{"__type": "InvalidSignatureException", "message": "Signature expired: §"}"#;
    let mut cases = vec![
        asked("aws_region_missing").variable("AWS_REGION", ""),
        asked("aws_setting_not_text").variable("AWS_PROFILE", *b"\xff\xc2\xa7"),
        asked("aws_authority_invalid")
            .note("file")
            .file("ca.pem", "§")
            .variable("AWS_CA_BUNDLE", "§dir/ca.pem"),
        asked("aws_proxy")
            .variable("AWS_ENDPOINT_URL_SECRETS_MANAGER", "https://aws.example")
            .variable("HTTPS_PROXY", "socks5://user:§@127.0.0.1:1"),
        asked("aws_tls").note("authority").tls().answer("/", OK, FOUND),
        asked("aws_timed_out")
            .loader(|loader| loader.source_timeout(Duration::from_millis(500)))
            .raw_answer("/", HANGS),
        asked("aws_redirected").raw_answer(
            STORE,
            "HTTP/1.1 307 §\r\nLocation: https://§.example/\r\nContent-Length: 0\r\n\r\n",
        ),
        asked("aws_answer_too_large")
            .raw_answer(STORE, "HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n{\"§\": "),
        asked("aws_clock_off")
            .raw_answer("once /store", format!("HTTP/1.1 403 §\r\n{date}\r\n\r\n{skewed}"))
            .answer(STORE, OK, FOUND),
        asked("aws_plain_http").staged(built).answer("/", OK, FOUND),
        Case::new("aws_stage_and_id", two_versions).variable("AWS_SECRET_ACCESS_KEY", "§"),
    ];
    for (at, (code, status, body)) in ANSWERS.iter().enumerate() {
        cases.push(asked(code).note(format!("answer {at}")).answer(STORE, status, body));
    }
    for (at, (code, status, body)) in OF_PARAMETERS.iter().enumerate() {
        cases.push(asked(code).note(format!("parameter {at}")).answer(PARAMETERS, status, body));
    }
    for (at, (code, name, value)) in VARIABLES.iter().enumerate() {
        let case = asked(code).note(format!("variable {at}")).variable(name, *value);
        cases.push(case.answer("/", OK, FOUND));
    }
    cases
}
