//! `source: keyring` as a program has it, with GNOME Keyring.

use std::fs;
use std::time::{Duration, Instant};

use provider_credentials::{AuditLog, ExposeSecret, Live, LiveOptions, Loader, credentials};
use provider_credentials_test_servers::Session;

use crate::support::{Files, shown};

credentials!("it/manifests/keyring.yaml", struct Keyrings);

fn session(test: &str) -> Option<(Session, Loader)> {
    let session = Session::for_test(test)?;
    session.store("my-agent", "openai", "first-password-of-the-keyring");
    session.store("my-agent", "database", "{\"username\": \"ada\", \"password\": \"of-database\"}");
    session.store("my-agent", "bytes", "/wBieXRlcw==");
    let variables = session.variables().map(|(name, value)| (name.to_owned(), value));
    let other = ("OPENAI_API_KEY".to_owned(), "of-the-variable".to_owned());
    let loader = Loader::new().with_environment(variables.into_iter().chain([other]));
    Some((session, loader))
}

#[test]
fn what_is_in_the_keyring_is_loaded() {
    let Some((session, loader)) = session("what_is_in_the_keyring_is_loaded") else { return };
    let set: Keyrings = loader.load();
    assert_eq!(shown(&set.openai), "first-password-of-the-keyring");
    assert_eq!(set.database.username().unwrap(), "ada");
    assert_eq!(set.database.password().unwrap().expose_secret(), "of-database");
    assert_eq!(set.encoded.secret().unwrap().expose_bytes(), b"\xff\x00bytes");
    assert_eq!(shown(&set.optional), "of-the-variable");
    let metadata = set.openai.metadata();
    assert_eq!(metadata.to_string(), "openai (openai): loaded from keyring");
    let place = "password of `openai` for `${SERVICE:-my-agent}` in the keyring";
    assert_eq!(metadata.place().to_string(), place);

    // One that is locked, or not there, lets no other source take its place unseen.
    session.lock();
    let set: Keyrings = loader.load();
    assert_eq!(shown(&set.strict), "<keyring_locked>");
    assert_eq!(shown(&set.reachable), "of-the-variable");
    drop(session);
    let set: Keyrings = loader.load();
    assert_eq!(shown(&set.strict), "<keyring_no_bus>");
    assert_eq!(shown(&set.reachable), "of-the-variable");
}

#[test]
fn a_set_that_is_kept_current_has_the_new_password_and_redacts() {
    let test = "a_set_that_is_kept_current_has_the_new_password_and_redacts";
    let Some((session, loader)) = session(test) else { return };
    let options = LiveOptions::new().interval(Duration::from_millis(300));
    let live = Live::<Keyrings>::start_with(loader, options);
    assert_eq!(shown(&live.current().openai), "first-password-of-the-keyring");
    session.store("my-agent", "openai", "second-password-of-the-keyring");
    let since = Instant::now();
    while shown(&live.current().openai) != "second-password-of-the-keyring" {
        assert!(since.elapsed() < Duration::from_secs(20), "{}", live.current().openai.metadata());
        std::thread::sleep(Duration::from_millis(50));
    }
    // A keyring that is locked now leaves the last good value.
    session.lock();
    std::thread::sleep(Duration::from_millis(900));
    let current = live.current();
    assert_eq!(shown(&current.openai), "second-password-of-the-keyring");
    let said = current.redactor().redact("it is second-password-of-the-keyring").to_string();
    assert!(!said.contains("second-password"), "{said}");
}

#[test]
fn the_audit_log_has_what_is_read_of_it() {
    let Some((_session, loader)) = session("the_audit_log_has_what_is_read_of_it") else { return };
    let files = Files::new();
    let path = files.join("access.jsonl");
    let log = AuditLog::builder(&path).fold(Duration::ZERO).open().unwrap();
    let set: Keyrings = loader.with_access_observer(log).load();
    assert_eq!(shown(&set.openai), "first-password-of-the-keyring");
    let content = fs::read_to_string(&path).unwrap();
    let records: Vec<serde_json::Value> =
        content.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let of = |id: &str| records.iter().filter(|record| record["credential_id"] == id).count();
    assert_eq!((of("openai"), of("database")), (1, 0), "{content}");
    assert!(!content.contains("first-password"), "{content}");
}
