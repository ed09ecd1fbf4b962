//! `source: pkcs11` as a program has it.
#![cfg(target_os = "linux")]

use std::fs;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use provider_credentials::{AuditLog, ExposeSecret, Live, LiveOptions, Loader, credentials};
use provider_credentials_test_servers::{HsmModule, SoftHsm};

use crate::support::{Files, shown, write_secret};

credentials!("it/manifests/tokens.yaml", struct Tokens);

const TOKEN: &str = "program";
/// One with keys that sign.
pub(crate) const KEYS: &str = "client-keys";
pub(crate) const PIN: &str = "pin-of-the-program-3e7b";

/// The token of this process.
pub(crate) fn hsm() -> Option<&'static SoftHsm> {
    static HSM: OnceLock<Option<SoftHsm>> = OnceLock::new();
    let made = || {
        let test = "source: pkcs11";
        let hsm = SoftHsm::for_test(test)?.with_token(test, TOKEN, PIN)?;
        let hsm = hsm.with_token(test, KEYS, PIN)?;
        hsm.put(TOKEN, PIN, "openai", b"of-the-token");
        hsm.put(TOKEN, PIN, "database", br#"{ "username": "ada", "password": "of-the-database" }"#);
        hsm.put(TOKEN, PIN, "changing", b"first-value-of-the-token");
        Some(hsm)
    };
    HSM.get_or_init(made).as_ref()
}

fn program(object: &str) -> Option<(Files, HsmModule, Loader)> {
    let module = hsm()?.module();
    let files = Files::new().with("pin", PIN);
    let loader = Loader::new().with_environment([
        ("PKCS11_MODULE_PATH", module.path().to_str().unwrap()),
        ("PIN_FILE", files.join("pin").to_str().unwrap()),
        ("OBJECT", object),
        ("OPENAI_API_KEY", "of-the-variable"),
    ]);
    Some((files, module, loader))
}

#[test]
fn objects_of_a_token_are_loaded() {
    let Some((_files, module, loader)) = program("openai") else { return };
    let set: Tokens = loader.load();
    assert_eq!(shown(&set.openai), "of-the-token");
    assert_eq!(set.database.username().unwrap(), "ada");
    assert_eq!(set.database.password().unwrap().expose_secret(), "of-the-database");
    assert_eq!(shown(&set.falls_back), "of-the-variable");
    assert_eq!(set.openai.metadata().to_string(), "openai (openai): loaded from pkcs11");
    assert_eq!((module.calls("C_OpenSession"), module.calls("C_Login")), (1, 1));
}

#[test]
fn a_set_that_is_kept_current_reads_them_anew_and_tries_no_pin_twice() {
    let Some((files, module, loader)) = program("changing") else { return };
    let options = LiveOptions::new().interval(Duration::from_millis(300));
    let live = Live::<Tokens>::start_with(loader, options);
    assert_eq!(shown(&live.current().openai), "first-value-of-the-token");
    let hsm = hsm().unwrap();
    let delete = ["--delete-object", "--type", "data", "--label", "changing"];
    hsm.tool(TOKEN, PIN, &delete, b"");
    hsm.put(TOKEN, PIN, "changing", b"second-value-of-the-token");
    let since = Instant::now();
    while shown(&live.current().openai) != "second-value-of-the-token" {
        assert!(since.elapsed() < Duration::from_secs(20), "{}", live.current().openai.metadata());
        std::thread::sleep(Duration::from_millis(50));
    }
    // A wrong PIN leaves the last good value, and is tried once, however often the set is loaded.
    write_secret(&files.join("pin"), "a-wrong-pin-of-live");
    std::thread::sleep(Duration::from_secs(2));
    let (logins, sessions) = (module.calls("C_Login"), module.calls("C_OpenSession"));
    std::thread::sleep(Duration::from_millis(1500));
    assert_eq!(module.calls("C_Login"), logins);
    assert!(module.calls("C_OpenSession") > sessions, "it is loaded no more");
    let current = live.current();
    assert_eq!(shown(&current.openai), "second-value-of-the-token");
    let said = current.redactor().redact("it is second-value-of-the-token").to_string();
    assert!(!said.contains("second-value"), "{said}");
    // The right one is another try.
    write_secret(&files.join("pin"), PIN);
    let since = Instant::now();
    while module.calls("C_Login") == logins {
        assert!(since.elapsed() < Duration::from_secs(20));
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn the_audit_log_has_what_is_read_of_them() {
    let Some((files, _module, loader)) = program("openai") else { return };
    let path = files.join("access.jsonl");
    let log = AuditLog::builder(&path).fold(Duration::ZERO).open().unwrap();
    let set: Tokens = loader.with_access_observer(log).load();
    assert_eq!(shown(&set.openai), "of-the-token");
    let content = fs::read_to_string(&path).unwrap();
    let records: Vec<serde_json::Value> =
        content.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(records.iter().any(|record| record["credential_id"] == "openai"), "{content}");
    assert!(!content.contains("of-the-token") && !content.contains(PIN), "{content}");
}
