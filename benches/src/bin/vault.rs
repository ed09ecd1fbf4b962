//! A load of 100 credentials from 20 secrets of a real server over TLS, beside the same 20 requests by a bare client of
//! HTTP: with new connections and the login, and with those that are kept. Ends with 1 where it takes more than one and a
//! half times as long.
//!
//! `--help` says what it takes.

#![forbid(unsafe_code)]
#![allow(clippy::print_stderr, reason = "a program")]

use core::hint::black_box;
use core::sync::atomic::{AtomicUsize, Ordering};
use std::io;
use std::num::NonZeroUsize;
use std::path::Path;
use std::process::ExitCode;
use std::thread;
use std::time::Instant;

use provider_credentials::{AuthValue, Loader, Vault, VaultAuth, VaultBuilder, credentials};
use provider_credentials_benches::arguments::Usage;
use provider_credentials_benches::limit::Limit;
use provider_credentials_benches::rounds::{Figure, Timing};
use provider_credentials_benches::table::{Results, Row};
use provider_credentials_test_servers::{Bao, Mode};
use ureq::Agent;
use ureq::tls::{Certificate, RootCerts, TlsConfig};

credentials!("../tests/it/manifests/vault_hundred.yaml", struct Hundred);

const USAGE: Usage = Usage {
    text: "\
Usage: vault [--rounds N]

  --rounds  how often each is done, 200 unless told",
    flags: &[],
    options: &["rounds"],
    takes_words: false,
};

const DEFAULT_ROUNDS: NonZeroUsize = NonZeroUsize::new(200).expect("no zero");
const SECRETS: usize = 20;
/// As many as `VaultBuilder` has.
const CONNECTIONS: usize = 4;
const MOST: f64 = 1.5;

fn main() -> io::Result<ExitCode> {
    let arguments = USAGE.read();
    let rounds = arguments.value("rounds").map_or(Ok(DEFAULT_ROUNDS), str::parse);
    let rounds = rounds.unwrap_or_else(|_| USAGE.refuse("`--rounds` takes a number from 1"));
    let file = std::env::current_exe()?.with_file_name("vault.json");
    let target = file.parent().unwrap_or(Path::new("."));
    let bao = match Bao::start(&target.display().to_string(), Mode::Tls) {
        Ok(bao) => bao,
        Err(why) => {
            eprintln!("NOT MEASURED: {why}");
            return Ok(ExitCode::from(2));
        }
    };
    let server = Server::set_up(bao);
    let mut results = Results::default();
    for is_kept in [false, true] {
        let what = if is_kept { "a further load, on kept connections" } else { "a first load" };
        let [bare, ours] = measure(&server, is_kept, rounds.get());
        let limit = Limit::at_most(
            format!("{what}, against the bare requests"),
            MOST,
            Some(ours.ratio.median),
        );
        results.limits.push(limit);
        results.rows.extend([Row::timed(what, bare), Row::timed(what, ours)]);
    }
    results.publish(&file)?;
    Ok(results.exit_code())
}

/// By the clock: the server works in the meantime, and several threads do.
fn measure(server: &Server, is_kept: bool, rounds: usize) -> [Timing; 2] {
    let (vault, agent) = (server.vault(), server.agent());
    let mut bare = || {
        if is_kept { server.ask(&agent) } else { server.ask(&server.agent()) }
    };
    let mut ours = || {
        if is_kept { server.load(&vault) } else { server.load(&server.vault()) }
    };
    let ways: [&mut dyn FnMut(); 2] = [&mut bare, &mut ours];
    let mut times = [Vec::new(), Vec::new()];
    for round in 0..=rounds {
        for turn in 0..ways.len() {
            // Neither always comes after the other.
            let next = (turn + round) % ways.len();
            let start = Instant::now();
            ways[next]();
            // The first opens what is kept.
            if round > 0 {
                times[next].push(start.elapsed().as_secs_f64() * 1e9);
            }
        }
    }
    let ratios = |own: &[f64]| own.iter().zip(&times[0]).map(|(own, first)| own / first).collect();
    let timing = |name: &str, own: &[f64]| Timing {
        name: name.to_owned(),
        time: Figure::of(own.to_vec()),
        ratio: Figure::of(ratios(own)),
    };
    let ours =
        if is_kept { "provider-credentials" } else { "provider-credentials, with the login" };
    [timing("`ureq`, 20 requests on 4 threads", &times[0]), timing(ours, &times[1])]
}

/// 20 secrets of 5 keys, and who may read them.
struct Server {
    bao: Bao,
    variables: [(&'static str, String); 2],
    token: String,
    authority: Certificate<'static>,
}

impl Server {
    fn set_up(bao: Bao) -> Self {
        for secret in 0..SECRETS {
            let keys: Vec<String> = (0..5).map(|key| format!("k{key}=v{secret}.{key}")).collect();
            bao.bao(&format!("kv put -mount=secret team/s{secret} {}", keys.join(" ")));
        }
        let token =
            bao.token("agent", "path \"secret/data/team/*\" { capabilities = [\"read\"] }", "1h");
        bao.bao("auth enable approle");
        bao.bao("write auth/approle/role/agent token_policies=agent");
        let role = bao.bao("read auth/approle/role/agent/role-id");
        let secret = bao.bao("write -f auth/approle/role/agent/secret-id");
        let word = |value: &serde_json::Value| value.as_str().expect("a text").to_owned();
        let variables = [
            ("VAULT_ROLE_ID", word(&role["data"]["role_id"])),
            ("VAULT_SECRET_ID", word(&secret["data"]["secret_id"])),
        ];
        let pem = std::fs::read(bao.ca_file()).expect("the server's authority");
        let authority = Certificate::from_pem(&pem).expect("a certificate");
        Self { bao, variables, token, authority }
    }

    fn vault(&self) -> Vault {
        let by = |id: &str| AuthValue::credential(id);
        VaultBuilder::new()
            .address(self.bao.address())
            .auth(VaultAuth::app_role(by("vault_role_id"), by("vault_secret_id")))
            .ca_certificate_file(self.bao.ca_file())
            .connections(CONNECTIONS)
            .build()
            .expect("a source")
    }

    fn load(&self, vault: &Vault) {
        let loader = Loader::new().with_environment(self.variables.clone());
        let creds: Hundred = loader.with_source("vault", vault.clone()).load();
        creds.require_all().expect("all are there");
        black_box(&creds);
    }

    fn agent(&self) -> Agent {
        let roots = RootCerts::new_with_certs(std::slice::from_ref(&self.authority));
        Agent::config_builder()
            .tls_config(TlsConfig::builder().root_certs(roots).build())
            .max_idle_connections_per_host(CONNECTIONS)
            .build()
            .into()
    }

    /// The bodies, with nothing done about them.
    fn ask(&self, agent: &Agent) {
        let next = AtomicUsize::new(0);
        let work = || {
            loop {
                let secret = next.fetch_add(1, Ordering::Relaxed);
                if secret >= SECRETS {
                    return;
                }
                let url = format!("{}/v1/secret/data/team/s{secret}", self.bao.address());
                let answer = agent.get(url).header("X-Vault-Token", &self.token).call();
                let body = answer.and_then(|mut answer| answer.body_mut().read_to_vec());
                assert!(!black_box(body).expect("an answer").is_empty());
            }
        };
        thread::scope(|scope| {
            for _ in 1..CONNECTIONS {
                scope.spawn(work);
            }
            work();
        });
    }
}
