//! What an audited access costs: `cargo bench -p provider-credentials-audit`.
//!
//! Beside the bare `write` of as many bytes to the same file system, and with several processes at one file:
//! `cargo bench -p provider-credentials-audit -- processes 4 1000000`.

#![forbid(unsafe_code)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::similar_names,
    reason = "it measures or stops"
)]

use std::env;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use provider_credentials_audit::{AuditLog, AuditLogBuilder, Outcome, Sync, Verifier};
use provider_credentials_core::testing::load_kind;
use provider_credentials_core::{AnyCredential, Kind, Loader, Secret};

static KIND: Kind = Kind::new("api", &[]);

const TIMES: usize = 20_000;

fn main() {
    let arguments: Vec<String> = env::args().skip(1).filter(|word| word != "--bench").collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        [] => table(),
        ["processes", processes, accesses] => {
            many(processes.parse().unwrap(), accesses.parse().unwrap());
        }
        ["process", path, accesses] => one(Path::new(path), accesses.parse().unwrap()),
        _ => panic!("see the top of this file"),
    }
}

/// Each with a file of its own, in the working directory's file system.
fn table() {
    let directory = tempfile::tempdir_in(".").unwrap();
    let path = |name: &str| directory.path().join(name);
    println!("{:44} {:>9} {:>9} {:>9}", "microseconds", "median", "99 %", "most");
    let plain = |name: &str| AuditLog::builder(path(name)).fold(Duration::ZERO);
    let key = Secret::from("0123456789abcdef-of-the-bench-00");
    let record = record_length(plain("length"), &path("length"));
    let mut file = File::options().append(true).create(true).open(path("bare")).unwrap();
    let bytes = vec![b'x'; record];
    show(&format!("bare write of {record} bytes"), || _ = file.write(&bytes).unwrap());
    let rows: [(&str, AuditLogBuilder); 4] = [
        ("fail open, each a record", plain("open")),
        ("fail closed", plain("closed").fail_closed()),
        ("fail closed, with a key", plain("keyed").fail_closed().key(&key)),
        ("folded", AuditLog::builder(path("folded"))),
    ];
    for (name, builder) in rows {
        let credential = observed(builder.open().unwrap());
        show(name, || _ = credential.secret().unwrap());
    }
    let credential = observed(plain("synced").sync(Sync::Always).open().unwrap());
    show_times("on the disk each time (fdatasync)", 200, || _ = credential.secret().unwrap());
}

fn record_length(builder: AuditLogBuilder, path: &Path) -> usize {
    observed(builder.open().unwrap()).secret().unwrap();
    fs::read_to_string(path).unwrap().lines().last().unwrap().len() + 1
}

fn observed(log: AuditLog) -> AnyCredential {
    let loader = Loader::isolated().with_access_observer(log);
    load_kind(&KIND, &[("secret", "key-of-the-bench")], loader)
}

fn show(name: &str, work: impl FnMut()) {
    show_times(name, TIMES, work);
}

fn show_times(name: &str, times: usize, mut work: impl FnMut()) {
    let mut all: Vec<Duration> = (0..times)
        .map(|_| {
            let since = Instant::now();
            work();
            since.elapsed()
        })
        .collect();
    all.sort_unstable();
    let at = |part: f64| all[((times - 1) as f64 * part) as usize].as_secs_f64() * 1e6;
    println!("{name:44} {:>9.2} {:>9.2} {:>9.2}", at(0.5), at(0.99), at(1.0));
}

/// So many accesses in all, each a record, by several processes at one file, which is then verified.
fn many(processes: usize, accesses: usize) {
    let directory = tempfile::tempdir_in(".").unwrap();
    let path = directory.path().join("access.jsonl");
    let since = Instant::now();
    let children: Vec<_> = (0..processes)
        .map(|_| {
            Command::new(env::current_exe().unwrap())
                .arg("process")
                .arg(&path)
                .arg((accesses / processes).to_string())
                .stdout(Stdio::piped())
                .spawn()
                .unwrap()
        })
        .collect();
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success());
        print!("{}", String::from_utf8_lossy(&output.stdout));
    }
    let took = since.elapsed();
    let each = took.as_secs_f64() * 1e6 / accesses as f64;
    println!("{accesses} accesses of {processes} processes: {took:.2?}, {each:.2} us each");
    let since = Instant::now();
    let mut verifier = Verifier::new();
    verifier.read(std::io::BufReader::new(File::open(&path).unwrap())).unwrap();
    let verified = verifier.finish();
    let size = fs::metadata(&path).unwrap().len();
    println!("{size} bytes verified in {:.2?}: {verified:?}", since.elapsed());
    assert_eq!((verified.outcome, verified.notes.len()), (Outcome::Good, 0));
    assert_eq!((verified.accesses, verified.lost), ((accesses / processes * processes) as u64, 0));
}

/// One of them: no access may fail.
fn one(path: &Path, accesses: usize) {
    let credential = observed(AuditLog::builder(path).fail_closed().open().unwrap());
    let mut most = Duration::ZERO;
    for _ in 0..accesses {
        let since = Instant::now();
        credential.secret().unwrap();
        most = most.max(since.elapsed());
    }
    println!("process {}: the longest access took {most:.2?}", std::process::id());
}
