//! Secrets that the server lends: users of a PostgreSQL server that it makes and ends.

use std::thread::sleep;
use std::time::{Duration, Instant, SystemTime};

use provider_credentials_core::ExposeSecret as _;
use provider_credentials_test_servers::{Bao, Mode, Postgres, not_run};
use provider_credentials_vault::{AuthValue, Vault, VaultAuth, VaultBuilder};

use crate::support::{Fault, Proxy, load_with, server};

/// A server with a database whose users last `ttl`, and at most `most`.
fn with_database(test: &str, ttl: &str, most: &str) -> Option<(Bao, Postgres)> {
    let bao = server(test, Mode::Plain)?;
    let Some(postgres) = Postgres::start(PASSWORD) else {
        not_run(test, "PostgreSQL is not installed");
        return None;
    };
    bao.bao("secrets enable database");
    let url = format!(
        "connection_url=postgresql://{{{{username}}}}:{{{{password}}}}@127.0.0.1:{}/postgres?sslmode=disable",
        postgres.port()
    );
    bao.run(&[
        "write",
        "database/config/test",
        "plugin_name=postgresql-database-plugin",
        "allowed_roles=*",
        &url,
        "username=app",
        &format!("password={PASSWORD}"),
    ]);
    bao.run(&[
        "write",
        "database/roles/app",
        "db_name=test",
        r#"creation_statements=CREATE ROLE "{{name}}" WITH LOGIN PASSWORD '{{password}}' VALID UNTIL '{{expiration}}';"#,
        &format!("default_ttl={ttl}"),
        &format!("max_ttl={most}"),
    ]);
    Some((bao, postgres))
}

fn vault(bao: &Bao) -> Vault {
    let token = AuthValue::given(bao.root_token());
    VaultBuilder::new().address(bao.address()).auth(VaultAuth::token(token)).build().unwrap()
}

/// Of the database.
const PASSWORD: &str = "s3cret-of-the-database";

const PATH: (&str, &str) = ("path", "database/creds/app");

/// User, password, and how long both are good.
fn user(vault: &Vault) -> (String, String, Duration) {
    let name = load_with(vault, &[PATH], &["username"]);
    let password = load_with(vault, &[PATH], &["password"]);
    let text = |credential: &provider_credentials_core::AnyCredential| {
        credential.secret().unwrap().expose_secret().to_owned()
    };
    let until = password.metadata().good_until().unwrap();
    let left = until.duration_since(SystemTime::now()).unwrap_or_default();
    (text(&name), text(&password), left)
}

fn count(bao: &Bao, path: &str) -> usize {
    bao.seen().iter().filter(|seen| seen.path == path).count()
}

pub(crate) fn one_lease_serves_all_and_is_renewed_before_it_ends() {
    let Some((bao, postgres)) = with_database("leases", "8s", "1h") else { return };
    let vault = vault(&bao);
    let (name, password, left) = user(&vault);
    assert!(left > Duration::from_secs(4) && left <= Duration::from_secs(8), "{left:?}");
    assert!(postgres.accepts(&name, &password));
    // Name and password are of one lease, and so is what is loaded again.
    assert_eq!(user(&vault).0, name);
    assert_eq!(count(&bao, "database/creds/app"), 1);
    assert_eq!(count(&bao, "sys/leases/renew"), 0);
    sleep(Duration::from_secs(6));
    let (renewed, _, left) = user(&vault);
    assert_eq!((renewed, count(&bao, "sys/leases/renew")), (name.clone(), 1));
    assert!(left > Duration::from_secs(4), "{left:?}");
    sleep(Duration::from_secs(4));
    assert!(postgres.accepts(&name, &password), "it would have ended");
    vault.revoke().unwrap();
    assert!(!postgres.accepts(&name, &password));
    let (other, password, _) = user(&vault);
    assert!(other != name && postgres.accepts(&other, &password));
}

pub(crate) fn one_that_cannot_be_renewed_is_replaced_before_it_ends() {
    let Some((bao, postgres)) = with_database("replaced", "15s", "15s") else { return };
    let vault = vault(&bao);
    let (first, old, _) = user(&vault);
    sleep(Duration::from_secs(8));
    let (second, new, left) = user(&vault);
    assert!(first != second && left > Duration::from_secs(8), "{left:?}");
    // Who still has the first can go on for a moment.
    assert!(postgres.accepts(&first, &old) && postgres.accepts(&second, &new));
    assert_eq!(count(&bao, "database/creds/app"), 2);
}

pub(crate) fn one_that_somebody_revoked_is_replaced() {
    let Some((bao, postgres)) = with_database("revoked lease", "1h", "2h") else { return };
    let vault = vault(&bao);
    let (first, old, _) = user(&vault);
    sleep(Duration::from_secs(3));
    assert_eq!(user(&vault).0, first);
    bao.bao("lease revoke -prefix -sync database/creds/app");
    assert!(!postgres.accepts(&first, &old));
    sleep(Duration::from_secs(3));
    let (second, new, _) = user(&vault);
    assert!(first != second && postgres.accepts(&second, &new));
}

pub(crate) fn a_revoked_token_takes_its_leases_with_it() {
    let Some((bao, postgres)) = with_database("revoked token", "1h", "2h") else { return };
    bao.policy("app", r#"path "database/creds/app" { capabilities = ["read"] }"#);
    bao.bao("auth enable userpass");
    bao.bao("write auth/userpass/users/ada password=s3cret-of-ada token_policies=app");
    let auth = VaultAuth::userpass("ada", AuthValue::given("s3cret-of-ada"));
    let vault = VaultBuilder::new().address(bao.address()).auth(auth).build().unwrap();
    let (first, old, _) = user(&vault);
    bao.bao("token revoke -mode=path auth/userpass");
    for _ in 0..50 {
        if !postgres.accepts(&first, &old) {
            break;
        }
        sleep(Duration::from_millis(100));
    }
    sleep(Duration::from_millis(2100));
    let (second, new, _) = user(&vault);
    assert!(first != second && postgres.accepts(&second, &new));
    assert_eq!(count(&bao, "auth/userpass/login/ada"), 2);
}

pub(crate) fn a_lease_that_is_good_goes_on_without_the_server() {
    let Some((mut bao, _postgres)) = with_database("without server", "8s", "1h") else { return };
    let vault = vault(&bao);
    let (first, ..) = user(&vault);
    sleep(Duration::from_secs(5));
    bao.down();
    assert_eq!(user(&vault).0, first);
    sleep(Duration::from_secs(4));
    let error = load_with(&vault, &[PATH], &["username"]).secret().unwrap_err();
    assert_eq!(error.code(), "vault_unreachable");
}

/// What is lent to a token ends with it: as it wears out there is one login and one user, not ever more of them.
pub(crate) fn a_token_at_its_end_is_replaced_once() {
    let Some((bao, postgres)) = with_database("worn", "60s", "60s") else { return };
    bao.policy("app", r#"path "database/creds/app" { capabilities = ["read"] }"#);
    bao.bao("auth enable userpass");
    bao.bao("write auth/userpass/users/ada password=s3cret-of-ada token_policies=app token_ttl=14s token_max_ttl=14s");
    let auth = VaultAuth::userpass("ada", AuthValue::given("s3cret-of-ada"));
    let vault = VaultBuilder::new().address(bao.address()).auth(auth).build().unwrap();
    let mut names = std::collections::BTreeSet::new();
    let since = Instant::now();
    while since.elapsed() < Duration::from_secs(12) {
        let (name, password, left) = user(&vault);
        assert!(postgres.accepts(&name, &password), "{left:?}");
        names.insert(name);
        sleep(Duration::from_millis(750));
    }
    assert_eq!(count(&bao, "auth/userpass/login/ada"), 2);
    assert_eq!(names.len(), 2, "{names:?}");
}

/// Whoever does not hear the answer must not be lent another one.
#[test]
fn a_read_that_makes_something_is_not_repeated() {
    let Some((bao, _postgres)) = with_database("not repeated", "1h", "2h") else { return };
    let proxy = Proxy::start(bao.listens_at(), |line, _| {
        if line.contains("/v1/database/creds/") { Fault::Cut(0) } else { Fault::None }
    });
    let token = AuthValue::given(bao.root_token());
    let builder = VaultBuilder::new().address(proxy.address()).auth(VaultAuth::token(token));
    let vault = builder.build().unwrap();
    let error = load_with(&vault, &[PATH], &["username"]).secret().unwrap_err();
    assert_eq!(error.code(), "vault_unreachable");
    assert_eq!(count(&bao, "database/creds/app"), 1);
}
