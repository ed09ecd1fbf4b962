//! By what the server knows a program.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::process::Command;

use provider_credentials_core::testing::load_from;
use provider_credentials_core::{ExposeSecret as _, Permissions};
use provider_credentials_test_servers::{Bao, Mode};
use provider_credentials_vault::{AuthValue, OPENER, Vault, VaultAuth, VaultBuilder};

use crate::support::{code, load_with, no_environment, server};

const PATH: (&str, &str) = ("path", "secret/app");
const READS_APP: &str = r#"path "secret/data/app" { capabilities = ["read"] }"#;

fn with_secret(test: &str, mode: Mode) -> Option<Bao> {
    let bao = server(test, mode)?;
    bao.bao("kv put -mount=secret app key=of-the-app");
    bao.policy("app", READS_APP);
    Some(bao)
}

fn vault(bao: &Bao, auth: VaultAuth) -> Vault {
    let builder = VaultBuilder::new().address(bao.address()).auth(auth);
    let builder = if bao.mode() == Mode::Plain {
        builder
    } else {
        builder.ca_certificate_file(bao.ca_file())
    };
    builder.build().unwrap()
}

fn assert_loads(vault: &Vault) {
    assert_eq!(code(&load_with(vault, &[PATH], &[])).unwrap(), "of-the-app");
}

fn assert_fails(vault: &Vault, with: &str) {
    assert_eq!(code(&load_with(vault, &[PATH], &[])), Err(with));
}

/// A file that others cannot read.
fn file(bao: &Bao, name: &str, content: &str) -> PathBuf {
    let path = bao.home().join(name);
    fs::write(&path, content).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    path
}

fn count(bao: &Bao, path: &str) -> usize {
    bao.seen().iter().filter(|seen| seen.path == path).count()
}

/// Role ID and secret ID.
fn app_role(bao: &Bao, options: &str) -> (String, String) {
    bao.bao(&format!("write auth/approle/role/app token_policies=app {options}"));
    let role = bao.bao("read auth/approle/role/app/role-id");
    let secret = bao.bao("write -f auth/approle/role/app/secret-id");
    let word = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    (word(&role["data"]["role_id"]), word(&secret["data"]["secret_id"]))
}

#[test]
fn app_role_logs_in_once() {
    let Some(bao) = with_secret("approle", Mode::Plain) else { return };
    bao.bao("auth enable approle");
    let (role, secret) = app_role(&bao, "secret_id_num_uses=1");
    let auth = VaultAuth::app_role(AuthValue::given(&*role), AuthValue::given(&*secret));
    let good = vault(&bao, auth);
    assert_loads(&good);
    assert_loads(&good);
    assert_eq!(count(&bao, "auth/approle/login"), 1);
    // It was good once.
    let auth = VaultAuth::app_role(AuthValue::given(&*role), AuthValue::given(&*secret));
    assert_fails(&vault(&bao, auth), "vault_login_refused");
    let auth = VaultAuth::app_role(AuthValue::given(&*role), AuthValue::given("other"));
    // Whether there is such a method, the server does not say to strangers.
    assert_fails(&vault(&bao, auth.mount("approle2")), "vault_login_refused");
}

#[test]
fn a_secret_id_that_comes_wrapped_is_unwrapped_once() {
    let Some(bao) = with_secret("wrapped", Mode::Plain) else { return };
    bao.bao("auth enable approle");
    let (role, _) = app_role(&bao, "token_ttl=2s");
    let wrapped = bao.bao("write -f -wrap-ttl=60s auth/approle/role/app/secret-id");
    let wrapping = wrapped["wrap_info"]["token"].as_str().unwrap();
    let path = file(&bao, "wrapping-token", wrapping);
    let auth = || VaultAuth::app_role_wrapped(AuthValue::given(&*role), AuthValue::file(&path));
    let first = vault(&bao, auth());
    assert_loads(&first);
    // The token has ended, and the secret ID is known.
    std::thread::sleep(std::time::Duration::from_secs(3));
    assert_loads(&first);
    assert_eq!(count(&bao, "auth/approle/login"), 2);
    assert_eq!(count(&bao, "sys/wrapping/unwrap"), 1);
    // Whoever comes second learns that somebody was first.
    assert_fails(&vault(&bao, auth()), "vault_wrapping_token_invalid");
}

#[test]
fn user_and_password() {
    let Some(bao) = with_secret("userpass", Mode::Plain) else { return };
    bao.bao("auth enable -path=people userpass");
    let password = "p\"a\\s s/é";
    let words = ["write", "auth/people/users/ada.l", "token_policies=app"];
    bao.run(&[&words[..], &[&format!("password={password}")]].concat());
    let auth =
        |password: &str| VaultAuth::userpass("ada.l", AuthValue::given(password)).mount("/people/");
    assert_loads(&vault(&bao, auth(password)));
    assert_fails(&vault(&bao, auth("other")), "vault_login_refused");
}

#[test]
fn the_certificate_of_the_connection() {
    let Some(bao) = with_secret("cert", Mode::Raft) else { return };
    bao.bao("auth enable cert");
    let home = bao.home().to_owned();
    let authority = format!("certificate=@{}", home.join("ca.pem").display());
    bao.run(&["write", "auth/cert/certs/app", "token_policies=app", &authority]);
    let key = file(&bao, "key.pem", &fs::read_to_string(home.join("client.key")).unwrap());
    let with = |auth: VaultAuth, certificate: &str| {
        VaultBuilder::new()
            .address(bao.address())
            .ca_certificate_file(bao.ca_file())
            .client_certificate(home.join(certificate), &key)
            .auth(auth)
            .build()
    };
    assert_loads(&with(VaultAuth::certificate(), "client.pem").unwrap());
    assert_loads(&with(VaultAuth::certificate_with_role("app"), "client.pem").unwrap());
    assert_fails(
        &with(VaultAuth::certificate_with_role("other"), "client.pem").unwrap(),
        "vault_login_refused",
    );
    let other = with(VaultAuth::certificate(), "server.pem").unwrap_err();
    assert_eq!(other.code(), "vault_client_certificate_invalid");
    let builder = VaultBuilder::new().address(bao.address()).ca_certificate_file(bao.ca_file());
    let without = builder.auth(VaultAuth::certificate()).build().unwrap_err();
    assert_eq!(without.code(), "vault_client_certificate_missing");
    fs::set_permissions(&key, fs::Permissions::from_mode(0o644)).unwrap();
    let open = with(VaultAuth::certificate(), "client.pem").unwrap_err();
    assert_eq!(open.code(), "file_insecure_permissions");
}

fn openssl(home: &std::path::Path, line: &str) {
    let out = Command::new("openssl").args(line.split(' ')).current_dir(home).output().unwrap();
    assert!(out.status.success(), "{line}: {}", String::from_utf8_lossy(&out.stderr));
}

/// A token that is signed by `jwt.key`, good for an hour.
fn json_web_token(bao: &Bao, subject: &str) -> String {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
    let claims = format!(
        r#"{{"iss":"tests","sub":"{subject}","aud":"bao","iat":{now},"nbf":{now},"exp":{}}}"#,
        now + 3600
    );
    let home = bao.home();
    let encoded = |content: &[u8]| {
        fs::write(home.join("piece"), content).unwrap();
        let out = Command::new("openssl")
            .args(["base64", "-A", "-in", "piece"])
            .current_dir(home)
            .output();
        let text = String::from_utf8(out.unwrap().stdout).unwrap();
        text.trim().replace('+', "-").replace('/', "_").trim_end_matches('=').to_owned()
    };
    let signed =
        format!("{}.{}", encoded(br#"{"alg":"RS256","typ":"JWT"}"#), encoded(claims.as_bytes()));
    fs::write(home.join("signed"), &signed).unwrap();
    openssl(home, "dgst -sha256 -sign jwt.key -out signature signed");
    format!("{signed}.{}", encoded(&fs::read(home.join("signature")).unwrap()))
}

#[test]
fn a_json_web_token_is_read_anew_for_each_login() {
    let Some(bao) = with_secret("jwt", Mode::Plain) else { return };
    openssl(bao.home(), "genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out jwt.key");
    openssl(bao.home(), "pkey -in jwt.key -pubout -out jwt.pub");
    bao.bao("auth enable -path=kubernetes jwt");
    let key = format!("jwt_validation_pubkeys=@{}", bao.home().join("jwt.pub").display());
    bao.run(&["write", "auth/kubernetes/config", &key]);
    bao.bao("write auth/kubernetes/role/app role_type=jwt user_claim=sub bound_audiences=bao bound_subject=app token_policies=app token_ttl=2s");
    let path = file(&bao, "token", &json_web_token(&bao, "app"));
    let auth = VaultAuth::jwt("app", AuthValue::file(&path)).mount("kubernetes");
    let source = vault(&bao, auth);
    assert_loads(&source);
    std::thread::sleep(std::time::Duration::from_secs(3));
    // The kubelet has replaced it meanwhile.
    file(&bao, "token", &json_web_token(&bao, "other"));
    assert_fails(&source, "vault_login_refused");
    file(&bao, "token", &json_web_token(&bao, "app"));
    assert_loads(&source);
    fs::remove_file(&path).unwrap();
    std::thread::sleep(std::time::Duration::from_secs(3));
    assert_fails(&source, "vault_login_value_missing");
    assert_eq!(count(&bao, "auth/kubernetes/login"), 3);
}

#[test]
fn files_are_read_by_the_rules_for_secrets() {
    let Some(bao) = with_secret("files", Mode::Plain) else { return };
    let path = file(&bao, "token", &format!("{}\n", bao.root_token()));
    let auth = || VaultAuth::token(AuthValue::file(&path));
    assert_loads(&vault(&bao, auth()));
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    assert_fails(&vault(&bao, auth()), "vault_token_file_insecure");
    // And so is the one that `bao login` leaves.
    let variables = |home: &str| [("BAO_ADDR", bao.address()), ("HOME", home.to_owned())];
    let load = |home: &str| {
        let loader = provider_credentials_core::Loader::new().with_environment(variables(home));
        load_from(&OPENER, &[PATH], &[], &loader)
    };
    let home = bao.home().to_str().unwrap();
    assert_eq!(code(&load(home)), Err("vault_no_token"));
    let left = file(&bao, ".vault-token", bao.root_token());
    assert_eq!(load(home).secret().unwrap().expose_secret(), "of-the-app");
    fs::set_permissions(&left, fs::Permissions::from_mode(0o644)).unwrap();
    assert_eq!(code(&load(home)), Err("vault_token_file_insecure"));
    // What a program registers goes by the loader's rules too.
    let off = no_environment().permissions(Permissions::Off);
    let off = off.with_source("vault", vault(&bao, auth()));
    assert_eq!(code(&load_from(&OPENER, &[PATH], &[], &off)).unwrap(), "of-the-app");
    // A source that is registered needs no environment.
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    let loader = no_environment().with_source("vault", vault(&bao, auth()));
    assert_eq!(
        load_from(&OPENER, &[PATH], &[], &loader).secret().unwrap().expose_secret(),
        "of-the-app"
    );
}

/// A role whose tokens may not ask about themselves, and may not read that.
#[test]
fn a_refusal_is_no_reason_to_log_in_again_and_again() {
    let Some(bao) = with_secret("no default policy", Mode::Plain) else { return };
    bao.bao("auth enable approle");
    let (role, secret) = app_role(&bao, "token_no_default_policy=true");
    let auth = VaultAuth::app_role(AuthValue::given(&*role), AuthValue::given(&*secret));
    let source = vault(&bao, auth);
    for _ in 0..4 {
        let denied = load_with(&source, &[("path", "secret/other")], &[]);
        assert_eq!(code(&denied), Err("vault_permission_denied"));
    }
    assert_eq!(count(&bao, "auth/approle/login"), 2);
    assert_loads(&source);
}

/// The server locks a role after five failures, for everybody.
#[test]
fn what_was_refused_is_not_tried_again_and_again() {
    let Some(bao) = with_secret("refused", Mode::Plain) else { return };
    bao.bao("auth enable approle");
    let (role, secret) = app_role(&bao, "");
    let path = file(&bao, "secret-id", "of-another-time");
    let auth = VaultAuth::app_role(AuthValue::given(&*role), AuthValue::file(&path));
    let source = vault(&bao, auth);
    for _ in 0..10 {
        assert_fails(&source, "vault_login_refused");
    }
    assert_eq!(count(&bao, "auth/approle/login"), 1);
    // Another one is tried at once.
    file(&bao, "secret-id", &secret);
    assert_loads(&source);
}
