//! Secrets that the server lends: users of a PostgreSQL server that it makes and ends.

use std::thread::sleep;
use std::time::{Duration, SystemTime};

use provider_credentials_core::ExposeSecret as _;
use provider_credentials_test_openbao::{Bao, Mode};
use provider_credentials_vault::{AuthValue, Vault, VaultAuth, VaultBuilder};

use crate::support::{PASSWORD, Postgres, load_with, not_run, server};

/// A server with a database whose users last `ttl`, and at most `most`.
fn with_database(test: &str, ttl: &str, most: &str) -> Option<(Bao, Postgres)> {
    let bao = server(test, Mode::Plain)?;
    let Some(postgres) = Postgres::start() else {
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

#[test]
fn one_lease_serves_all_and_is_renewed_before_it_ends() {
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
    vault.revoke();
    assert!(!postgres.accepts(&name, &password));
    let (other, password, _) = user(&vault);
    assert!(other != name && postgres.accepts(&other, &password));
}

#[test]
fn one_that_cannot_be_renewed_is_replaced_before_it_ends() {
    let Some((bao, postgres)) = with_database("replaced", "6s", "6s") else { return };
    let vault = vault(&bao);
    let (first, old, _) = user(&vault);
    sleep(Duration::from_secs(4));
    let (second, new, left) = user(&vault);
    assert!(first != second && left > Duration::from_secs(3), "{left:?}");
    // Who still has the first can go on for a moment.
    assert!(postgres.accepts(&first, &old) && postgres.accepts(&second, &new));
    assert_eq!(count(&bao, "database/creds/app"), 2);
}

#[test]
fn one_that_somebody_revoked_is_replaced() {
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
