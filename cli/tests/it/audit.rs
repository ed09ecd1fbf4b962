//! `cargo credentials audit`.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use provider_credentials_audit::AuditLog;
use provider_credentials_core::testing::load_kind;
use provider_credentials_core::{AnyCredential, Kind, Loader, Secret};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::{directory, run};

static KIND: Kind = Kind::new("acme", &[]);

const SENTINEL: &str = "sentinel-of-the-log-wpqkzvxj";
const KEY: &str = "0123456789abcdef-of-the-tests";

/// At a time that does not change.
fn observed(log: AuditLog) -> AnyCredential {
    let at = std::time::SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000);
    let loader = Loader::isolated().clock(move || at).with_access_observer(log);
    load_kind(&KIND, &[("token", SENTINEL)], loader)
}

/// With `access.jsonl`: a first record, three accesses, a fold.
fn log(key: Option<&str>) -> TempDir {
    let directory = directory(&[]);
    let builder = AuditLog::builder(directory.path().join("access.jsonl"));
    let builder = match key {
        Some(key) => builder.key(&Secret::from(key)),
        None => builder,
    };
    let log = builder.open().unwrap();
    let credential = observed(log);
    credential.secret().unwrap();
    credential.secret_for("the \u{1b}[31mnight run").unwrap();
    for _ in 0..10 {
        credential.secret().unwrap();
    }
    directory
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn status_and_lines(directory: &Path, args: &[&str]) -> (Option<i32>, Vec<String>) {
    let output = run(directory, &[&["audit"], args].concat());
    let shown = text(&output.stdout) + &text(&output.stderr);
    assert!(!shown.contains(SENTINEL) && !shown.contains(KEY), "{shown}");
    // Nothing that a terminal obeys.
    assert!(!shown.contains('\u{1b}'), "{shown}");
    (output.status.code(), shown.lines().map(str::to_owned).collect())
}

/// Changes a line.
fn change(directory: &Path, number: usize, change: impl Fn(&str) -> String) {
    let path = directory.join("access.jsonl");
    let content = fs::read_to_string(&path).unwrap();
    let mut lines: Vec<String> = content.lines().map(str::to_owned).collect();
    lines[number - 1] = change(&lines[number - 1]);
    fs::write(&path, lines.join("\n") + "\n").unwrap();
}

#[test]
fn a_log_that_was_not_changed_is_good() {
    let directory = log(None);
    let (status, lines) = status_and_lines(directory.path(), &["verify", "access.jsonl"]);
    assert_eq!(status, Some(0), "{lines:?}");
    assert_eq!(lines[0], "5 records of 12 accesses follow each other");
    assert!(lines[1].starts_with("last record: 5, "), "{lines:?}");
    assert_eq!(lines[2], "without a key, whoever can write the file can recalculate all hashes");
    assert!(lines.iter().all(|line| line.len() <= 80), "{lines:?}");
    // As a last record that is kept elsewhere.
    let head = lines[1].rsplit(' ').next().unwrap();
    let (status, _) =
        status_and_lines(directory.path(), &["verify", "access.jsonl", "--head", head]);
    assert_eq!(status, Some(0));
    let content = fs::read_to_string(directory.path().join("access.jsonl")).unwrap();
    let cut: Vec<&str> = content.lines().take(3).collect();
    fs::write(directory.path().join("access.jsonl"), cut.join("\n") + "\n").unwrap();
    assert_eq!(status_and_lines(directory.path(), &["verify", "access.jsonl"]).0, Some(0));
    let (status, lines) =
        status_and_lines(directory.path(), &["verify", "access.jsonl", "--head", head]);
    assert_eq!(status, Some(1));
    let gone = "no record has the hash of --head: the end was cut off, or this is another log";
    assert!(lines.contains(&gone.to_owned()), "{lines:?}");
}

#[test]
fn files_that_do_not_continue_each_other_are_to_be_verified_one_by_one() {
    let (old, new) = (log(None), log(None));
    fs::copy(new.path().join("access.jsonl"), old.path().join("new.jsonl")).unwrap();
    let (status, lines) = status_and_lines(old.path(), &["verify", "access.jsonl", "new.jsonl"]);
    assert_eq!(status, Some(1));
    // Behind a note.
    assert_eq!(lines[1], "new.jsonl:1: does not continue the file before");
    assert!(
        lines[2].ends_with("verify them one by one, and keep the last hash of each"),
        "{lines:?}"
    );
    assert_eq!(lines.len(), 3, "no count of all the files");
}

#[test]
fn what_is_not_there_is_said_in_words() {
    let directory = log(None);
    let error = |args: &[&str]| {
        let output = run(directory.path(), &[&["audit"], args].concat());
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        String::from_utf8(output.stderr).unwrap()
    };
    assert_eq!(error(&["verify", "nofile"]), "error: `nofile` does not exist\n");
    fs::write(directory.path().join("Cargo.toml"), "[package]\n").unwrap();
    assert_eq!(
        error(&["show", "Cargo.toml"]),
        "error: no line of it is a record: this is no audit log\n"
    );
    let (status, lines) =
        status_and_lines(directory.path(), &["show", "access.jsonl", "--id", "nope"]);
    assert_eq!((status, lines), (Some(0), vec!["no access matches".to_owned()]));
    let (_, lines) = status_and_lines(directory.path(), &["show", "access.jsonl"]);
    assert!(lines.iter().all(|line| !line.ends_with(' ')), "{lines:?}");
}

#[test]
fn the_first_line_that_was_changed_is_named() {
    let directory = log(None);
    change(directory.path(), 3, |line| line.replace("\"count\":1", "\"count\":2"));
    let (status, lines) = status_and_lines(directory.path(), &["verify", "access.jsonl"]);
    assert_eq!(status, Some(1));
    assert_eq!(
        lines,
        [
            "access.jsonl:3: was changed: its hash is not that of its content",
            "before that, 2 records of 1 access follow each other",
            "do not trust that record and those behind it: move the file away, and keep it",
        ]
    );
    let output = run(directory.path(), &["audit", "verify", "access.jsonl", "--format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    let mut document: Value = serde_json::from_slice(&output.stdout).unwrap();
    let head = document["head"].take();
    assert_eq!(head.as_str().unwrap().len(), 64);
    assert_eq!(
        document,
        json!({
            "outcome": "bad", "records": 2, "accesses": 1, "lost": 0, "keyed": false, "head_found": null,
            "sequence": 2, "head": null,
            "finding": {
                "file": "access.jsonl", "line": 3, "code": "changed",
                "message": "was changed: its hash is not that of its content",
            },
            "notes": [],
        })
    );
}

#[test]
fn a_key_comes_from_a_variable_or_a_file() {
    let directory = log(Some(KEY));
    fs::write(directory.path().join("key"), format!("{KEY}\n")).unwrap();
    fs::write(directory.path().join("short"), "short").unwrap();
    fs::write(directory.path().join("other"), "another key of the tests").unwrap();
    let verify = |more: &[&str]| {
        status_and_lines(directory.path(), &[&["verify", "access.jsonl"], more].concat())
    };
    assert_eq!(verify(&["--key-file", "key"]).0, Some(0));
    let output = Command::new(env!("CARGO_BIN_EXE_cargo-credentials"))
        .args(["audit", "verify", "access.jsonl", "--key-from", "AUDIT_KEY"])
        .current_dir(directory.path())
        .env("AUDIT_KEY", KEY)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let (status, lines) = verify(&[]);
    assert_eq!(status, Some(2));
    assert!(lines.last().unwrap().starts_with("the log has a key: give it"), "{lines:?}");
    let (status, lines) = verify(&["--key-file", "other"]);
    let wrong = "access.jsonl:1: was changed, or the log was made with another key";
    assert_eq!((status, &*lines[0]), (Some(1), wrong));
    for (option, value, expected) in [
        (
            "--key-from",
            "NOT_SET_KEY",
            "error: environment variable `NOT_SET_KEY` is not set; set it to the key",
        ),
        ("--key-file", "short", "error: the key has fewer than 16 bytes, as no log's has"),
        ("--key-file", "none", "error: `none` does not exist"),
        ("--head", "abc", "error: `--head` takes a hash of 64 hexadecimal digits"),
    ] {
        let (status, lines) = verify(&[option, value]);
        assert_eq!((status, lines.as_slice()), (Some(2), &[expected.to_owned()][..]));
    }
    assert_eq!(status_and_lines(directory.path(), &["verify", "none.jsonl"]).0, Some(2));
    // Who says that there is a key is not told that all is well without one.
    let plain = log(None);
    fs::write(plain.path().join("key"), KEY).unwrap();
    let (status, lines) =
        status_and_lines(plain.path(), &["verify", "access.jsonl", "--key-file", "key"]);
    let expected = "access.jsonl:1: begins a log without a key, and there is to be one";
    assert_eq!((status, &*lines[0]), (Some(1), expected));
}

#[test]
fn rotated_files_are_verified_in_their_order() {
    let directory = directory(&[]);
    let path = directory.path().join("access.jsonl");
    let credential = observed(AuditLog::builder(&path).fold(Duration::ZERO).open().unwrap());
    credential.secret().unwrap();
    fs::rename(&path, directory.path().join("access.jsonl.1")).unwrap();
    credential.secret().unwrap();
    let both = ["verify", "access.jsonl.1", "access.jsonl"];
    let (status, lines) = status_and_lines(directory.path(), &both);
    assert_eq!((status, &*lines[0]), (Some(0), "4 records of 2 accesses follow each other"));
    let (status, lines) = status_and_lines(directory.path(), &["verify", "access.jsonl"]);
    let note =
        "access.jsonl:1: continues a file that was not given; if it is nowhere, it was removed";
    assert_eq!((status, &*lines[0]), (Some(0), note));
    let (status, lines) =
        status_and_lines(directory.path(), &["verify", "access.jsonl", "access.jsonl.1"]);
    assert_eq!(status, Some(1));
    let wrong = "access.jsonl.1:1: does not continue the file before".to_owned();
    assert!(lines.contains(&wrong), "{lines:?}");
}

#[test]
fn a_log_is_shown_in_80_columns() {
    let directory = log(None);
    let (status, lines) = status_and_lines(directory.path(), &["show", "access.jsonl"]);
    assert_eq!(status, Some(0));
    assert!(lines.iter().all(|line| line.chars().count() <= 80), "{lines:#?}");
    let shown: Vec<String> = lines
        .iter()
        .map(|line| {
            line.split_once(&format!("[{}]", std::process::id()))
                .map_or(line.as_str(), |(start, _)| start)
        })
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    assert!(shown[0].contains("the file begins"), "{lines:#?}");
    let access = format!("2027-01-15 08:00:00 tested.token …{}", &file!()[file!().len() - 10..]);
    let access = access.split('…').next().unwrap().to_owned();
    assert!(shown[1].replace('T', " ").starts_with(&access), "{shown:#?}");
    assert_eq!(shown[3], "for the \\u{1b}[31mnight run");
    assert!(lines.iter().any(|line| line.contains(" x9 ")), "{lines:#?}");
    let counts = lines.iter().skip_while(|line| !line.is_empty()).skip(2);
    let counts: Vec<Vec<&str>> = counts.map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(counts, [["12", "tested", "2027-01-15T08:00:00", "2027-01-15T08:00:00"]]);
}

#[test]
fn records_are_filtered_and_counted_for_programs() {
    let directory = log(None);
    let json_of = |args: &[&str]| -> Vec<Value> {
        let output = run(
            directory.path(),
            &[&["audit", "show", "access.jsonl", "--format", "json"], args].concat(),
        );
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        let stream = serde_json::Deserializer::from_slice(&output.stdout);
        stream.into_iter().collect::<Result<_, _>>().unwrap()
    };
    assert_eq!(json_of(&[]).len(), 5);
    assert_eq!(json_of(&["--id", "tested"]).len(), 4);
    assert_eq!(json_of(&["--id", "other"]).len(), 0);
    assert_eq!(
        json_of(&["--since", "2027-01-15", "--until", "2027-01-15", "--id", "tested"]).len(),
        4
    );
    assert_eq!(json_of(&["--until", "2027-01-14T23:59:59", "--id", "tested"]).len(), 0);
    assert_eq!(json_of(&["--at", "audit.rs"]).len(), 4);
    let line = json_of(&["--id", "tested"])[0]["line"].clone();
    assert_eq!(json_of(&["--at", &format!("audit.rs:{line}")]).len(), 1);
    assert_eq!(
        json_of(&["--counts"]),
        [json!({
            "credentials": [{
                "credential_id": "tested", "accesses": 12, "records": 4,
                "first": "2027-01-15T08:00:00.000000Z", "last": "2027-01-15T08:00:00.000000Z",
            }],
            "others": 0,
        })]
    );
    let output = run(directory.path(), &["audit", "show", "access.jsonl", "--since", "yesterday"]);
    assert_eq!(output.status.code(), Some(2));
}

/// Whoever can write the file may write anything into it.
#[test]
fn a_hostile_file_is_shown_without_harm() {
    let directory = log(None);
    let path = directory.path().join("access.jsonl");
    let mut content = fs::read_to_string(&path).unwrap();
    let last = content.lines().last().unwrap().to_owned();
    let hostile = last.replace("\"tested\"", "\"\\u001b]0;x\\u0007\\u202e\\r\"");
    content += &[&hostile, "\n\u{1b}[2J\n", &"x".repeat(1_000_000)].concat();
    fs::write(&path, content).unwrap();
    let (status, lines) = status_and_lines(directory.path(), &["show", "access.jsonl"]);
    assert_eq!(status, Some(0));
    assert!(lines.iter().all(|line| !line.contains(['\u{1b}', '\u{7}', '\r', '\u{202e}'])));
    assert_eq!(lines.last().unwrap(), "2 lines are no records; `audit verify` says more");
    let (status, lines) = status_and_lines(directory.path(), &["verify", "access.jsonl"]);
    assert_eq!((status, lines[0].starts_with("access.jsonl:6: was changed")), (Some(1), true));
}
