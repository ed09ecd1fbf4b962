//! `source: command` as a program has it.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::time::{Duration, Instant};

use provider_credentials::{AuditLog, ExposeSecret, Live, LiveOptions, Loader, credentials};

use crate::support::{Files, shown};

credentials!("it/manifests/command.yaml", struct Programs);

fn script(files: &Files, name: &str, text: &str) {
    // In place, so that nobody runs a half of it.
    let new = files.join("new");
    fs::write(&new, format!("#!/bin/sh\n{text}\n")).unwrap();
    fs::set_permissions(&new, fs::Permissions::from_mode(0o755)).unwrap();
    fs::rename(new, files.join(name)).unwrap();
}

fn programs() -> (Files, Loader) {
    let files = Files::new();
    script(&files, "key", "printf '%s' \"$1,$2,$KEY_SESSION,${KEY_UNSET-unset},${OTHER-other}\"");
    script(&files, "item", "printf '{ \"username\": \"ada\", \"password\": \"of-%s\" }' $1");
    script(&files, "bytes", "printf '/wBieXRlcw=='");
    let loader = Loader::new().with_environment([
        ("PROGRAMS", files.path().to_str().unwrap()),
        ("PATH", "/usr/bin:/bin"),
        ("KEY_SESSION", "session=1"),
        ("OTHER", "not-named"),
        ("OPENAI_API_KEY", "of-the-variable"),
    ]);
    (files, loader)
}

#[test]
fn what_programs_write_is_loaded() {
    let (_files, loader) = programs();
    let set: Programs = loader.load();
    assert_eq!(shown(&set.openai), "--of=dev,$HOME,session=1,unset,other");
    assert_eq!(set.database.username().unwrap(), "ada");
    assert_eq!(set.database.password().unwrap().expose_secret(), "of-database");
    assert_eq!(set.encoded.secret().unwrap().expose_bytes(), b"\xff\x00bytes");
    let metadata = set.openai.metadata();
    assert_eq!(metadata.source(), "command");
    assert_eq!(metadata.to_string(), "openai (openai): loaded from command");
    let place = "command `${PROGRAMS}/key --of=${STAGE:-dev} $$HOME`";
    assert_eq!(metadata.place().to_string(), place);
}

#[test]
fn another_source_is_tried_where_the_manifest_says_so() {
    let (_files, loader) = programs();
    let set: Programs = loader.load();
    assert_eq!(shown(&set.optional), "of-the-variable");
    let codes: Vec<_> =
        set.optional.metadata().warnings().iter().map(|one| one.code().to_owned()).collect();
    assert_eq!(codes.len(), 2, "{codes:?}");
    assert_eq!(shown(&set.strict), "<command_not_found>");
}

#[test]
fn a_set_that_is_kept_current_runs_them_anew_and_redacts() {
    let (files, loader) = programs();
    script(&files, "key", "echo first-value-of-the-program");
    let options = LiveOptions::new().interval(Duration::from_millis(300));
    let live = Live::<Programs>::start_with(loader, options);
    assert_eq!(shown(&live.current().openai), "first-value-of-the-program");
    script(&files, "key", "echo second-value-of-the-program");
    let since = Instant::now();
    while shown(&live.current().openai) != "second-value-of-the-program" {
        assert!(since.elapsed() < Duration::from_secs(20), "{}", live.current().openai.metadata());
        std::thread::sleep(Duration::from_millis(50));
    }
    // A program that fails now leaves the last good value.
    script(&files, "key", "exit 1");
    std::thread::sleep(Duration::from_millis(900));
    let current = live.current();
    assert_eq!(shown(&current.openai), "second-value-of-the-program");
    let said = current.redactor().redact("it is second-value-of-the-program").to_string();
    assert!(!said.contains("second-value"), "{said}");
}

#[test]
fn the_audit_log_has_what_is_read_of_them() {
    let (files, loader) = programs();
    script(&files, "key", "echo a-value-of-the-program");
    let path = files.join("access.jsonl");
    let log = AuditLog::builder(&path).fold(Duration::ZERO).open().unwrap();
    let set: Programs = loader.with_access_observer(log).load();
    assert_eq!(shown(&set.openai), "a-value-of-the-program");
    assert_eq!(shown(&set.strict), "<command_not_found>");
    let content = fs::read_to_string(&path).unwrap();
    let records: Vec<serde_json::Value> =
        content.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let of = |id: &str| records.iter().filter(|record| record["credential_id"] == id).count();
    assert_eq!((of("openai"), of("database")), (1, 0), "{content}");
    let record = records.iter().find(|record| record["credential_id"] == "openai").unwrap();
    assert_eq!((&record["provider"], &record["part"]), (&"openai".into(), &"secret".into()));
    assert!(!content.contains("a-value-of") && !content.contains("session=1"), "{content}");
}
