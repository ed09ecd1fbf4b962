//! The audit log of a program: several processes, processes that are killed, a full disk, rotation of secrets.

use std::fs::{self, File};
use std::io::{BufReader, Read};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use provider_credentials::{AuditLog, Event, ExposeSecret, Live, LiveOptions, Loader, credentials};
use provider_credentials_audit::{Outcome, Verified, Verifier};
use rustix::mount::{MountFlags, UnmountFlags, mount, unmount};
use tempfile::TempDir;

use crate::permissions::mounts::in_namespace;

credentials!("it/manifests/env.yaml", struct Audited);

const SENTINEL: &str = "sentinel-of-the-audit-kvzqwxjp";

fn verify(path: &Path) -> Verified {
    let mut verifier = Verifier::new();
    verifier.read(BufReader::new(File::open(path).unwrap())).unwrap();
    verifier.finish()
}

fn start(path: &Path, times: u64) -> (Child, ChildStdout) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_audited"))
        .arg(path)
        .arg(times.to_string())
        .env("PROBE_SECRET", SENTINEL)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let out = child.stdout.take().unwrap();
    (child, out)
}

/// How many records each process has.
fn by_process(path: &Path) -> std::collections::BTreeMap<u64, u64> {
    let mut counts = std::collections::BTreeMap::new();
    for line in fs::read(path).unwrap().split(|byte| *byte == b'\n') {
        // A line that is torn is none.
        let Ok(record) = serde_json::from_slice::<serde_json::Value>(line) else { continue };
        if record["event"] == "credential_accessed" {
            *counts.entry(record["pid"].as_u64().unwrap()).or_insert(0) +=
                record["count"].as_u64().unwrap();
        }
    }
    counts
}

/// A million of them: `cargo bench -p provider-credentials-audit -- processes 4 1000000`.
#[test]
fn several_processes_append_to_one_file() {
    const EACH: u64 = 5_000;

    let directory = TempDir::new().unwrap();
    let path = directory.path().join("access.jsonl");
    let children: Vec<_> = (0..4).map(|_| start(&path, EACH)).collect();
    let mut pids = Vec::new();
    for (mut child, mut out) in children {
        let mut given = Vec::new();
        out.read_to_end(&mut given).unwrap();
        assert!(child.wait().unwrap().success());
        assert_eq!(given.len() as u64, EACH);
        pids.push(u64::from(child.id()));
    }
    let verified = verify(&path);
    assert_eq!(verified.outcome, Outcome::Good, "{:?}", verified.finding);
    assert_eq!((verified.records, verified.accesses), (4 * EACH + 1, 4 * EACH));
    assert!(verified.notes.is_empty(), "{:?}", verified.notes);
    let counts = by_process(&path);
    assert_eq!(counts.len(), 4);
    assert!(pids.iter().all(|pid| counts[pid] == EACH), "{counts:?}");
    let content = fs::read_to_string(&path).unwrap();
    assert!(!content.contains(SENTINEL) && content.contains("\"the probe\""));
}

/// What `secret()` had returned from is in the file, whenever the process was killed.
#[test]
fn no_record_of_what_was_given_out_is_lost_when_processes_are_killed() {
    const ROUNDS: u64 = 50;

    let directory = TempDir::new().unwrap();
    let path = directory.path().join("access.jsonl");
    let (mut given, mut processes) = (Vec::new(), 0);
    for round in 0..ROUNDS {
        let children: Vec<_> = (0..4).map(|_| start(&path, u64::MAX)).collect();
        for (number, (mut child, mut out)) in (0..).zip(children) {
            // Not before it works, and then at another moment each time.
            let mut first = [0];
            out.read_exact(&mut first).unwrap();
            thread::sleep(Duration::from_micros((round * 37 + number * 211) % 1500));
            child.kill().unwrap();
            let mut rest = Vec::new();
            out.read_to_end(&mut rest).unwrap();
            child.wait().unwrap();
            given.push((u64::from(child.id()), 1 + rest.len() as u64));
            processes += 1;
        }
    }
    assert_eq!(processes, 200);
    let verified = verify(&path);
    assert_eq!(verified.outcome, Outcome::Good, "{:?}", verified.finding);
    assert_eq!(verified.lost, 0);
    let counts = by_process(&path);
    // A number may have been given to two processes, one after the other.
    let mut expected = std::collections::BTreeMap::new();
    for (pid, count) in given {
        *expected.entry(pid).or_insert(0) += count;
    }
    for (pid, count) in expected {
        let recorded = counts.get(&pid).copied().unwrap_or(0);
        assert!(recorded >= count, "process {pid} got {count}, and {recorded} are recorded");
        // And no more than those that it was about to get.
        assert!(recorded <= count + 2, "process {pid} got {count}, and {recorded} are recorded");
    }
}

/// A disk of this test's own, with a file that takes nearly all of it.
fn on_a_small_disk(test: impl FnOnce(&Path, &Path) + Send) {
    in_namespace(|| {
        let directory = TempDir::new().unwrap();
        mount("none", directory.path(), "tmpfs", MountFlags::empty(), c"mode=0700,size=64k")
            .unwrap();
        let filler = directory.path().join("filler");
        test(&directory.path().join("access.jsonl"), &filler);
        unmount(directory.path(), UnmountFlags::DETACH).unwrap();
    });
}

/// With what observers are told of accesses.
fn told(log: AuditLog) -> (Loader, Arc<Mutex<Vec<String>>>) {
    let lines: Arc<Mutex<Vec<String>>> = Arc::default();
    let kept = Arc::clone(&lines);
    let loader = Loader::isolated()
        .with_secret("first", SENTINEL)
        .with_access_observer(log)
        .with_observer(move |event: &Event<'_>| {
            if let Event::Access(access) = event {
                let problem = access.problem().map_or("", |problem| problem.problem());
                kept.lock().unwrap().push(format!("{} {problem}", event.name()));
            }
        });
    (loader, lines)
}

const FULL: &str =
    "access_not_recorded the disk of the audit log is full, or its quota or size limit is reached";

#[test]
fn on_a_full_disk_secrets_are_given_out_and_counted() {
    on_a_small_disk(|path, filler| {
        let log = AuditLog::builder(path).fold(Duration::ZERO).open().unwrap();
        let (loader, lines) = told(log);
        let creds = Audited::load_with(&loader);
        creds.first.secret().unwrap();
        fs::write(filler, vec![0; 44 * 1024]).unwrap();
        for _ in 0..200 {
            assert_eq!(creds.first.secret().unwrap().expose_secret(), SENTINEL);
        }
        assert!(lines.lock().unwrap().iter().all(|line| line == FULL));
        assert!(!lines.lock().unwrap().is_empty());
        let full = verify(path);
        assert_eq!(full.outcome, Outcome::Good, "{:?}", full.finding);
        assert!(full.accesses > 10 && full.accesses < 100, "{}", full.accesses);
        fs::remove_file(filler).unwrap();
        creds.first.secret().unwrap();
        let after = verify(path);
        assert_eq!(after.outcome, Outcome::Good, "{:?}", after.finding);
        assert_eq!(after.accesses + after.lost, 202, "all are recorded or counted");
        assert_eq!(after.lost, 201 - full.accesses);
        assert!(!fs::read_to_string(path).unwrap().contains(SENTINEL));
    });
}

#[test]
fn on_a_full_disk_secrets_are_kept_back_where_that_is_wanted() {
    on_a_small_disk(|path, filler| {
        let (loader, lines) = told(AuditLog::builder(path).fail_closed().open().unwrap());
        let creds = Audited::load_with(&loader);
        fs::write(filler, vec![0; 44 * 1024]).unwrap();
        let given = (0..200).take_while(|_| creds.first.secret().is_ok()).count() as u64;
        assert!(given > 10 && given < 100, "{given}");
        let error = creds.first.secret().unwrap_err();
        assert_eq!(error.code(), "access_not_recorded");
        assert!(error.is_retryable() && creds.first.is_loaded());
        assert_eq!(lines.lock().unwrap().last().unwrap(), FULL);
        let verified = verify(path);
        assert_eq!((verified.outcome, verified.accesses), (Outcome::Good, given));
        fs::remove_file(filler).unwrap();
        creds.first.secret().unwrap();
        let verified = verify(path);
        assert_eq!(
            (verified.outcome, verified.accesses, verified.lost),
            (Outcome::Good, given + 1, 0)
        );
    });
}

/// Of a value that was rotated, and of the one before it.
#[test]
fn a_live_set_goes_on_being_observed() {
    let directory = TempDir::new().unwrap();
    let path = directory.path().join("access.jsonl");
    let log = AuditLog::builder(&path).fold(Duration::ZERO).open().unwrap();
    let (loader, _) = told(log);
    let options = LiveOptions::new().without_thread();
    let live = Live::<Audited>::start_with(loader, options);
    live.current().first.secret().unwrap();
    live.give("first", "another-sentinel-bcqmzkfw");
    assert_eq!(verify(&path).accesses, 1, "to load and to compare is no access");
    let creds = live.current();
    creds.first.secret().unwrap();
    creds.first.previous().unwrap().secret().unwrap();
    let content = fs::read_to_string(&path).unwrap();
    let generations: Vec<u64> = content
        .lines()
        .filter_map(|line| {
            serde_json::from_str::<serde_json::Value>(line).unwrap()["generation"].as_u64()
        })
        .collect();
    assert_eq!(generations, [1, 2, 1]);
    assert!(!content.contains("sentinel"));
}
