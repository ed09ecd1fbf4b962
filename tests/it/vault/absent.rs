//! Only a secret that the server itself says is not there lets the next source take its place.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::thread;

use provider_credentials::{AuthValue, Loader, Vault, VaultAuth, VaultBuilder, credentials};
use provider_credentials_test_servers::{Bao, Mode};

use super::server;

credentials!("it/manifests/vault.yaml", struct Chain);

/// A variable that was good once.
const STALE: [(&str, &str); 1] = [("CHAINED_API_KEY", "s3cret-of-a-laptop")];

/// Where the secret came from, or why there is none.
fn chained(vault: Vault) -> Result<String, &'static str> {
    let creds: Chain = Loader::new().with_environment(STALE).with_source("vault", vault).load();
    match creds.chained.secret() {
        Ok(_) => Ok(creds.chained.metadata().source().to_owned()),
        Err(error) => Err(error.code()),
    }
}

fn by_token(bao: &Bao) -> VaultBuilder {
    let token = AuthValue::given(bao.root_token());
    VaultBuilder::new().address(bao.address()).auth(VaultAuth::token(token))
}

#[test]
fn what_is_not_there_is_looked_for_elsewhere() {
    let Some(bao) = server("absent", Mode::Plain) else { return };
    assert_eq!(chained(by_token(&bao).build().unwrap()).unwrap(), "env");
    bao.bao("kv put -mount=secret staging/chained key=of-the-server");
    assert_eq!(chained(by_token(&bao).build().unwrap()).unwrap(), "vault");
    bao.bao("kv delete -mount=secret staging/chained");
    assert_eq!(chained(by_token(&bao).build().unwrap()).unwrap(), "env");
}

#[test]
fn what_is_missing_of_the_program_or_the_server_is_no_absent_secret() {
    let Some(bao) = server("not absent", Mode::Plain) else { return };
    bao.bao("kv put -mount=secret staging/chained key=of-the-server");
    let at = |address: &str| by_token(&bao).address(address).build().unwrap();
    // No pod has this file here.
    let pod = VaultBuilder::new().address(bao.address()).auth(VaultAuth::kubernetes("agent"));
    assert_eq!(chained(pod.build().unwrap()), Err("vault_login_value_missing"));
    let file = VaultAuth::token(AuthValue::file("/none/of/this/token"));
    let file = VaultBuilder::new().address(bao.address()).auth(file);
    assert_eq!(chained(file.build().unwrap()), Err("vault_no_token"));
    let namespace = by_token(&bao).namespace("nope").build().unwrap();
    assert_eq!(chained(namespace), Err("vault_api_not_found"));
    assert_eq!(chained(at(&format!("{}/v1", bao.address()))), Err("vault_api_not_found"));
    // A server that knows nothing of all this.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let _ = stream.read(&mut [0; 4096]);
            let page = "<html>404 Not Found</html>";
            let length = page.len();
            let head = format!(
                "HTTP/1.1 404 Not Found\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
            );
            let _ = stream.write_all((head + page).as_bytes());
        }
    });
    assert_eq!(chained(at(&address)), Err("vault_api_not_found"));
}

#[test]
fn a_mount_that_gets_versions_is_found_out() {
    let Some(bao) = server("gets versions", Mode::Plain) else { return };
    bao.bao("secrets disable secret");
    bao.bao("secrets enable -path=secret -version=1 kv");
    bao.bao("kv put -mount=secret staging/chained key=of-the-server");
    let vault = by_token(&bao).build().unwrap();
    assert_eq!(chained(vault.clone()).unwrap(), "vault");
    bao.bao("kv enable-versioning secret");
    // The server needs a moment to move what is there.
    thread::sleep(std::time::Duration::from_secs(2));
    assert_eq!(chained(vault).unwrap(), "vault");
}
