//! A token that ends while a program runs.

use std::thread::sleep;
use std::time::Duration;

use provider_credentials_core::Source as _;
use provider_credentials_test_servers::{Bao, Mode};
use provider_credentials_vault::{AuthValue, Vault, VaultAuth, VaultBuilder};

use crate::support::{code, load_with, server};

const PATH: (&str, &str) = ("path", "secret/app");
const READS_APP: &str = r#"path "secret/data/app" { capabilities = ["read"] }"#;

fn vault(bao: &Bao, auth: VaultAuth) -> Vault {
    VaultBuilder::new().address(bao.address()).auth(auth).build().unwrap()
}

fn count(bao: &Bao, path: &str) -> usize {
    bao.seen().iter().filter(|seen| seen.path == path).count()
}

fn loaded(vault: &Vault) -> Result<String, &'static str> {
    code(&load_with(vault, &[PATH], &[]))
}

pub(crate) fn it_is_renewed_before_it_ends() {
    let Some(bao) = server("renewed", Mode::Plain) else { return };
    bao.bao("kv put -mount=secret app key=of-the-app");
    let token = bao.token("app", READS_APP, "6s");
    let source = vault(&bao, VaultAuth::token(AuthValue::given(&*token)));
    assert_eq!(loaded(&source).unwrap(), "of-the-app");
    // `Live` does this.
    let due = source.upkeep().unwrap();
    assert!(due > Duration::from_secs(2) && due <= Duration::from_secs(4), "{due:?}");
    assert_eq!(count(&bao, "auth/token/renew-self"), 0);
    for round in 1..=3 {
        sleep(source.upkeep().unwrap() + Duration::from_millis(50));
        assert!(source.upkeep().unwrap() > Duration::from_secs(2));
        assert_eq!(count(&bao, "auth/token/renew-self"), round);
    }
    // Well past its first end.
    assert_eq!(loaded(&source).unwrap(), "of-the-app");
    assert_eq!(count(&bao, "auth/token/lookup-self"), 1);
}

pub(crate) fn there_is_another_login_where_it_cannot_be_renewed() {
    let Some(bao) = server("another login", Mode::Plain) else { return };
    bao.bao("kv put -mount=secret app key=of-the-app");
    bao.policy("app", READS_APP);
    bao.bao("auth enable userpass");
    bao.bao("write auth/userpass/users/ada password=s3cret-of-ada token_policies=app token_ttl=3s token_max_ttl=3s");
    let source = vault(&bao, VaultAuth::userpass("ada", AuthValue::given("s3cret-of-ada")));
    assert_eq!(loaded(&source).unwrap(), "of-the-app");
    sleep(Duration::from_millis(3100));
    assert_eq!(source.upkeep(), None);
    assert_eq!(loaded(&source).unwrap(), "of-the-app");
    assert_eq!(count(&bao, "auth/userpass/login/ada"), 2);
}

#[test]
fn one_that_was_revoked_is_replaced() {
    let Some(bao) = server("revoked", Mode::Plain) else { return };
    bao.bao("kv put -mount=secret app key=of-the-app");
    bao.policy("app", READS_APP);
    bao.bao("auth enable userpass");
    bao.bao("write auth/userpass/users/ada password=s3cret-of-ada token_policies=app");
    let source = vault(&bao, VaultAuth::userpass("ada", AuthValue::given("s3cret-of-ada")));
    assert_eq!(loaded(&source).unwrap(), "of-the-app");
    bao.bao("token revoke -mode=path auth/userpass");
    assert_eq!(loaded(&source).unwrap(), "of-the-app");
    assert_eq!(count(&bao, "auth/userpass/login/ada"), 2);
    // A token that was given stays what it is.
    let token = bao.token("app", READS_APP, "1h");
    let given = vault(&bao, VaultAuth::token(AuthValue::given(&*token)));
    assert_eq!(loaded(&given).unwrap(), "of-the-app");
    bao.run(&["token", "revoke", &token]);
    assert_eq!(loaded(&given), Err("vault_token_invalid"));
}

#[test]
fn what_the_program_began_it_ends() {
    let Some(bao) = server("ended", Mode::Plain) else { return };
    bao.bao("kv put -mount=secret app key=of-the-app");
    bao.policy("app", READS_APP);
    bao.bao("auth enable userpass");
    bao.bao("write auth/userpass/users/ada password=s3cret-of-ada token_policies=app");
    // The server does so itself when it starts.
    let before = count(&bao, "auth/token/revoke-self");
    let ended = || count(&bao, "auth/token/revoke-self") - before;
    let auth = || VaultAuth::userpass("ada", AuthValue::given("s3cret-of-ada"));
    let source = vault(&bao, auth());
    assert_eq!(loaded(&source).unwrap(), "of-the-app");
    source.revoke().unwrap();
    assert_eq!(ended(), 1);
    assert_eq!(loaded(&source).unwrap(), "of-the-app");
    let builder = VaultBuilder::new().address(bao.address()).auth(auth());
    let source = builder.revoke_on_drop().build().unwrap();
    assert_eq!(loaded(&source).unwrap(), "of-the-app");
    let other = source.clone();
    drop(source);
    assert_eq!(ended(), 1);
    drop(other);
    assert_eq!(ended(), 2);
    // Not one that it was given.
    let token = bao.token("app", READS_APP, "1h");
    let given = vault(&bao, VaultAuth::token(AuthValue::given(&*token)));
    assert_eq!(loaded(&given).unwrap(), "of-the-app");
    given.revoke().unwrap();
    assert_eq!(loaded(&given).unwrap(), "of-the-app");
    assert_eq!(ended(), 2);
}

/// A policy that lets a token read, and not even ask about itself.
#[test]
fn a_token_without_the_default_policy_reads() {
    let Some(bao) = server("narrow", Mode::Plain) else { return };
    bao.bao("kv put -mount=secret app key=of-the-app");
    bao.policy("app", READS_APP);
    let made = bao.bao("token create -policy=app -no-default-policy -ttl=1h");
    let token = made["auth"]["client_token"].as_str().unwrap();
    let source = vault(&bao, VaultAuth::token(AuthValue::given(token)));
    assert_eq!(loaded(&source).unwrap(), "of-the-app");
    assert_eq!(loaded(&source).unwrap(), "of-the-app");
}
