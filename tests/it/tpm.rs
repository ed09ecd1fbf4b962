//! `source: tpm` as a program has it, with a TPM in software.

use std::fs;
use std::time::{Duration, Instant};

use provider_credentials::{AuditLog, ExposeSecret, Live, LiveOptions, Loader, credentials};
use provider_credentials_test_servers::Swtpm;

use crate::support::shown;

credentials!("it/manifests/tpm.yaml", struct Sealed);
credentials!("it/manifests/tpm_sources.yaml", struct Sources);

const PASSWORD: &str = "of-the-object-91c4";

/// A TPM with something sealed for each credential.
fn sealed(test: &str) -> Option<Swtpm> {
    let tpm = Swtpm::for_test(test)?;
    tpm.policy_with(&["tpm2_policypcr -Q -l sha256:7", "tpm2_policyauthvalue"], "policy");
    tpm.seal("openai", "first-value-of-the-tpm", &format!("-L policy -p {PASSWORD}"));
    tpm.seal("database", r#"{"username":"ada","password":"of-database"}"#, "");
    tpm.tool("tpm2_load -Q -C primary.ctx -u database.pub -r database.priv -c it.ctx");
    tpm.tool("tpm2_evictcontrol -Q -C o -c it.ctx 0x81010001");
    tpm.seal("encoded", "/wBieXRlcw==\n", "");
    tpm.tool("tpm2_encodeobject -C primary.ctx -u encoded.pub -r encoded.priv -o it.tss");
    _ = tpm.file("encoded.tss", fs::read(tpm.path().join("it.tss")).unwrap());
    if let Some(jwe) = tpm.clevis(test, "{}", r#"{"api_key":"of-clevis"}"#) {
        _ = tpm.file("it.jwe", jwe);
    }
    Some(tpm)
}

fn loader(tpm: &Swtpm) -> Loader {
    let variables = [
        ("TPM2TOOLS_TCTI", tpm.tcti()),
        ("TPM_PASSWORD", PASSWORD.to_owned()),
        ("OPTIONAL", "of-the-variable".to_owned()),
    ];
    Loader::new().with_environment(variables).base_dir(tpm.path())
}

#[test]
fn what_is_sealed_is_loaded() {
    let Some(tpm) = sealed("what_is_sealed_is_loaded") else { return };
    let set: Sealed = loader(&tpm).load();
    assert_eq!(shown(&set.openai), "first-value-of-the-tpm");
    assert_eq!(shown(&set.pinned), "<path_variable_not_set>");
    assert_eq!(set.database.username().unwrap(), "ada");
    assert_eq!(set.database.password().unwrap().expose_secret(), "of-database");
    assert_eq!(set.encoded.secret().unwrap().expose_bytes(), b"\xff\x00bytes");
    assert_eq!(shown(&set.optional), "of-the-variable");
    if tpm.path().join("it.jwe").exists() {
        assert_eq!(shown(&set.of_clevis), "of-clevis");
    }
    let metadata = set.openai.metadata();
    assert_eq!(metadata.to_string(), "openai (openai): loaded from tpm");
    assert_eq!(metadata.place().to_string(), "sealed object `${SEALED:-openai}.pub`");
    assert_eq!(tpm.left_behind(), 0);
}

#[test]
fn what_is_pinned_comes_from_that_tpm_alone() {
    let Some(tpm) = sealed("what_is_pinned_comes_from_that_tpm_alone") else { return };
    let printed = tpm.tool("tpm2_readpublic -c primary.ctx");
    let name = printed.lines().find_map(|line| line.strip_prefix("name: ")).unwrap();
    let pinned = |name: &str| {
        let variables = [("TPM2TOOLS_TCTI", &*tpm.tcti()), ("TPM_PARENT_NAME", name)];
        let set: Sealed = loader(&tpm).with_environment(variables).load();
        shown(&set.pinned)
    };
    assert_eq!(pinned(name), "/wBieXRlcw==");
    assert_eq!(pinned(&format!("000b{}", "5a".repeat(32))), "<tpm_parent_mismatch>");
    assert_eq!(pinned("of-another-machine"), "<tpm_parent_name_invalid>");
}

#[test]
fn a_set_that_is_kept_current_unseals_anew_and_redacts() {
    let Some(tpm) = sealed("a_set_that_is_kept_current_unseals_anew_and_redacts") else { return };
    let options = LiveOptions::new().interval(Duration::from_millis(300));
    let live = Live::<Sealed>::start_with(loader(&tpm), options);
    assert_eq!(shown(&live.current().openai), "first-value-of-the-tpm");
    // Nobody reads a half of it: the private part is replaced first, and does not open without the other.
    tpm.seal("new", "second-value-of-the-tpm", &format!("-L policy -p {PASSWORD}"));
    for end in ["priv", "pub"] {
        let file = |name: &str| tpm.path().join(format!("{name}.{end}"));
        fs::rename(file("new"), file("openai")).unwrap();
    }
    let since = Instant::now();
    while shown(&live.current().openai) != "second-value-of-the-tpm" {
        assert!(since.elapsed() < Duration::from_secs(20), "{}", live.current().openai.metadata());
        std::thread::sleep(Duration::from_millis(50));
    }
    // An update of the firmware while it runs leaves the last good value.
    tpm.extend(7);
    std::thread::sleep(Duration::from_millis(900));
    let current = live.current();
    assert_eq!(shown(&current.openai), "second-value-of-the-tpm");
    let said = current.redactor().redact("it is second-value-of-the-tpm").to_string();
    assert!(!said.contains("second-value"), "{said}");
}

#[test]
fn the_audit_log_has_what_is_read_of_it() {
    let Some(tpm) = sealed("the_audit_log_has_what_is_read_of_it") else { return };
    let path = tpm.path().join("access.jsonl");
    let log = AuditLog::builder(&path).fold(Duration::ZERO).open().unwrap();
    let set: Sealed = loader(&tpm).with_access_observer(log).load();
    assert_eq!(shown(&set.openai), "first-value-of-the-tpm");
    let content = fs::read_to_string(&path).unwrap();
    let records: Vec<serde_json::Value> =
        content.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let of = |id: &str| records.iter().filter(|record| record["credential_id"] == id).count();
    assert_eq!((of("openai"), of("database")), (1, 0), "{content}");
    assert!(!content.contains("first-value") && !content.contains(PASSWORD), "{content}");
}

/// Without a TPM, each credential of it says so, and others load.
#[test]
fn a_tpm_that_is_not_there_fails_its_own_credentials() {
    let directory = tempfile::tempdir().unwrap();
    let variables = [("TCTI", "device:/dev/tpm-of-another-machine"), ("OPTIONAL", "there")];
    let loader = Loader::new().with_environment(variables).base_dir(directory.path());
    let set: Sealed = loader.load();
    assert_eq!(shown(&set.database), "<tpm_not_found>");
    assert_eq!(shown(&set.openai), "<tpm_sealed_not_found>");
    assert_eq!(shown(&set.optional), "there");
}

/// What a cleared TPM has lost is no reason to take an old value from the next source in silence.
#[test]
fn a_cleared_tpm_is_no_absent_secret() {
    let Some(tpm) = Swtpm::for_test("a_cleared_tpm_is_no_absent_secret") else { return };
    tpm.seal("openai", "of-the-tpm", "");
    tpm.tool("tpm2_load -Q -C primary.ctx -u openai.pub -r openai.priv -c it.ctx");
    tpm.tool("tpm2_evictcontrol -Q -C o -c it.ctx 0x81010001");
    let set: Sources = loader(&tpm).load();
    let all = |set: &Sources| {
        [&set.persistent, &set.allowed, &set.of_files, &set.half].map(|it| shown(it))
    };
    let there = ["of-the-tpm", "of-the-tpm", "of-the-tpm", "<tpm_private_missing>"];
    assert_eq!(all(&set), there);
    tpm.tool("tpm2_clear -Q -c p");
    let set: Sources = loader(&tpm).load();
    let cleared = [
        "<tpm_sealed_not_found>",
        "of-the-variable",
        "<tpm_foreign_object>",
        "<tpm_private_missing>",
    ];
    assert_eq!(all(&set), cleared);
}
