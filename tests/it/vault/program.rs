use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use provider_credentials::{ExposeSecret, Loader, credentials};
use provider_credentials_test_servers::{Bao, Mode};

use super::{app_role, count, server, vault};

credentials!("it/manifests/vault.yaml", struct Program);

fn with_secrets(test: &str) -> Option<(Bao, Vec<(&'static str, String)>)> {
    let bao = server(test, Mode::Tls)?;
    bao.bao("kv put -mount=secret staging/openai api_key=of-openai note=x");
    bao.bao("kv put -mount=secret staging/orders username=app password=of-the-database");
    bao.bao("kv put -mount=secret staging/keystore p12=AP8Q/w==");
    bao.bao("kv put -mount=secret production/openai api_key=of-production");
    let mut variables = app_role(&bao, "").to_vec();
    variables.push(("OPENAI_API_KEY", "of-the-laptop".to_owned()));
    Some((bao, variables))
}

#[test]
fn parts_templates_encodings_and_chains() {
    let Some((bao, variables)) = with_secrets("program") else { return };
    let loader = Loader::new().with_environment(variables).with_source("vault", vault(&bao));
    let creds: Program = loader.load();
    creds.require_all().unwrap();
    assert_eq!(creds.openai.secret().unwrap().expose_secret(), "of-openai");
    assert_eq!(creds.openai.metadata().source(), "vault");
    assert_eq!(creds.database.username().unwrap(), "app");
    assert_eq!(creds.database.password().unwrap().expose_secret(), "of-the-database");
    assert_eq!(count(&bao, "secret/data/staging/orders"), 2, "written and read");
    assert_eq!(creds.keystore.secret().unwrap().expose_bytes(), [0, 0xff, 0x10, 0xff]);
    // Whose laptop may not read that has a variable.
    assert_eq!(creds.laptop.secret().unwrap().expose_secret(), "of-the-laptop");
    let metadata = creds.laptop.metadata();
    assert!(metadata.skipped().map(|skipped| skipped.code()).eq(["vault_permission_denied"]));
    // In production there is a policy.
    bao.policy("agent", r#"path "secret/data/*" { capabilities = ["read"] }"#);
    let creds: Program = loader.load();
    assert_eq!(creds.laptop.secret().unwrap().expose_secret(), "of-production");
    assert!(creds.laptop.metadata().skipped().next().is_none());
}

#[test]
fn a_server_that_is_down_fails_only_its_own() {
    let Some((mut bao, variables)) = with_secrets("down") else { return };
    let source = vault(&bao);
    bao.down();
    let loader = Loader::new().with_environment(variables).with_source("vault", source);
    let since = std::time::Instant::now();
    let creds: Program = loader.load();
    assert!(since.elapsed() < Duration::from_secs(5), "{:?}", since.elapsed());
    assert_eq!(creds.openai.secret().unwrap_err().code(), "vault_unreachable");
    assert_eq!(creds.laptop.secret().unwrap().expose_secret(), "of-the-laptop");
    assert!(creds.vault_role_id.is_loaded());
    let line = creds.openai.metadata().to_string();
    assert!(line.contains("`secret/${STAGE:-staging}/openai`"), "{line}");
}

#[test]
fn a_login_that_needs_what_is_missing_says_so() {
    let Some((bao, mut variables)) = with_secrets("needs") else { return };
    variables.retain(|(name, _)| *name != "VAULT_SECRET_ID");
    let loader = Loader::new().with_environment(variables).with_source("vault", vault(&bao));
    let creds: Program = loader.load();
    assert_eq!(creds.vault_secret_id.secret().unwrap_err().code(), "env_not_set");
    assert_eq!(creds.openai.secret().unwrap_err().code(), "needed_credential_failed");
    assert_eq!(count(&bao, "auth/approle/login"), 0);
}

#[test]
fn an_async_program_goes_on_meanwhile() {
    let Some((bao, variables)) = with_secrets("async") else { return };
    let loader = Loader::new().with_environment(variables).with_source("vault", vault(&bao));
    let loader = Arc::new(loader);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let creds = runtime.block_on(async {
        let ticks = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&ticks);
        let other = tokio::spawn(async move {
            loop {
                tokio::time::sleep(Duration::from_millis(1)).await;
                count.fetch_add(1, Ordering::Relaxed);
            }
        });
        let creds = Program::load_async_with(Arc::clone(&loader)).await;
        other.abort();
        assert!(ticks.load(Ordering::Relaxed) > 1, "it was blocked");
        creds
    });
    creds.require_all().unwrap();
    // Without that it blocks, and still neither panics nor hangs.
    let creds: Program = runtime.block_on(async { loader.load() });
    creds.require_all().unwrap();
}
