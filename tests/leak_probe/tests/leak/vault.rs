//! Secrets from a real server, to which the program logs in.

use std::collections::HashMap;
use std::fs;

use provider_credentials_test_servers::{Bao, Log, Mode, not_run};

use provider_credentials_disguises::letters as sentinel;

use crate::case::Case;
use crate::scan::{Hit, Pieces};

/// A server with secrets, and the program that reads them.
pub(crate) struct Stored {
    bao: Bao,
    role_id: String,
    secret_id: String,
}

/// The most copies of what came in an answer, while the secrets and their source are held and after that.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct ByTls {
    pub(crate) meanwhile: usize,
    pub(crate) after: usize,
}

/// What is searched for.
struct Sought {
    name: String,
    text: String,
    /// Whether it came in an answer; else it was only sent.
    is_received: bool,
    /// How often it is there while the secrets are, beyond what TLS keeps.
    held: usize,
}

const RULES: &str = r#"path "secret/data/team/*" { capabilities = ["read"] }
path "old/*" { capabilities = ["read"] }
path "lent/*" { capabilities = ["read"] }"#;

const OUTCOME: &str = "loaded loaded loaded loaded loaded loaded loaded loaded";

/// What was asked for, and what stands beside it, by the paths of `manifests/vault.yaml`.
const WANTED: [&str; 7] =
    ["keyed", "nested", "lone", "username", "password", "unversioned", "lent"];
const BESIDE: [&str; 5] = ["keyed", "nested", "parts", "unversioned", "lent"];

impl Stored {
    /// `None`, and the word for it, if there is no server.
    pub(crate) fn new(mode: Mode) -> Option<Self> {
        let bao = Bao::start_with(env!("CARGO_TARGET_TMPDIR"), mode, Log::Clear);
        let bao = bao.map_err(|why| not_run("vault in memory", why)).ok()?;
        write_secrets(&bao);
        bao.policy("agent", RULES);
        bao.bao("auth enable approle");
        bao.bao("write auth/approle/role/agent token_policies=agent token_ttl=1h");
        let role = bao.bao("read auth/approle/role/agent/role-id");
        let secret = bao.bao("write -f auth/approle/role/agent/secret-id");
        let role_id = role["data"]["role_id"].as_str().unwrap().to_owned();
        let secret_id = secret["data"]["secret_id"].as_str().unwrap().to_owned();
        Some(Self { bao, role_id, secret_id })
    }

    /// Loads by the program `probe`: what is wrong, if more copies stay of what came in answers than are allowed, or any
    /// of what was sent.
    pub(crate) fn check(&self, probe: &str, by_tls: ByTls) -> Vec<String> {
        let authority = match self.bao.mode() {
            Mode::Plain => String::new(),
            Mode::Tls | Mode::Raft => self.bao.ca_file().display().to_string(),
        };
        let running = Case::new("vault", "vault", OUTCOME)
            .text(&self.bao.address())
            .text(&authority)
            .text(&self.role_id)
            .text(&self.secret_id)
            .start(probe);
        let texts = self.texts();
        let bytes: Vec<&str> = texts.iter().map(|text| text.text.as_str()).collect();
        let found = running.find(&Pieces::of(&bytes));
        let mut wrong = Vec::new();
        for (at, text) in texts.iter().enumerate() {
            let by_tls = if text.is_received { by_tls } else { ByTls::default() };
            let before = most(&found.before, at);
            let (least, at_most) = (text.held, text.held + by_tls.meanwhile);
            if before < least || before > at_most {
                wrong.push(format!("{}: {before} copies, not {least} to {at_most}", text.name));
            }
            let after = most(&found.after, at);
            if after > by_tls.after {
                let first = found.after.iter().find(|hit| hit.text == at);
                wrong.push(format!(
                    "{}: {after} copies left, not {}: {first:x?}",
                    text.name, by_tls.after
                ));
            }
        }
        wrong
    }

    fn texts(&self) -> Vec<Sought> {
        let of = |name: &str, text: String, is_received, held| {
            let name = name.to_owned();
            Sought { name, text, is_received, held }
        };
        let mut texts = vec![
            of("token", self.bao.tokens().pop().unwrap(), true, 1),
            of("role ID", self.role_id.clone(), false, 1),
            of("secret ID", self.secret_id.clone(), false, 1),
        ];
        for name in WANTED {
            // What the server lends stays with the source too, whole.
            let held = if name == "lent" { 2 } else { 1 };
            texts.push(of(name, sentinel(name), true, held));
        }
        for name in BESIDE {
            let name = format!("beside {name}");
            let held = usize::from(name == "beside lent");
            texts.push(of(&name, sentinel(&name), true, held));
        }
        texts
    }
}

fn write_secrets(bao: &Bao) {
    let beside = |name: &str| sentinel(&format!("beside {name}"));
    bao.bao("secrets enable -path=old -version=1 kv");
    bao.bao("secrets enable -path=lent -options=leased_passthrough=true kv");
    let put = |mount: &str, name: &str, members: &[(&str, String)]| {
        let members: Vec<String> =
            members.iter().map(|(name, value)| format!("\"{name}\": {value}")).collect();
        let file = bao.home().join("secret.json");
        fs::write(&file, format!("{{{}}}", members.join(", "))).unwrap();
        bao.run(&["kv", "put", &format!("-mount={mount}"), name, &format!("@{}", file.display())]);
    };
    let text = |text: &str| format!("\"{text}\"");
    let wanted = |name: &str| text(&sentinel(name));
    let other = |name: &str| ("other", text(&beside(name)));
    put("secret", "team/keyed", &[("api_key", wanted("keyed")), other("keyed")]);
    // One that is not as it stands in JSON.
    let nested = format!("{{\"wanted\": \"\\t{}\\n.\", \"x\": 1}}", sentinel("nested"));
    put("secret", "team/nested", &[("a", nested), other("nested")]);
    put("secret", "team/lone", &[("key", wanted("lone"))]);
    let parts =
        [("username", wanted("username")), ("password", wanted("password")), other("parts")];
    put("secret", "team/parts", &parts);
    put("old", "unversioned", &[("api_key", wanted("unversioned")), other("unversioned")]);
    let lent = [("api_key", wanted("lent")), other("lent"), ("ttl", text("1h"))];
    put("lent", "secret", &lent);
}

/// How often the piece of a text is there that is there most often.
fn most(hits: &[Hit], text: usize) -> usize {
    let mut counts = HashMap::new();
    for hit in hits.iter().filter(|hit| hit.text == text) {
        *counts.entry(hit.offset).or_insert(0) += 1;
    }
    counts.into_values().max().unwrap_or(0)
}
