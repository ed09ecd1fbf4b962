use provider_credentials::{ExposeSecret, Loader, credentials};
use provider_credentials_test_servers::Mode;

use super::{app_role, count, server, vault};

credentials!("it/manifests/vault_hundred.yaml", struct Hundred);

/// Whoever pays for a store pays for its requests.
#[test]
fn a_hundred_secrets_in_twenty_paths_are_twenty_reads() {
    let Some(bao) = server("hundred", Mode::Tls) else { return };
    for secret in 0..20 {
        let keys: Vec<String> = (0..5).map(|key| format!("k{key}=v{secret}.{key}")).collect();
        bao.bao(&format!("kv put -mount=secret team/s{secret} {}", keys.join(" ")));
    }
    let variables = app_role(&bao, "");
    let loader = Loader::new().with_environment(variables).with_source("vault", vault(&bao));
    let before = bao.seen().len();
    let creds: Hundred = loader.load();
    creds.require_all().unwrap();
    assert_eq!(creds.s7_3.secret().unwrap().expose_secret(), "v7.3");
    let asked = bao.seen().len() - before;
    assert_eq!(count(&bao, "secret/data/team/"), 20 + 20, "the server was told twenty, and asked");
    assert_eq!(count(&bao, "auth/approle/login"), 1);
    // And one to find out what is mounted there.
    assert_eq!(asked, 22);
    let again: Hundred = loader.load();
    again.require_all().unwrap();
    assert_eq!(bao.seen().len() - before, 42);
}
