use std::fs;
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;

use crate::free_address::free_address;
use crate::not_run::not_run;
use crate::pip::pip_install;
use crate::process::Process;

/// A receiver of OTLP over HTTP and protobuf, in Python, on the messages that its own project generates.
#[derive(Debug)]
pub struct Otlp {
    directory: TempDir,
    address: String,
    _server: Process,
}

const PROGRAM: &str = include_str!("../otlp/receiver.py");
const REQUIREMENTS: &str = include_str!("../otlp/requirements.txt");
/// Of the messages.
const VERSION: &str = "1.45.2";

static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

impl Otlp {
    /// Starts one for a test, or says that the test could not run. `target` is cargo's directory for temporary files:
    /// `env!("CARGO_TARGET_TMPDIR")`.
    #[must_use]
    pub fn for_test(test: &str, target: &str) -> Option<Self> {
        Self::start(Path::new(target)).map_err(|why| not_run(test, why)).ok()
    }

    fn start(target: &Path) -> Result<Self, &'static str> {
        let packages = installed(target)?;
        let directory = tempfile::tempdir().map_err(|_| "no temporary directory")?;
        let program = directory.path().join("receiver.py");
        fs::write(&program, PROGRAM).map_err(|_| "no file for the receiver")?;
        let address = free_address().ok_or("no free port")?;
        let port = address.rsplit(':').next().unwrap_or_default();
        let mut command = Command::new("python3");
        command.arg(&program).arg(directory.path()).arg(port).env("PYTHONPATH", packages);
        let server = Process::start(&mut command).ok_or("there is no `python3`")?;
        for _ in 0..200 {
            if TcpStream::connect(&address).is_ok() {
                return Ok(Self { directory, address, _server: server });
            }
            thread::sleep(Duration::from_millis(50));
        }
        Err("the receiver of OTLP does not answer")
    }

    /// For `OTEL_EXPORTER_OTLP_ENDPOINT`.
    #[must_use]
    pub fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The exports so far, of `traces`, `logs` or `metrics`.
    ///
    /// # Panics
    ///
    /// If the receiver wrote what is no JSON.
    #[must_use]
    pub fn received(&self, kind: &str) -> Vec<Value> {
        let lines = fs::read_to_string(self.directory.path().join("received.jsonl"));
        let mut bodies = Vec::new();
        for line in lines.unwrap_or_default().lines() {
            let mut export: Value = serde_json::from_str(line).unwrap();
            if export["kind"] == kind {
                bodies.push(export["body"].take());
            }
        }
        bodies
    }

    /// The bytes of all exports so far.
    #[must_use]
    pub fn received_bytes(&self) -> Vec<u8> {
        fs::read(self.directory.path().join("received.raw")).unwrap_or_default()
    }
}

/// Where the messages are, installed below `target` unless they are there.
fn installed(target: &Path) -> Result<PathBuf, &'static str> {
    let _guard = ONE_AT_A_TIME.lock().unwrap();
    let place = target.join(format!("opentelemetry-proto-{VERSION}"));
    let is_there = |place: &Path| {
        let import = "import opentelemetry.proto.collector.logs.v1.logs_service_pb2";
        let mut python = Command::new("python3");
        let out = python.args(["-c", import]).env("PYTHONPATH", place).output();
        out.is_ok_and(|out| out.status.success())
    };
    if !is_there(&place) {
        pip_install(&place, REQUIREMENTS, |_| Some(()))
            .ok_or("pip cannot install the messages of OTLP")?;
    }
    if is_there(&place) { Ok(place) } else { Err("the messages of OTLP cannot be imported") }
}
