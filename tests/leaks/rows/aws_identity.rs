use std::fs::{create_dir, create_dir_all, rename};
use std::time::Duration;

use super::aws::{FOUND, STORE, bare};
use crate::case::Case;
use crate::server::HANGS;

const OK: &str = "200 OK";
const BAD: &str = "400 Bad Request";
const NO: &str = "403 Forbidden";
const ROLES: &str = "/roles";
const LOGIN: &str = "/federation/credentials";
const CONTAINER: &str = "/container";
const TOKEN: &str = "/latest/api/token";
const ROLES_OF_INSTANCE: &str = "/latest/meta-data/iam/security-credentials/";
const ROLE: &str = "/latest/meta-data/iam/security-credentials/agent";

/// The code, and what the file of profiles has, of which `mine` is the one that is used.
const PROFILES: &[(&str, &str)] = &[
    ("aws_config_malformed", "§"),
    ("aws_config_malformed", "[§"),
    ("aws_profile_not_found", "[profile §]\nregion = eu-west-1"),
    ("aws_profile_not_found", "[profile mine]\nrole_arn = §\nsource_profile = §"),
    ("aws_profile_invalid", "[profile mine]\nrole_arn = §"),
    ("aws_profile_invalid", "[profile mine]\nrole_arn = §\ncredential_source = §"),
    ("aws_profile_invalid", "[profile mine]\nrole_arn = §\nsource_profile = mine"),
    (
        "aws_profile_invalid",
        "[profile mine]\nrole_arn = §\nsource_profile = x\n[profile x]\nregion = §",
    ),
    ("aws_profile_invalid", "[profile mine]\nsso_start_url = §"),
    ("aws_profile_mfa", "[profile mine]\nrole_arn = §\nsource_profile = mine\nmfa_serial = §"),
    ("aws_login_session", "[profile mine]\nlogin_session = §"),
    ("aws_credentials_incomplete", "[profile mine]\naws_secret_access_key = §"),
    (
        "aws_credentials_malformed",
        "[profile mine]\naws_access_key_id = id\naws_secret_access_key = § §",
    ),
    ("aws_process_failed", "[profile mine]\ncredential_process = /nowhere/§"),
    ("aws_process_failed", "[profile mine]\ncredential_process = \"§"),
    (
        "aws_process_failed",
        "[profile mine]\ncredential_process = /bin/sh -c 'echo §; echo § >&2; exit 1'",
    ),
    ("aws_process_invalid", "[profile mine]\ncredential_process = /bin/echo §"),
    ("aws_process_invalid", "[profile mine]\ncredential_process = /bin/echo {\"Version\":\"§\"}"),
    (
        "aws_sso_expired",
        "[sso-session my-sso]\nsso_region = eu-west-1\n[profile mine]\nsso_session = my-sso\nsso_account_id = §\nsso_role_name = §",
    ),
];

/// Who may take a role, and what STS says to it.
const OF_ROLES: &[(&str, &str, &str)] = &[
    (
        "aws_assume_role_denied",
        NO,
        "<E><Error><Code>AccessDenied</Code><Message>§</Message></Error></E>",
    ),
    (
        "aws_credentials_invalid",
        NO,
        "<E><Error><Code>InvalidClientTokenId</Code><Message>§</Message></Error></E>",
    ),
    ("aws_refused", BAD, "<E><Error><Code>§</Code><Message>§</Message></Error></E>"),
    ("aws_answer_invalid", OK, "<R><AccessKeyId>§</AccessKeyId><SecretAccessKey>§</R>"),
    (
        "aws_answer_invalid",
        OK,
        "<R><AccessKeyId>§</AccessKeyId><SecretAccessKey>§</SecretAccessKey>\
         <SessionToken>§</SessionToken><Expiration>§</Expiration></R>",
    ),
];

/// The code, and a variable that is wrong.
const VARIABLES: &[(&str, &str, &str)] = &[
    ("aws_no_credentials", "AWS_ROLE_ARN", "§"),
    ("aws_profile_not_found", "AWS_PROFILE", "§"),
    ("aws_credentials_incomplete", "AWS_SECRET_ACCESS_KEY", "§"),
    ("aws_web_identity_incomplete", "AWS_WEB_IDENTITY_TOKEN_FILE", "/run/§"),
    ("aws_container_endpoint", "AWS_CONTAINER_CREDENTIALS_FULL_URI", "§"),
    ("aws_container_endpoint", "AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://§.example/"),
    ("aws_container_unreachable", "AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1:1/§"),
];

fn profile(code: &'static str, config: impl Into<Vec<u8>>) -> Case {
    bare(code).variable("AWS_PROFILE", "mine").file("config", config)
}

/// By a token of the cluster.
fn cluster(code: &'static str) -> Case {
    bare(code)
        .variable("AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/§")
        .variable("AWS_WEB_IDENTITY_TOKEN_FILE", "§dir/token")
}

fn container(code: &'static str) -> Case {
    bare(code)
        .variable("AWS_CONTAINER_CREDENTIALS_FULL_URI", "§url/container")
        .variable("AWS_CONTAINER_AUTHORIZATION_TOKEN", "§")
}

fn instance(code: &'static str) -> Case {
    bare(code)
        .variable("AWS_EC2_METADATA_DISABLED", "false")
        .variable("AWS_EC2_METADATA_SERVICE_ENDPOINT", "§url")
}

/// Whoever logged in with a browser: the command line left a token.
fn login(code: &'static str, expires: &str) -> Case {
    profile(
        code,
        "[sso-session my-sso]\nsso_region = eu-west-1\n[profile mine]\nsso_session = my-sso\n\
         sso_account_id = 123456789012\nsso_role_name = reader",
    )
    .variable("HOME", "§dir")
    .file("login", format!("{{\"accessToken\": \"§\", \"expiresAt\": \"{expires}\"}}"))
    .before(|directory| {
        let cache = directory.join(".aws/sso/cache");
        create_dir_all(&cache).expect("a directory");
        // SHA-1 of `my-sso`.
        let name = "0ad374308c5a4e22f723adf10145eafad7c4031c.json";
        rename(directory.join("login"), cache.join(name)).expect("a file");
    })
}

pub(super) fn cases() -> Vec<Case> {
    let mut cases = vec![
        bare("aws_config_unreadable")
            .file("credentials", "§")
            .before(|directory| create_dir(directory.join("config")).expect("a directory")),
        bare("aws_file_insecure").file_of_mode(
            "credentials",
            "[default]\naws_access_key_id = id\naws_secret_access_key = §\n",
            0o644,
        ),
        profile(
            "aws_process_failed",
            "[profile mine]\ncredential_process = /bin/sh -c 'sleep 2; echo §'",
        )
        .note("time")
        .loader(|loader| loader.source_timeout(Duration::from_millis(500))),
        cluster("aws_web_identity_file"),
        cluster("aws_web_identity_file").note("not text").file("token", *b"\xff\xc2\xa7"),
        cluster("aws_web_identity_refused").file("token", "§").answer(
            ROLES,
            BAD,
            "<E><Error><Code>InvalidIdentityToken</Code><Message>§</Message></Error></E>",
        ),
        cluster("aws_assume_role_denied").note("token").file("token", "§").answer(
            ROLES,
            NO,
            "<E><Error><Code>AccessDenied</Code><Message>§</Message></Error></E>",
        ),
        container("aws_container_token")
            .variable("AWS_CONTAINER_AUTHORIZATION_TOKEN", "§\n§")
            .answer("/", OK, "§"),
        container("aws_container_token")
            .note("file")
            .variable("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "§dir/none")
            .answer("/", OK, "§"),
        container("aws_container_refused").answer(CONTAINER, "401 §", "{\"message\": \"§\"}"),
        container("aws_credentials_answer_invalid").answer(
            CONTAINER,
            OK,
            "{\"AccessKeyId\": \"§\"}",
        ),
        instance("aws_imds_endpoint").variable("AWS_EC2_METADATA_SERVICE_ENDPOINT", "§"),
        instance("aws_imds_hop_limit").once().raw_answer(TOKEN, HANGS).answer("/", OK, "§"),
        instance("aws_imds_unavailable").answer(TOKEN, "500 §", "§"),
        container("aws_container_unreachable").note("busy").answer(CONTAINER, "503 §", "§"),
        instance("aws_imds_refused").note("role").answer(TOKEN, OK, "§").answer(
            ROLES_OF_INSTANCE,
            NO,
            "§",
        ),
        instance("aws_imds_no_role").answer(TOKEN, OK, "§").answer(ROLES_OF_INSTANCE, "404 §", "§"),
        instance("aws_credentials_answer_invalid")
            .note("instance")
            .answer(TOKEN, OK, "§")
            .answer(ROLE, OK, "{\"Code\": \"§\", \"AccessKeyId\": \"§\"}")
            .answer(ROLES_OF_INSTANCE, OK, "agent"),
        login("aws_sso_denied", "2099-01-01T00:00:00Z").answer(LOGIN, NO, "{\"message\": \"§\"}"),
        login("aws_sso_expired", "2099-01-01T00:00:00Z").note("refused").answer(
            LOGIN,
            "401 §",
            "{\"message\": \"§\"}",
        ),
        login("aws_sso_expired", "2020-01-01T00:00:00Z").note("ended"),
        login("aws_sso_expired", "§").note("no time"),
        login("aws_answer_invalid", "2099-01-01T00:00:00Z").note("login").answer(
            LOGIN,
            OK,
            "{\"roleCredentials\": {\"accessKeyId\": \"§\", \"secretAccessKey\": \"§\"}}",
        ),
        // With credentials of a container, the secret is had.
        container("key_not_found")
            .note("container")
            .answer(
                CONTAINER,
                OK,
                "{\"AccessKeyId\": \"id\", \"SecretAccessKey\": \"§\", \"Token\": \"§\"}",
            )
            .answer(STORE, OK, &FOUND.replace("api_key", "§")),
    ];
    for (at, (code, config)) in PROFILES.iter().enumerate() {
        let case = profile(code, *config).note(format!("profile {at}"));
        cases.push(case.answer("/", OK, "§"));
    }
    for (at, (code, status, body)) in OF_ROLES.iter().enumerate() {
        let config = "[profile mine]\nrole_arn = §\nsource_profile = mine\n\
                      aws_access_key_id = id\naws_secret_access_key = §\nexternal_id = §";
        let case = profile(code, config).note(format!("role {at}"));
        cases.push(case.answer(ROLES, status, body));
    }
    for (at, (code, name, value)) in VARIABLES.iter().enumerate() {
        cases.push(bare(code).note(format!("identity {at}")).variable(name, *value));
    }
    cases
}
