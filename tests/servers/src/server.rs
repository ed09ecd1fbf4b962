use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;

use crate::api::{answer, ask};
use crate::audit::{Log, Seen, seen, tokens};
use crate::config::write_config;
use crate::free_address::free_address;
use crate::mode::Mode;
use crate::not_run::not_run;
use crate::process::Process;
use crate::tool::BAO;
use crate::web::Line;

/// A server of its own for one test.
#[derive(Debug)]
pub struct Bao {
    program: PathBuf,
    home: TempDir,
    listen: String,
    mode: Mode,
    /// `root`, unless the server chose.
    root: String,
    keys: Vec<String>,
    server: Option<Process>,
}

/// The token of the one who may do everything, where the server is told one.
const ROOT: &str = "root-of-the-test";

impl Bao {
    /// Starts a server. `target` is cargo's directory for temporary files: `env!("CARGO_TARGET_TMPDIR")`.
    ///
    /// # Errors
    ///
    /// Why there can be none here.
    pub fn start(target: &str, mode: Mode) -> Result<Self, &'static str> {
        Self::start_with(target, mode, Log::Hashed)
    }

    /// The same with another audit log.
    ///
    /// # Errors
    ///
    /// Why there can be none here.
    pub fn start_with(target: &str, mode: Mode, log: Log) -> Result<Self, &'static str> {
        let mut bao = Self::started(target, mode, log)?;
        if mode == Mode::Raft {
            bao.initialize().ok_or("bao cannot be initialized")?;
        }
        Ok(bao)
    }

    /// Starts one for a test, or says that the test could not run.
    #[must_use]
    pub fn for_test(test: &str, target: &str, mode: Mode) -> Option<Self> {
        Self::start(target, mode).map_err(|why| not_run(test, why)).ok()
    }

    /// One as in production that nobody has initialized.
    ///
    /// # Errors
    ///
    /// Why there can be none here.
    pub fn uninitialized(target: &str) -> Result<Self, &'static str> {
        Self::started(target, Mode::Raft, Log::Hashed)
    }

    fn started(target: &str, mode: Mode, log: Log) -> Result<Self, &'static str> {
        let program = BAO.installed(target)?;
        let home = tempfile::tempdir().map_err(|_| "no temporary directory")?;
        let listen = free_address().ok_or("no free port")?;
        let root = ROOT.to_owned();
        let mut bao = Self { program, home, listen, mode, root, keys: Vec::new(), server: None };
        let cluster = free_address().ok_or("no free port")?;
        write_config(bao.home(), mode, log, &bao.listen, &cluster)?;
        bao.up()?;
        Ok(bao)
    }

    /// Its URL.
    #[must_use]
    pub fn address(&self) -> String {
        match self.mode {
            Mode::Plain => format!("http://{}", self.listen),
            Mode::Tls | Mode::Raft => format!("https://{}", self.listen),
        }
    }

    /// How it runs.
    #[must_use]
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// Host and port.
    #[must_use]
    pub fn listens_at(&self) -> &str {
        &self.listen
    }

    /// The token of the one who may do everything.
    #[must_use]
    pub fn root_token(&self) -> &str {
        &self.root
    }

    /// A directory of its own, which is its home.
    #[must_use]
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// The authority of its certificate.
    #[must_use]
    pub fn ca_file(&self) -> PathBuf {
        self.home().join(if self.mode == Mode::Raft { "ca.pem" } else { "vault-ca.pem" })
    }

    /// What it was asked so far.
    #[must_use]
    pub fn seen(&self) -> Vec<Seen> {
        seen(&self.home().join("audit.log"))
    }

    /// The tokens that it gave to those who logged in, where the log is in clear text.
    #[must_use]
    pub fn tokens(&self) -> Vec<String> {
        tokens(&self.home().join("audit.log"))
    }

    /// The whole audit log.
    #[must_use]
    pub fn audit_log(&self) -> String {
        fs::read_to_string(self.home().join("audit.log")).unwrap_or_default()
    }

    /// What `bao` does with these words, as the one who may do everything; what it prints, as JSON.
    ///
    /// # Panics
    ///
    /// If it fails.
    #[allow(clippy::must_use_candidate, reason = "most say nothing of interest")]
    pub fn run(&self, arguments: &[&str]) -> Value {
        self.try_run(arguments).unwrap_or_else(|error| panic!("bao {arguments:?}: {error}"))
    }

    /// The same for words with spaces between them.
    ///
    /// # Panics
    ///
    /// If it fails.
    #[allow(clippy::must_use_candidate, reason = "most say nothing of interest")]
    pub fn bao(&self, line: &str) -> Value {
        self.run(&line.split_whitespace().collect::<Vec<_>>())
    }

    /// The same, without a panic.
    ///
    /// # Errors
    ///
    /// What it says where it fails.
    pub fn try_run(&self, arguments: &[&str]) -> Result<Value, String> {
        let run = || ask(&self.line(), arguments).unwrap_or_else(|| self.by_program(arguments));
        // A mount that has just been made may not be there yet, and says so.
        for _ in 0..100 {
            match run() {
                Err(error) if error.contains("unavailable for a brief period") => {
                    thread::sleep(Duration::from_millis(100));
                }
                result => return result,
            }
        }
        run()
    }

    fn line(&self) -> Line<'_> {
        let authority = (self.mode != Mode::Plain).then(|| self.ca_file());
        Line { listen: &self.listen, token: &self.root, authority }
    }

    fn by_program(&self, arguments: &[&str]) -> Result<Value, String> {
        let mut command = Command::new(&self.program);
        command.args(arguments).env_clear();
        if self.mode != Mode::Plain {
            command.env("BAO_CACERT", self.ca_file());
        }
        let out = command
            .env("BAO_ADDR", self.address())
            .env("BAO_TOKEN", &self.root)
            .env("BAO_FORMAT", "json")
            .env("HOME", self.home())
            .output()
            .map_err(|error| error.to_string())?;
        if !out.status.success() {
            return Err(String::from_utf8_lossy(&out.stderr).into_owned());
        }
        Ok(serde_json::from_slice(&out.stdout).unwrap_or(Value::Null))
    }

    /// A policy with these rules, and a token that has it and lasts `ttl`.
    ///
    /// # Panics
    ///
    /// If the server refuses.
    #[must_use]
    pub fn token(&self, policy: &str, rules: &str, ttl: &str) -> String {
        self.policy(policy, rules);
        let made = self.bao(&format!("token create -policy={policy} -ttl={ttl}"));
        made["auth"]["client_token"].as_str().expect("a token").to_owned()
    }

    /// A policy.
    ///
    /// # Panics
    ///
    /// If the server refuses.
    pub fn policy(&self, name: &str, rules: &str) {
        let file = self.home().join(format!("{name}.hcl"));
        fs::write(&file, rules).unwrap();
        self.run(&["policy", "write", name, file.to_str().unwrap()]);
    }

    /// Ends it, if it runs.
    pub fn down(&mut self) {
        self.server = None;
    }

    /// Starts it again at the same address: one that has its data on disk is sealed then.
    ///
    /// # Errors
    ///
    /// Why it does not answer.
    pub fn up(&mut self) -> Result<(), &'static str> {
        let mut command = Command::new(&self.program);
        command.arg("server").arg(format!("-config={}", self.home().join("bao.hcl").display()));
        if self.mode != Mode::Raft {
            command.args(["-dev", "-dev-no-store-token"]);
            command.arg(format!("-dev-root-token-id={ROOT}"));
            command.arg(format!("-dev-listen-address={}", self.listen));
        }
        if self.mode == Mode::Tls {
            command.arg("-dev-tls");
            command.arg(format!("-dev-tls-cert-dir={}", self.home().display()));
        }
        command.env_clear().env("HOME", self.home());
        let mut server = Process::start(&mut command).ok_or("bao does not start")?;
        for _ in 0..200 {
            // Another server may answer at an address that was taken.
            if self.is_answering() && server.is_running() {
                self.server = Some(server);
                return Ok(());
            }
            thread::sleep(Duration::from_millis(50));
        }
        Err("bao does not answer")
    }

    fn is_answering(&self) -> bool {
        match answer(&self.line(), "GET", "sys/seal-status", &Value::Null) {
            Ok(status) => self.mode == Mode::Raft || status["sealed"] == false,
            Err(_) => false,
        }
    }

    /// Unseals it.
    ///
    /// # Panics
    ///
    /// If it does not get unsealed.
    pub fn unseal(&self) {
        for key in &self.keys {
            self.run(&["operator", "unseal", key]);
        }
        for _ in 0..200 {
            if self.try_run(&["token", "lookup"]).is_ok() {
                return;
            }
            thread::sleep(Duration::from_millis(50));
        }
        panic!("bao stays sealed");
    }

    fn initialize(&mut self) -> Option<()> {
        let words = ["operator", "init", "-key-shares=1", "-key-threshold=1"];
        let made = self.try_run(&words).ok()?;
        made["root_token"].as_str()?.clone_into(&mut self.root);
        self.keys = vec![made["unseal_keys_b64"][0].as_str()?.to_owned()];
        self.unseal();
        self.try_run(&["secrets", "enable", "-path=secret", "-version=2", "kv"]).ok()?;
        Some(())
    }
}
