//! Files whose keys clevis sealed: its pin `tpm2`.

use provider_credentials_core::Loader;
use provider_credentials_core::testing::{EncryptedFile, load_encrypted};
use provider_credentials_sealed::jwe;
use provider_credentials_test_servers::Swtpm;
use provider_credentials_tpm::KEYS;

use crate::pin::{MISMATCH, name, swap};
use crate::support::{SECRET, told};
use crate::tap::Tap;

const FILE: EncryptedFile = EncryptedFile {
    decoder: &jwe::OPENER,
    keys: &[&KEYS, &jwe::KEYS],
    identity_file: None,
    decrypt_with: None,
    path: "it.jwe",
    key: &[],
};

fn load(tpm: &Swtpm, jwe: &[u8]) -> String {
    _ = tpm.file("it.jwe", jwe);
    let loader = Loader::new().with_environment([("TPM2TOOLS_TCTI", tpm.tcti())]);
    told(&load_encrypted(&[FILE], loader.base_dir(tpm.path())).remove(0))
}

#[test]
fn what_it_encrypts() {
    let test = "what_it_encrypts";
    let Some(tpm) = Swtpm::for_test(test) else { return };
    tpm.extend(7);
    for config in [
        "{}",
        r#"{"pcr_bank":"sha256","pcr_ids":"0,7"}"#,
        r#"{"pcr_ids":"7"}"#,
        r#"{"key":"rsa"}"#,
        r#"{"hash":"sha384","pcr_bank":"sha256","pcr_ids":["7"]}"#,
    ] {
        let Some(jwe) = tpm.clevis(test, config, SECRET) else { return };
        assert_eq!(load(&tpm, &jwe), SECRET, "{config}");
        assert_eq!(tpm.left_behind(), 0);
    }
}

#[test]
fn what_is_wrong_is_said() {
    let test = "what_is_wrong_is_said";
    let Some(mut tpm) = Swtpm::for_test(test) else { return };
    let config = r#"{"pcr_bank":"sha256","pcr_ids":"7"}"#;
    let Some(jwe) = tpm.clevis(test, config, SECRET) else { return };
    tpm.extend(7);
    assert!(load(&tpm, &jwe).ends_with("[tpm_pcrs_changed]"));
    tpm.restart();
    assert_eq!(load(&tpm, &jwe), SECRET);
    // The header is authentic too.
    let mut damaged = jwe.clone();
    let last = damaged.len() - 3;
    damaged[last] = if damaged[last] == b'A' { b'B' } else { b'A' };
    assert!(load(&tpm, &damaged).contains("[jwe_"), "{}", load(&tpm, &damaged));
    tpm.tool("tpm2_clear -Q -c p");
    assert!(load(&tpm, &jwe).ends_with("[tpm_foreign_object]"));
    tpm.stop();
    assert!(load(&tpm, &jwe).ends_with("[tpm_unreachable]"));
}

const PINNED: EncryptedFile = EncryptedFile { identity_file: Some("it.pin"), ..FILE };

fn load_pinned(tpm: &Swtpm, tcti: &str, jwe: &[u8], pin: &str) -> String {
    _ = tpm.file("it.jwe", jwe);
    _ = tpm.file("it.pin", pin);
    let loader = Loader::new().with_environment([("TPM2TOOLS_TCTI", tcti)]);
    told(&load_encrypted(&[PINNED], loader.base_dir(tpm.path())).remove(0))
}

#[test]
fn the_key_that_it_sealed_under_is_pinned() {
    let test = "the_key_that_it_sealed_under_is_pinned";
    let Some(tpm) = Swtpm::for_test(test) else { return };
    let mut pins = Vec::new();
    for (config, key) in [("{}", "-G ecc"), (r#"{"key":"rsa"}"#, "-G rsa")] {
        let Some(jwe) = tpm.clevis(test, config, SECRET) else { return };
        tpm.tool(&format!("tpm2_createprimary -Q -C o -g sha256 {key} -c it.ctx"));
        let pin = format!("tpm_parent_name: {}\n", name(&tpm, "it.ctx"));
        assert_eq!(load_pinned(&tpm, &tpm.tcti(), &jwe, &pin), SECRET, "{config}");
        pins.push((jwe, pin));
    }
    for ((jwe, _), (_, pin)) in pins.iter().zip(pins.iter().rev()) {
        assert!(load_pinned(&tpm, &tpm.tcti(), jwe, pin).ends_with(MISMATCH));
    }
    let (jwe, pin) = &pins[0];
    let tap = Tap::new(&tpm, swap);
    assert!(load_pinned(&tpm, &tap.tcti(), jwe, pin).ends_with(MISMATCH));
    // A mistake in the file is not as if nothing were pinned.
    for wrong in ["tpm_parent_nam: 000b", "tpm_parent_name:", "{}", &pin.replace("000b", "")] {
        let said = load_pinned(&tpm, &tpm.tcti(), jwe, wrong);
        assert!(said.ends_with("[tpm_parent_name_invalid]"), "{wrong}: {said}");
    }
    assert_eq!(tpm.left_behind(), 0);
}

/// A file for other keys needs no TPM.
#[test]
fn other_files_are_for_others() {
    let base64url = |text: &str| {
        use base64ct::{Base64UrlUnpadded, Encoding as _};
        Base64UrlUnpadded::encode_string(text.as_bytes())
    };
    let directory = tempfile::tempdir().unwrap();
    for (header, code) in [
        (r#"{"alg":"dir","enc":"A256GCM"}"#, "[jwe_no_key]"),
        (r#"{"alg":"dir","enc":"A256GCM","clevis":{"pin":"tang","tang":{}}}"#, "[jwe_no_key]"),
        (r#"{"alg":"dir","enc":"A256GCM","clevis":"tpm2"}"#, "[jwe_no_key]"),
        (
            r#"{"alg":"dir","enc":"A256GCM","clevis":{"pin":"tpm2","tpm2":{}}}"#,
            "[tpm_tcti_invalid]",
        ),
    ] {
        let jwe = format!("{}..AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA", base64url(header));
        std::fs::write(directory.path().join("it.jwe"), jwe).unwrap();
        let loader = Loader::new().with_environment([("TPM2TOOLS_TCTI", "tabrmd")]);
        let said = told(&load_encrypted(&[FILE], loader.base_dir(directory.path())).remove(0));
        assert!(said.ends_with(code), "{header}: {said}");
    }
}
