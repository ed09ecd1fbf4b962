use std::thread::sleep;
use std::time::Duration;

use provider_credentials::{AuthValue, Loader, VaultAuth, VaultBuilder};

use crate::case::{Case, Stage};
use crate::seen::Seen;
use crate::server::HANGS;
use crate::sets::vaults;

const OK: &str = "200 OK";
const LOOK_UP: &str = "/v1/auth/token/lookup-self";
const LOOK_UP_ONCE: &str = "once /v1/auth/token/lookup-self";
const MOUNTS: &str = "/v1/sys/internal/ui/mounts/";
const SECRET: &str = "/v1/secret/data/";
const LOGIN: &str = "/v1/auth/approle/login";
const UNWRAP: &str = "/v1/sys/wrapping/unwrap";
const SEAL: &str = "/v1/sys/seal-status";

/// What the server says when it is asked for the secret.
const ANSWERS: &[(&str, &str, &str)] = &[
    ("vault_refused", "400 Bad Request", "{\"errors\": [\"§\"]}"),
    ("vault_permission_denied", "403 Forbidden", "{\"errors\": [\"§\"]}"),
    ("vault_not_found", "404 Not Found", "{\"errors\": [\"§\"]}"),
    ("vault_version_not_found", "404 Not Found", "{\"errors\": [\"§\"]}"),
    (
        "vault_version_deleted",
        "404 Not Found",
        "{\"data\": {\"data\": null, \"metadata\": {\"custom_metadata\": \"§\"}}}",
    ),
    (
        "vault_version_destroyed",
        "404 Not Found",
        "{\"data\": {\"data\": null, \"metadata\": {\"destroyed\": true, \"custom_metadata\": \"§\"}}}",
    ),
    ("vault_not_readable", "405 Method Not Allowed", "§"),
    ("vault_overloaded", "429 Too Many Requests", "§"),
    ("vault_standby", "472 §", "§"),
    ("vault_server_error", "500 §", "§"),
    ("vault_answer_invalid", OK, "§"),
    ("vault_answer_invalid", OK, "{\"data\": {\"data\": \"§\"}}"),
    ("vault_no_keys", OK, "{\"data\": {\"data\": {}, \"metadata\": {\"version\": \"§\"}}}"),
    ("vault_key_needed", OK, "{\"data\": {\"data\": {\"§\": \"§\", \"other\": \"§\"}}}"),
    ("vault_value_not_scalar", OK, "{\"data\": {\"data\": {\"§\": [\"§\"]}}}"),
    ("key_not_found", OK, "{\"data\": {\"data\": {\"§\": \"§\"}}}"),
    ("key_not_scalar", OK, "{\"data\": {\"data\": {\"api_key\": [\"§\"]}}}"),
    (
        "value_scheme",
        OK,
        "{\"data\": {\"data\": {\"api_key\": \"Bearer §\"}, \"metadata\": {\"version\": \"§\"}}}",
    ),
];

/// Variables that keep it from being asked at all.
const VARIABLES: &[(&str, &str, &str)] = &[
    ("vault_address_invalid", "VAULT_ADDR", "§"),
    ("vault_address_insecure", "VAULT_ADDR", "http://§.example"),
    ("vault_unreachable", "VAULT_ADDR", "http://127.0.0.1:1/§"),
    ("vault_unreachable", "VAULT_ADDR", "https://§.invalid"),
    ("vault_skip_verify", "VAULT_SKIP_VERIFY", "§"),
    ("vault_authority_invalid", "VAULT_CACERT_BYTES", "§"),
    ("vault_authority_unreadable", "VAULT_CACERT", "/run/§"),
    ("vault_authority_unreadable", "VAULT_CAPATH", "/run/§"),
    ("vault_server_name_invalid", "VAULT_TLS_SERVER_NAME", "§ x"),
    ("vault_client_certificate_alone", "VAULT_CLIENT_CERT", "/run/§"),
    ("vault_client_certificate_alone", "VAULT_CLIENT_KEY", "§"),
    ("vault_token_malformed", "VAULT_TOKEN", "§ x"),
    ("vault_path_invalid", "SECRET_NAME", "../§"),
    ("vault_path_has_data", "SECRET_NAME", "data/§"),
    ("vault_namespace_invalid", "SECRET_NAMESPACE", "§ é"),
    ("vault_namespace_invalid", "VAULT_NAMESPACE", "§ é"),
    ("vault_tls", "VAULT_ADDR", "https://§host"),
];

/// With a token that is good, and what the server says but for the secret.
fn asked(code: &'static str) -> Case {
    Case::new(code, vaults).variable("VAULT_ADDR", "§url").variable("VAULT_TOKEN", "§")
}

/// At the end: the first answer that fits is given.
fn served(case: Case) -> Case {
    case.answer(LOOK_UP, OK, "{\"data\": {\"id\": \"§\", \"ttl\": 0, \"renewable\": false}}").answer(
        MOUNTS,
        OK,
        "{\"data\": {\"path\": \"secret/\", \"type\": \"kv\", \"options\": {\"version\": \"2\"}}}",
    )
}

fn built(
    code: &'static str,
    build: impl Fn(VaultBuilder, &Stage<'_>) -> VaultBuilder + Send + Sync + 'static,
) -> Case {
    Case::new(code, vaults).variable("UNUSED", "§").staged(move |loader, stage| {
        let builder = build(VaultBuilder::new().address(stage.url), stage);
        println!("{builder:?}\n{builder:#?}");
        register(loader, builder)
    })
}

fn register(loader: Loader, builder: VaultBuilder) -> Loader {
    match builder.build() {
        Ok(vault) => {
            println!("{vault:?}\n{vault:#?}");
            loader.with_source("vault", vault)
        }
        Err(error) => {
            println!("{error}\n{error:?}\n{error:#?}");
            loader.with_source("vault", Refused(error))
        }
    }
}

/// Loads once more when the token has ended.
fn twice(loader: &Loader, seen: &mut Seen) {
    vaults(loader, seen);
    sleep(Duration::from_millis(1100));
    vaults(loader, seen);
}

/// What a program has that goes on without its store.
struct Refused(provider_credentials::SourceError);

impl provider_credentials::Source for Refused {
    fn fetch(&self, requests: &mut [provider_credentials::SourceRequest]) {
        for request in requests {
            request.answer(Err(self.0));
        }
    }
}

fn given(stage: &Stage<'_>) -> AuthValue {
    AuthValue::given(stage.secret)
}

fn app_role(builder: VaultBuilder, stage: &Stage<'_>) -> VaultBuilder {
    builder.auth(VaultAuth::app_role(given(stage), given(stage)))
}

pub(crate) fn cases() -> Vec<Case> {
    let mut cases = vec![
        Case::new("vault_no_address", vaults).variable("VAULT_TOKEN", "§"),
        Case::new("vault_no_token", vaults)
            .variable("VAULT_ADDR", "§url")
            .variable("VAULT_TOKENS", "§")
            .answer("/", OK, "§"),
        asked("vault_setting_not_text").variable("VAULT_NAMESPACE", *b"\xff\xc2\xa7"),
        asked("vault_client_certificate_invalid")
            .file("cert.pem", "§")
            .file("key.pem", "§")
            .variable("VAULT_CLIENT_CERT", "§dir/cert.pem")
            .variable("VAULT_CLIENT_KEY", "§dir/key.pem")
            .answer("/", OK, "§"),
        Case::new("vault_token_file_insecure", vaults)
            .variable("VAULT_ADDR", "§url")
            .variable("HOME", "§dir")
            .file_of_mode(".vault-token", "§", 0o644)
            .answer("/", OK, "§"),
        Case::new("vault_proxy", vaults)
            .variable("VAULT_ADDR", "https://vault.example")
            .variable("VAULT_TOKEN", "§")
            .variable("HTTPS_PROXY", "socks5://user:§@127.0.0.1:1"),
        asked("vault_token_invalid").answer("/", "403 Forbidden", "{\"errors\": [\"§\"]}"),
        asked("vault_redirected").raw_answer(
            LOOK_UP,
            "HTTP/1.1 307 §\r\nLocation: https://§.example/\r\nContent-Length: 0\r\n\r\n",
        ),
        served(
            asked("vault_answer_too_large")
                .raw_answer(SECRET, "HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n{\"§\": "),
        ),
        served(asked("vault_api_not_found").answer(
            MOUNTS,
            "404 Not Found",
            "{\"errors\": [\"§\"]}",
        )),
        served(asked("vault_no_versions").answer(
            MOUNTS,
            OK,
            "{\"data\": {\"path\": \"secret/\", \"type\": \"kv\", \"options\": {\"x\": \"§\"}}}",
        )),
        served(asked("vault_sealed").answer(MOUNTS, "503 §", "§").answer(
            SEAL,
            OK,
            "{\"initialized\": true, \"sealed\": true, \"x\": \"§\"}",
        )),
        served(asked("vault_not_initialized").answer(MOUNTS, "503 §", "§").answer(
            SEAL,
            OK,
            "{\"initialized\": false, \"x\": \"§\"}",
        )),
    ];
    cases.extend(logins());
    for (number, (code, status, body)) in ANSWERS.iter().enumerate() {
        let case = asked(code).note(format!("answer {number}")).answer(SECRET, status, body);
        cases.push(served(case));
    }
    for (number, (code, name, value)) in VARIABLES.iter().enumerate() {
        let case = asked(code).note(format!("variable {number}"));
        // The last of one name wins.
        cases.push(served(case.variable(name, *value).answer(SECRET, "404 Not Found", "{}")));
    }
    cases
}

/// What a program has that says by itself how it logs in.
fn logins() -> Vec<Case> {
    vec![
        built("vault_login_refused", app_role).answer(LOGIN, "400 §", "{\"errors\": [\"§\"]}"),
        built("vault_login_refused", app_role).note("403").answer(LOGIN, "403 §", "§"),
        built("vault_no_auth_method", app_role).answer(LOGIN, "404 §", "{\"errors\": [\"§\"]}"),
        built("vault_wrapping_token_invalid", |builder, stage| {
            builder.auth(VaultAuth::app_role_wrapped(given(stage), given(stage)))
        })
        .answer(UNWRAP, "400 §", "{\"errors\": [\"§\"]}"),
        built("vault_login_value_missing", |builder, stage| {
            let file = AuthValue::file(stage.directory.join("missing"));
            builder.auth(VaultAuth::app_role(given(stage), file))
        })
        .answer("/", OK, "§"),
        built("vault_value_not_text", |builder, stage| {
            let file = AuthValue::file(stage.directory.join("token"));
            builder.auth(VaultAuth::userpass("ada", file))
        })
        .file("token", *b"\xff\xc2\xa7")
        .answer("/", OK, "§"),
        built("vault_client_certificate_missing", |builder, _| {
            builder.auth(VaultAuth::certificate())
        })
        .answer("/", OK, "§"),
        built("vault_timed_out", |builder, stage| {
            let builder = builder.auth(VaultAuth::token(given(stage)));
            builder.time_limit(Duration::from_millis(200))
        })
        .raw_answer("/", HANGS),
        served(
            built("vault_token_expired", |builder, stage| {
                builder.auth(VaultAuth::token(given(stage)))
            })
            .load(twice)
            .answer(LOOK_UP_ONCE, OK, "{\"data\": {\"id\": \"§\", \"ttl\": 1}}")
            .answer(LOOK_UP, "403 §", "§"),
        )
        .answer(SECRET, OK, "{\"data\": {\"data\": {\"api_key\": \"§\"}}}"),
        served(built("vault_unverified", |builder, stage| {
            let builder = builder.auth(VaultAuth::token(given(stage)));
            builder.dangerously_accept_any_certificate()
        }))
        .tls()
        .answer(SECRET, OK, "{\"data\": {\"data\": {\"api_key\": \"§\"}}}"),
        served(asked("vault_tls").tls()),
        served(built("vault_plain_http", |builder, stage| {
            let other = stage.url.replace("127.0.0.1", "0.0.0.0");
            let builder = builder.address(other).auth(VaultAuth::token(given(stage)));
            builder.dangerously_allow_plain_http()
        }))
        .answer(SECRET, OK, "{\"data\": {\"data\": {\"api_key\": \"§\"}}}"),
    ]
}
