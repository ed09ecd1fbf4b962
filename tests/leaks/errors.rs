//! Every code at run time, with a secret in play.

use std::collections::BTreeSet;

use provider_credentials_disguises::{Sentinels, odd};

use crate::audited::audit_key;
use crate::child::{CONTROLS, Played, Stream};
use crate::{child, explained, rows};

/// No load writes.
const WRITING: &str = "ends the writing of a file: runtime/sealed/tests/it/jwe/written.rs";

const AGE_WRITING: &str = "ends the writing of a file: runtime/sealed/tests/it/age/written.rs";

/// Codes without a case, and why.
const EXCEPT: &[(&str, &str)] = &[
    ("age_plugin_timed_out", "takes ten seconds: `runtime/sealed/src/age/plugin.rs` has it"),
    ("age_recipient_invalid", AGE_WRITING),
    ("age_recipient_missing", AGE_WRITING),
    ("certificate_pkcs12_off", "takes a program without `pkcs12`, which opens no store"),
    ("file_mounted_alone", "takes a mount: tests/it/live/mounted.rs"),
    ("format_unsupported", "takes a program without `json`, which looks at no content"),
    ("jwe_not_written", WRITING),
    ("keyring_expired", OF_KERNEL),
    ("keyring_no_collection", OF_WRITING_PASSWORD),
    ("keyring_no_kernel", OF_KERNEL),
    ("keyring_no_store", "takes a platform without any"),
    ("keyring_not_found", OF_KEYRING),
    ("keyring_not_storable", OF_KEYRING),
    ("keyring_not_text", OF_KEYRING),
    ("keyring_several", OF_KEYRING),
    ("keyring_too_large", OF_KERNEL),
    ("jwe_one_recipient", WRITING),
    ("jwe_recipient_invalid", WRITING),
    (
        "memory_not_locked",
        "takes a process with a limit: tests/it/locked_memory.rs has its whole text",
    ),
    ("pkcs11_module_hangs", "takes the time of a limit: `runtime/pkcs11/tests/it/keys.rs` has it"),
    ("pkcs11_no_module", "takes a machine without p11-kit: the text is static, as all of them are"),
    ("pkcs11_value_too_large", "takes an object of a megabyte, which tokens do not store"),
    ("sops_already_encrypted", OF_WRITING),
    (
        "sops_no_random",
        "takes a system without random numbers: no test has it, and its text is static",
    ),
    ("sops_plain_syntax", OF_WRITING),
    ("sops_plain_unsupported", OF_WRITING),
    ("sops_recipient_invalid", OF_WRITING),
    ("sops_recipient_missing", OF_WRITING),
    (
        "sops_recipient_timed_out",
        "takes the time of a limit: runtime/sealed/src/sops/write/file.rs",
    ),
    (
        "sops_recipient_unsupported",
        "ends the writing of a file: no test has it, and its text is static",
    ),
    ("tpm_clevis_key_invalid", "takes a TPM that unseals: runtime/tpm/tests/it/clevis.rs"),
    ("tpm_cryptography", "takes a system without random numbers"),
    ("tpm_no_access", "takes another user than root: runtime/tpm/tests/it/device.rs"),
    ("tpm_other_pcrs", OF_PCRS),
    ("tpm_password_not_in_policy", "takes a TPM with PCRs: runtime/tpm/tests/it/passwords.rs"),
    ("tpm_pcrs_invalid", OF_PCRS),
    ("oauth2_signing", "takes a key that `ring` accepts and cannot sign with"),
    (
        "variable_not_removed",
        "takes a process of one thread: tests/it/env_removal.rs has its whole text",
    ),
];

const OF_KEYRING: &str =
    "takes a keyring: `runtime/keyring/tests/it/mistakes.rs` searches its whole text";
const OF_WRITING_PASSWORD: &str =
    "ends the writing of a password: `runtime/keyring/tests/it/tools.rs` searches its whole text";
const OF_KERNEL: &str =
    "takes the kernel's keyrings: `runtime/keyring/tests/it/kernel.rs` searches its whole text";
const OF_PCRS: &str = "takes a TPM with PCRs: runtime/tpm/tests/it/mistakes.rs";

const OF_WRITING: &str = "is said to who encrypts a file: `runtime/sealed/tests/it/sops/write.rs`";

#[test]
fn every_code_is_provoked_and_says_nothing() {
    let ran = child::run();
    assert!(ran.cases.len() > 200, "{}", ran.cases.len());
    let mut wrong = Vec::new();
    for Played { name, is_in_play, code, codes, .. } in &ran.cases {
        if !codes.contains(code) {
            wrong.push(format!("`{name}` ended in {codes:?}"));
        }
        if !is_in_play {
            wrong.push(format!("`{name}` has no secret in play"));
        }
    }
    let sentinels = sentinels(&ran.cases);
    let records = ran.outputs[2].bytes.split(|byte| *byte == b'\n').count();
    assert!(records > 100, "only {records} accesses");
    for (stream, output) in Stream::ALL.into_iter().zip(&ran.outputs) {
        let bytes = &output.bytes;
        wrong.extend(sentinels.find(bytes).iter().map(|found| format!("{stream:?}: {found}")));
        for (name, planted_in) in CONTROLS {
            let control = Sentinels::new().with(name, &odd(name));
            assert_eq!(control.find(bytes).is_empty(), stream != planted_in, "{name}");
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_code_is_without_a_case() {
    let told = explained::codes();
    assert!(told.len() > 200, "{}", told.len());
    let cases: BTreeSet<String> = child::run().cases.iter().map(|case| case.code.clone()).collect();
    let except: BTreeSet<String> = EXCEPT.iter().map(|(code, _)| (*code).to_owned()).collect();
    let missing: Vec<&String> = told.iter().filter(|code| !cases.contains(*code)).collect();
    // Without `SoftHSM`, which has been said.
    let is_of_token = |code: &str| code.starts_with("pkcs11_") && !rows::has_tokens();
    let missing: Vec<&String> = missing.into_iter().filter(|code| !is_of_token(code)).collect();
    let missing: Vec<&&String> = missing.iter().filter(|code| !except.contains(**code)).collect();
    assert!(missing.is_empty(), "add a case in tests/leaks/rows for {missing:?}");
    assert!(cases.is_disjoint(&except), "no exception is needed where there is a case");
    assert!(except.is_subset(&told), "exceptions for codes that do not exist");
}

/// Of all cases; some share one.
fn sentinels(cases: &[Played]) -> Sentinels {
    let mut known = BTreeSet::new();
    let mut sentinels = Sentinels::new().with("key of the audit log", &audit_key());
    for case in cases {
        if known.insert(&case.secret) {
            sentinels = sentinels.with(&case.name, &case.secret);
        }
    }
    sentinels
}
