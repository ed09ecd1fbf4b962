//! The loads run in a process of their own, so that all of its output is searched, whoever writes it.

use std::cell::RefCell;
use std::env;
use std::fs;
use std::panic::{self, AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, OnceLock};
use std::thread;

use data_encoding::BASE64;
use provider_credentials_disguises::odd;
use serde_json::json;
use tempfile::TempDir;

use crate::audited::{AUDIT_LOG, audit_log};
use crate::case::Case;
use crate::output::Output;
use crate::rows;
use crate::seen::{Seen, debug};
use crate::traced;

const RESULTS: &str = "LEAKS_RESULTS";

/// How a line about a case that panicked begins.
const FAILED: &str = "case failed: ";

/// What one run of all cases wrote.
pub(crate) struct Ran {
    /// Both streams, and the audit log.
    pub(crate) outputs: [Output; 3],
    pub(crate) cases: Vec<Played>,
}

/// One case.
pub(crate) struct Played {
    pub(crate) name: String,
    pub(crate) secret: String,
    /// Whether the secret went into the load.
    pub(crate) is_in_play: bool,
    /// The code that it is for, and those that came.
    pub(crate) code: String,
    pub(crate) codes: Vec<String>,
}

/// Starts this test program once more, the first time that somebody asks.
pub(crate) fn run() -> &'static Ran {
    static RAN: OnceLock<Ran> = OnceLock::new();
    RAN.get_or_init(start)
}

fn start() -> Ran {
    let directory = TempDir::new().expect("a directory");
    let [results, log] = ["results", "access.jsonl"].map(|name| directory.path().join(name));
    let output = Command::new(env::current_exe().expect("this program"))
        .args(["--exact", "child::plays_all", "--ignored", "--nocapture"])
        .env(RESULTS, &results)
        .env(AUDIT_LOG, &log)
        // Of sources for AWS that a program builds by itself.
        .env("AWS_CONFIG_FILE", directory.path().join("config"))
        .env("AWS_SHARED_CREDENTIALS_FILE", directory.path().join("credentials"))
        // A panic's trace is the names of functions, which take long to look up.
        .env("RUST_BACKTRACE", "0")
        .output()
        .expect("this program");
    let text = String::from_utf8_lossy(&output.stdout);
    let failed: Vec<_> = text.lines().filter(|line| line.starts_with(FAILED)).collect();
    assert!(output.status.success(), "{}\n{}", output.status, failed.join("\n"));
    let results = fs::read_to_string(results).expect("the results");
    let cases = results.lines().map(|line| {
        let (name, secret, is_in_play, code, codes) = serde_json::from_str(line).expect("a line");
        Played { name, secret, is_in_play, code, codes }
    });
    let log = fs::read(log).expect("the audit log");
    let outputs = [
        Output::new("standard output", output.stdout),
        Output::new("standard error", output.stderr),
        Output::new("audit log", log),
    ];
    Ran { cases: cases.collect(), outputs }
}

/// What must be found, or else nothing that is not found means anything.
pub(crate) const CONTROLS: [(&str, Stream); 6] = [
    ("control of the standard output", Stream::Output),
    ("control of the standard error", Stream::Error),
    ("control of tracing", Stream::Error),
    ("control of log", Stream::Error),
    ("control of metrics", Stream::Error),
    ("control of panics", Stream::Error),
];

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Stream {
    Output,
    Error,
    AuditLog,
}

impl Stream {
    pub(crate) const ALL: [Self; 3] = [Self::Output, Self::Error, Self::AuditLog];
}

fn plant_controls() {
    let [output, error, trace, log, metric, panic] = CONTROLS.map(|(name, _)| odd(name));
    println!("{}", BASE64.encode(output.as_bytes()));
    eprintln!("{:?}", error.as_bytes());
    tracing::trace!(target: "anybody", secret = ?trace);
    log::trace!(target: "anybody", "{log:?}");
    metrics::counter!("anybody", "secret" => metric).increment(1);
    let _ = catch_unwind(|| panic!("{panic:?}"));
}

thread_local! {
    /// Where this thread panicked last.
    static PANICKED: RefCell<String> = const { RefCell::new(String::new()) };
}

/// What is said of a panic stays as it is.
fn note_panics() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        PANICKED.set(info.location().map(ToString::to_string).unwrap_or_default());
        usual(info);
    }));
}

/// Says which case it was and where, since all that it wrote may hold its secret.
fn play(case: &Case, seen: &mut Seen) -> bool {
    let played = catch_unwind(AssertUnwindSafe(|| case.play(seen)));
    if played.is_err() {
        println!("{FAILED}`{}` at {}", case.name(), PANICKED.take());
    }
    played.is_ok()
}

#[test]
#[ignore = "the other tests start it"]
fn plays_all() {
    let Some(results) = env::var_os(RESULTS) else { return };
    traced::start();
    note_panics();
    plant_controls();
    let cases = rows::all();
    let is_well = AtomicBool::new(true);
    let next = Mutex::new(cases.iter());
    let lines = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                loop {
                    let Some(case) = next.lock().expect("no panic").next() else { return };
                    let mut seen = Seen::default();
                    is_well.fetch_and(play(case, &mut seen), Ordering::Relaxed);
                    let (secret, is_in_play) = (case.sentinel(), case.is_in_play());
                    let line = json!([case.name(), secret, is_in_play, case.code, seen.codes()]);
                    lines.lock().expect("no panic").push(line.to_string());
                }
            });
        }
    });
    debug(&audit_log().flush());
    let lines = lines.into_inner().expect("no panic");
    fs::write(Path::new(&results), lines.join("\n")).expect("the results");
    assert!(is_well.into_inner(), "a case panicked");
}
