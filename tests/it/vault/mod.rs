//! `source: vault` as a program has it, with a real server.

mod absent;
mod hundred;
pub(crate) mod kept;
mod program;

use provider_credentials::{AuthValue, Vault, VaultAuth, VaultBuilder};
use provider_credentials_test_servers::{Bao, Mode};

/// A server, or the word that there is none.
fn server(test: &str, mode: Mode) -> Option<Bao> {
    Bao::for_test(test, env!("CARGO_TARGET_TMPDIR"), mode)
}

const READS: &str = r#"path "secret/data/staging/*" { capabilities = ["read"] }
path "secret/data/team/*" { capabilities = ["read"] }"#;

/// Lets a program log in by `AppRole`; its role ID and secret ID.
fn app_role(bao: &Bao, options: &str) -> [(&'static str, String); 2] {
    bao.policy("agent", READS);
    bao.bao("auth enable approle");
    bao.bao(&format!("write auth/approle/role/agent token_policies=agent {options}"));
    let role = bao.bao("read auth/approle/role/agent/role-id");
    let secret = bao.bao("write -f auth/approle/role/agent/secret-id");
    let word = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    [
        ("VAULT_ROLE_ID", word(&role["data"]["role_id"])),
        ("VAULT_SECRET_ID", word(&secret["data"]["secret_id"])),
    ]
}

/// Whose proof of who it is are credentials of the manifest.
fn vault(bao: &Bao) -> Vault {
    let by = |id: &str| AuthValue::credential(id);
    let auth = VaultAuth::app_role(by("vault_role_id"), by("vault_secret_id"));
    let builder = VaultBuilder::new().address(bao.address()).auth(auth);
    match bao.mode() {
        Mode::Plain => builder.build().unwrap(),
        Mode::Tls | Mode::Raft => builder.ca_certificate_file(bao.ca_file()).build().unwrap(),
    }
}

fn count(bao: &Bao, begins: &str) -> usize {
    bao.seen().iter().filter(|seen| seen.path.starts_with(begins)).count()
}
