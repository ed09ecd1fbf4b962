//! What is in a record.

use std::time::{Duration, SystemTime};

use provider_credentials_audit::Outcome;
use provider_credentials_core::Loader;
use serde_json::json;

use crate::support::{Place, SENTINEL, load, verify};

#[test]
fn a_record_says_who_what_where_and_when() {
    let place = Place::new();
    let log = place.builder().open().unwrap();
    let at = SystemTime::UNIX_EPOCH + Duration::from_micros(1_800_000_000_000_001);
    let credential = load(Loader::isolated().clock(move || at).with_access_observer(log.clone()));
    let line = line!() + 1;
    credential.secret_for("the \"night\" run\u{2028}\u{1b}[31m é").unwrap();
    credential.part("account").unwrap();
    let lines = place.lines();
    assert_eq!(lines.len(), 2, "a part that everybody may know is no access");
    let mut header = lines[0].clone();
    let time = header["time"].take();
    assert!(time.as_str().unwrap().ends_with('Z'));
    let process = std::env::current_exe().unwrap();
    let process = process.file_name().unwrap().to_str().unwrap();
    let pid = std::process::id();
    assert_eq!(
        header,
        json!({
            "seq": 1, "time": null, "event": "audit_opened", "format": 1, "alg": "sha256", "key_id": null,
            "pid": pid, "process": process, "prev": "0".repeat(64), "hash": header["hash"],
        })
    );
    let record = &lines[1];
    assert_eq!(
        *record,
        json!({
            "seq": 2, "time": "2027-01-15T08:00:00.000001Z", "event": "credential_accessed",
            "credential_id": "tested", "provider": "test", "kind": "acme", "part": "token", "generation": 1,
            "file": file!(), "line": line, "column": 16,
            "reason": "the \"night\" run\u{2028}\u{1b}[31m é", "count": 1, "since": null,
            "pid": pid, "process": process, "prev": header["hash"], "hash": record["hash"],
        })
    );
    let content = String::from_utf8(place.content()).unwrap();
    // To every reader of whatever text, a record is one line, and no sign of a terminal is in it.
    assert!(content.is_ascii() && content.lines().count() == 2);
    assert!(content.bytes().all(|byte| byte == b'\n' || !byte.is_ascii_control()));
    assert!(!content.contains(SENTINEL));
    assert_eq!(verify(content.as_bytes(), None).outcome, Outcome::Good);
}

/// As the documentation says that anybody can.
#[test]
fn the_shell_can_verify_a_line() {
    let place = Place::new();
    crate::support::observed(&place.builder().open().unwrap()).secret().unwrap();
    let output = std::process::Command::new("sh")
        .args(["-c", "tail -n 1 \"$1\" | sed 's/,\"hash\":.*//' | tr -d '\\n' | sha256sum", "sh"])
        .arg(place.path())
        .output();
    let output = output.unwrap();
    let digits = String::from_utf8(output.stdout).unwrap();
    let last = place.lines().pop().unwrap();
    assert_eq!(digits.split(' ').next(), last["hash"].as_str());
}

/// A record that is too long for who verifies would spoil the file for ever.
#[test]
fn a_text_of_whatever_length_makes_a_record() {
    let place = Place::new();
    let credential = load(Loader::isolated().with_access_observer(place.builder().open().unwrap()));
    for text in ["x", "\u{1}", "é", "\u{1f512}"] {
        let long: &'static str = Box::leak(text.repeat(70_000).into_boxed_str());
        credential.secret_for(long).unwrap();
        let lines = place.lines();
        let kept = lines.last().unwrap()["reason"].as_str().unwrap();
        assert!(kept.len() == 1024 && long.starts_with(kept), "{}", kept.len());
    }
    let verified = verify(&place.content(), None);
    assert_eq!((verified.outcome, verified.accesses), (Outcome::Good, 4), "{:?}", verified.finding);
}
