//! Which files are written.

use std::fs;
use std::os::unix::fs::{MetadataExt as _, chown, symlink};
use std::process::Command;

use provider_credentials_audit::AuditLog;

use crate::support::{Place, chmod, observed};

fn code(path: impl Into<std::path::PathBuf>) -> Option<&'static str> {
    AuditLog::open(path).err().map(|error| error.code())
}

#[test]
fn a_new_file_is_its_owners_alone() {
    let place = Place::new();
    let log = AuditLog::open(place.path()).unwrap();
    assert_eq!(fs::metadata(place.path()).unwrap().mode() & 0o777, 0o600);
    assert_eq!(log.path(), place.path());
}

#[test]
fn what_others_can_write_or_replace_is_refused() {
    let place = Place::new();
    drop(AuditLog::open(place.path()).unwrap());
    for (mode, expected) in [
        (0o620, Some("audit_insecure")),
        (0o602, Some("audit_insecure")),
        // For a group that reads logs.
        (0o640, None),
    ] {
        chmod(&place.path(), mode);
        assert_eq!(code(place.path()), expected, "{mode:o}");
    }
    let shared = place.join("shared");
    fs::create_dir(&shared).unwrap();
    for (mode, expected) in [
        (0o777, Some("audit_insecure_directory")),
        (0o770, Some("audit_insecure_directory")),
        (0o1777, None),
        (0o755, None),
    ] {
        chmod(&shared, mode);
        assert_eq!(code(shared.join(format!("{mode:o}"))), expected, "{mode:o}");
    }
}

/// Whoever owns a directory can replace what is in it, whatever its mode.
#[test]
fn a_directory_of_somebody_else_is_refused() {
    let place = Place::new();
    let theirs = place.join("theirs");
    fs::create_dir(&theirs).unwrap();
    if chown(&theirs, Some(4711), None).is_err() {
        println!("NOT RUN: only root can give a directory away");
        return;
    }
    for mode in [0o755, 0o1777] {
        chmod(&theirs, mode);
        assert_eq!(code(theirs.join("log")), Some("audit_insecure_directory"), "{mode:o}");
    }
}

#[test]
fn what_is_no_file_or_no_log_is_refused_and_left_alone() {
    let place = Place::new();
    let target = place.join("target");
    fs::write(&target, "").unwrap();
    symlink(&target, place.join("link")).unwrap();
    fs::create_dir(place.join("directory")).unwrap();
    assert!(Command::new("mkfifo").arg(place.join("fifo")).status().unwrap().success());
    for name in ["link", "directory", "fifo"] {
        assert_eq!(code(place.join(name)), Some("audit_not_regular"), "{name}");
    }
    assert_eq!(code("/dev/full"), Some("audit_not_regular"));
    assert_eq!(code(place.join("none/x")), Some("audit_no_directory"));
    assert_eq!(code(place.join("target/x")), Some("audit_no_directory"));
    for text in
        ["notes", "notes\n", "{\"a\": 1}\n", "{\"seq\":1,\"time\":\"x\n", &"x\n".repeat(9999)]
    {
        fs::write(place.join("notes"), text).unwrap();
        assert_eq!(code(place.join("notes")), Some("audit_no_log"), "{text:.20}");
        assert_eq!(fs::read_to_string(place.join("notes")).unwrap(), text);
    }
}

#[test]
fn an_error_says_which_file_and_what_to_do() {
    let place = Place::new();
    let error = AuditLog::open(place.join("none/x")).unwrap_err();
    let shown = format!("{error:?}").replace(&place.join("").display().to_string(), "");
    assert_eq!(
        shown,
        "audit log `none/x`: the directory of the audit log does not exist; create it, with mode 700 \
         [audit_no_directory]"
    );
}

#[test]
fn each_cause_has_words_of_its_own() {
    let place = Place::new();
    let said = |name: &str| {
        let error = AuditLog::open(place.join(name)).unwrap_err().to_string();
        error.split_once("`: ").unwrap().1.to_owned()
    };
    fs::create_dir(place.join("directory")).unwrap();
    symlink(place.join("x"), place.join("link")).unwrap();
    for (name, mode) in [("theirs", 0o600), ("open", 0o666)] {
        fs::write(place.join(name), "").unwrap();
        chmod(&place.join(name), mode);
    }
    fs::create_dir(place.join("shared")).unwrap();
    chmod(&place.join("shared"), 0o777);
    let mut said_of = vec![
        ("directory", "a directory has the name of the audit log; move it away"),
        ("link", "the audit log is a symbolic link; give the path of the file"),
        ("..", "the path of the audit log names no file; give the path of a file"),
        (
            "open",
            "others than its owner may write to the audit log (its mode is 0666); `chmod 600` it",
        ),
        (
            "shared/x",
            "others can replace the audit log, because they may write to its directory (its mode is 0777); ",
        ),
    ];
    if chown(place.join("theirs"), Some(4711), None).is_ok() {
        said_of.push((
            "theirs",
            "the audit log belongs to neither the process's user nor root (its owner is user 4711); `chown` it",
        ));
    } else {
        println!("NOT RUN: only root can give a file away");
    }
    for (name, expected) in said_of {
        let said = said(name);
        assert!(said.starts_with(expected), "{name}: {said}");
    }
}

/// Of a program that changes its working directory, the log stays where it is.
#[test]
fn a_relative_path_is_that_of_the_start() {
    let name = format!("audit-{}.jsonl", std::process::id());
    let log = AuditLog::open(&name).unwrap();
    observed(&log).secret().unwrap();
    let path = log.path().to_owned();
    assert!(path.is_absolute());
    fs::remove_file(path).unwrap();
}
