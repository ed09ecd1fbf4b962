use std::env;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;

use crate::free_address::free_address;
use crate::not_run::not_run;
use crate::pip::pip_install;

/// Google Secret Manager, Cloud KMS and what gives their tokens, as far as a server of our own has them, beside Google's own client,
/// which takes it for the real one. It ends with the process that started it.
#[derive(Debug)]
pub struct Gcp {
    directory: TempDir,
    listen: String,
    server: Child,
    /// Runs scripts, one after the other.
    client: Mutex<(Child, ChildStdin, BufReader<ChildStdout>)>,
}

/// By their hashes.
const REQUIREMENTS: &str = include_str!("../gcp/requirements.txt");
const SERVER: &str = include_str!("../gcp/server.py");
const CLIENT: &str = include_str!("../gcp/client.py");
/// Of what is installed.
const VERSION: &str = "google-cloud-secret-manager-2.32.0-kms-3.18.0";

static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

impl Gcp {
    /// Starts one for tests, or says that they could not run. `target` is cargo's directory for temporary files:
    /// `env!("CARGO_TARGET_TMPDIR")`.
    #[must_use]
    pub fn for_test(test: &str, target: &str) -> Option<Self> {
        Self::start(Path::new(target)).map_err(|why| not_run(test, why)).ok()
    }

    fn start(target: &Path) -> Result<Self, &'static str> {
        let modules = installed(target)?;
        let directory = tempfile::tempdir().map_err(|_| "no temporary directory")?;
        let listen = free_address().ok_or("no free port")?;
        let (_, port) = listen.rsplit_once(':').ok_or("no free port")?;
        let start = |name: &str, program: &str, out: Stdio| {
            let file = directory.path().join(name);
            fs::write(&file, program).map_err(|_| "no file for a program")?;
            let mut command = python(&modules, directory.path());
            command.arg(&file).arg(directory.path()).arg(port).stdin(Stdio::piped());
            command.env("URL", format!("http://{listen}")).stdout(out).stderr(Stdio::null());
            command.spawn().map_err(|_| "there is no python3")
        };
        let server = start("server.py", SERVER, Stdio::null())?;
        let mut client = start("client.py", CLIENT, Stdio::piped())?;
        let (input, output) = (client.stdin.take(), client.stdout.take());
        let (input, output) = input.zip(output).ok_or("no pipe to the client")?;
        let client = Mutex::new((client, input, BufReader::new(output)));
        let gcp = Self { directory, listen, server, client };
        for _ in 0..600 {
            if std::net::TcpStream::connect(&gcp.listen).is_ok() {
                return Ok(gcp);
            }
            thread::sleep(Duration::from_millis(50));
        }
        Err("the server for Google Secret Manager does not answer")
    }

    /// Its URL.
    #[must_use]
    pub fn address(&self) -> String {
        format!("http://{}", self.listen)
    }

    /// Host and port.
    #[must_use]
    pub fn listens_at(&self) -> &str {
        &self.listen
    }

    /// A token that the service account has, for an hour.
    ///
    /// # Panics
    ///
    /// If there is none.
    #[must_use]
    pub fn token(&self) -> String {
        let token = self.python(
            "import requests
answer = requests.get(URL + '/computeMetadata/v1/instance/service-accounts/default/token', headers={'Metadata-Flavor': 'Google'})
result = answer.json()['access_token']",
        );
        token.as_str().expect("a token").to_owned()
    }

    /// The key of the service account `agent@agents-prod.iam.gserviceaccount.com`.
    #[must_use]
    pub fn key_file(&self) -> PathBuf {
        self.directory.path().join("key.json")
    }

    /// All requests so far: `method`, `path`, `who`, `quota_project`, and how many there were `at_once` for that project.
    ///
    /// # Panics
    ///
    /// If the server wrote what is no JSON.
    #[must_use]
    pub fn requests(&self) -> Vec<Value> {
        let lines = fs::read_to_string(self.directory.path().join("requests.jsonl"));
        let lines = lines.unwrap_or_default();
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// What a script of Google's own client leaves in `result`; `create`, `client` and `administrator` are at hand.
    ///
    /// # Panics
    ///
    /// If it fails.
    #[allow(clippy::must_use_candidate, reason = "most say nothing of interest")]
    pub fn python(&self, script: &str) -> Value {
        let mut client = self.client.lock().unwrap();
        let (_, input, output) = &mut *client;
        writeln!(input, "{}", Value::from(script)).expect("the client");
        let mut line = String::new();
        output.read_line(&mut line).expect("the client");
        // A failure here must not keep others from it.
        drop(client);
        let mut said: Value = serde_json::from_str(&line).expect("an answer of the client");
        assert!(
            said["error"].is_null(),
            "{script}: {}",
            said["error"].as_str().unwrap_or_default()
        );
        said["result"].take()
    }
}

impl Drop for Gcp {
    fn drop(&mut self) {
        let (client, ..) = self.client.get_mut().unwrap_or_else(PoisonError::into_inner);
        for process in [client, &mut self.server] {
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}

/// Without any variable of whoever runs the tests.
fn python(modules: &Path, home: &Path) -> Command {
    let mut command = Command::new("python3");
    command.env_clear().env("PATH", env::var_os("PATH").unwrap_or_default());
    command.env("PYTHONPATH", modules).env("HOME", home).env("NO_GCE_CHECK", "true");
    command
}

/// Where the modules are; installed below `target` unless they are there.
fn installed(target: &Path) -> Result<PathBuf, &'static str> {
    let _guard = ONE_AT_A_TIME.lock().unwrap();
    let place = target.join(VERSION);
    if !place.join("google").is_dir() {
        pip_install(&place, REQUIREMENTS, |_| Some(()))
            .ok_or("pip cannot install Google's clients of Secret Manager and Cloud KMS")?;
    }
    Ok(place)
}
