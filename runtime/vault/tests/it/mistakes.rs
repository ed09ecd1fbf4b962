//! What people get wrong with a server that is well, and what they are told.

use provider_credentials_core::{ExposeSecret as _, Loader};
use provider_credentials_test_servers::{Bao, Mode};
use provider_credentials_vault::OPENER;

use crate::support::{code, environment, load, server};

type Variables = Vec<(&'static str, String)>;

const PATH: (&str, &str) = ("path", "secret/app");

/// The code and the whole message.
fn told(
    variables: &Variables,
    path: &'static str,
    key: &'static [&'static str],
) -> (&'static str, String) {
    let error = load(variables, &[("path", path)], key).secret().unwrap_err();
    (error.code(), error.to_string())
}

fn set(variables: &mut Variables, name: &'static str, value: &str) {
    variables.retain(|(known, _)| *known != name);
    variables.push((name, value.to_owned()));
}

const READS_APP: &str = r#"path "secret/data/app" { capabilities = ["read"] }"#;

#[test]
fn each_has_its_own_word() {
    let Some(bao) = server("mistakes", Mode::Raft) else { return };
    bao.bao("kv put -mount=secret app key=of-the-app");
    let token = bao.token("app", READS_APP, "1h");
    let good = environment(&bao, &token);
    assert_eq!(code(&load(&good, &[PATH], &[])).unwrap(), "of-the-app");
    let mut each = Vec::new();
    let mut try_with = |change: &dyn Fn(&mut Variables), path, key, code: &str, fix: &str| {
        let mut variables = good.clone();
        change(&mut variables);
        let (found, message) = told(&variables, path, key);
        assert_eq!(found, code, "{message}");
        assert!(message.contains(fix), "{message}");
        assert!(!message.contains(&token), "{message}");
        each.push(message);
    };
    let nothing = |_: &mut Variables| ();
    let (path, none): (_, &[&str]) = ("secret/app", &[]);
    try_with(
        &|v| v.retain(|(name, _)| *name != "VAULT_ADDR"),
        path,
        none,
        "vault_no_address",
        "set `VAULT_ADDR`",
    );
    try_with(
        &|v| set(v, "VAULT_ADDR", "https://127.0.0.1:1"),
        path,
        none,
        "vault_unreachable",
        "check `VAULT_ADDR`",
    );
    try_with(
        &|v| set(v, "VAULT_ADDR", "https://vault.invalid:8200"),
        path,
        none,
        "vault_unreachable",
        "check the host in `VAULT_ADDR`",
    );
    let plain = bao.address().replace("https", "http");
    try_with(&|v| set(v, "VAULT_ADDR", &plain), path, none, "vault_tls", "https");
    try_with(
        &|v| set(v, "VAULT_ADDR", "vault:8200"),
        path,
        none,
        "vault_address_invalid",
        "https://",
    );
    try_with(
        &|v| set(v, "VAULT_ADDR", "http://vault.example:8200"),
        path,
        none,
        "vault_address_insecure",
        "use https",
    );
    try_with(
        &|v| v.retain(|(name, _)| *name != "VAULT_CACERT"),
        path,
        none,
        "vault_tls",
        "`VAULT_CACERT`",
    );
    try_with(
        &|v| v.retain(|(name, _)| *name != "VAULT_TOKEN"),
        path,
        none,
        "vault_no_token",
        "vault login",
    );
    try_with(
        &|v| set(v, "VAULT_TOKEN", "s.of-nobody"),
        path,
        none,
        "vault_token_invalid",
        "vault login",
    );
    try_with(
        &|v| set(v, "VAULT_TOKEN", "Bearer x"),
        path,
        none,
        "vault_token_malformed",
        "the token alone",
    );
    try_with(&|v| set(v, "VAULT_SKIP_VERIFY", "true"), path, none, "vault_skip_verify", "unset it");
    try_with(&nothing, "secret/other", none, "vault_permission_denied", "policy");
    try_with(&nothing, "secrets/app", none, "vault_permission_denied", "`vault_path`");
    let api = "secret/data/app";
    try_with(&nothing, api, none, "vault_permission_denied", "remove that from `vault_path`");
    try_with(&nothing, "secret/app", &["kee"], "key_not_found", "kee");
    // What one is told differs from what every other one is told.
    each.sort();
    each.dedup();
    assert_eq!(each.len(), 15 - 1, "{each:#?}");
}

#[test]
fn what_the_server_says_has_its_word_too() {
    let Some(mut bao) = server("states", Mode::Raft) else { return };
    bao.bao("kv put -mount=secret app key=of-the-app");
    let none: &[&str] = &[];
    // As the API has it, or other tools.
    let good = environment(&bao, bao.root_token());
    assert_eq!(told(&good, "secret/data/app", none).0, "vault_path_has_data");
    assert_eq!(told(&good, "secret/metadata/app", none).0, "vault_path_has_data");
    assert_eq!(told(&good, "secret/other", none).0, "vault_not_found");
    assert_eq!(told(&good, "sys/seal", none).0, "vault_not_readable");
    bao.bao("operator seal");
    assert_eq!(told(&good, "secret/app", none).0, "vault_sealed");
    bao.unseal();
    assert_eq!(code(&load(&good, &[PATH], &[])).unwrap(), "of-the-app");
    bao.down();
    let since = std::time::Instant::now();
    assert_eq!(told(&good, "secret/app", none).0, "vault_unreachable");
    assert!(since.elapsed() < std::time::Duration::from_secs(5), "{:?}", since.elapsed());
    bao.up().unwrap();
    assert_eq!(told(&good, "secret/app", none).0, "vault_sealed");
    bao.unseal();
    assert_eq!(code(&load(&good, &[PATH], &[])).unwrap(), "of-the-app");
}

#[test]
fn https_where_http_is_spoken_is_told() {
    let Some(bao) = server("no TLS", Mode::Plain) else { return };
    let mut variables = environment(&bao, bao.root_token());
    set(&mut variables, "VAULT_ADDR", &bao.address().replace("http", "https"));
    let (code, message) = told(&variables, "secret/app", &[]);
    assert_eq!(code, "vault_tls");
    assert!(message.contains("does not speak TLS"), "{message}");
}

#[test]
fn an_expired_token_is_told() {
    let Some(bao) = server("expired", Mode::Plain) else { return };
    bao.bao("kv put -mount=secret app key=of-the-app");
    let token = bao.token("app", READS_APP, "2s");
    let variables = environment(&bao, &token);
    // One loader keeps its source, and with it the token.
    let variables = variables.iter().map(|(name, value)| (*name, value.as_str()));
    let loader = Loader::new().with_environment(variables);
    let load = || provider_credentials_core::testing::load_from(&OPENER, &[PATH], &[], &loader);
    assert_eq!(load().secret().unwrap().expose_secret(), "of-the-app");
    std::thread::sleep(std::time::Duration::from_secs(3));
    let error = load().secret().unwrap_err();
    assert_eq!(error.code(), "vault_token_expired", "{error}");
    // A process that begins with it knows no more than the server says.
    let again = environment(&bao, &token);
    assert_eq!(told(&again, "secret/app", &[]).0, "vault_token_invalid");
}

#[test]
fn a_server_that_was_never_initialized_is_told() {
    let Some(bao) = server("uninitialized", Mode::Raft) else { return };
    let other = Bao::uninitialized(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let variables = environment(&other, bao.root_token());
    assert_eq!(told(&variables, "secret/app", &[]).0, "vault_not_initialized");
}
