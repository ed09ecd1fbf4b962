//! A password is never tried blindly, and a wrong one never twice.

use provider_credentials_core::Loader;
use provider_credentials_core::testing::{load_all_from, load_from};
use provider_credentials_test_servers::Swtpm;
use provider_credentials_tpm::OPENER;

use crate::support::{PASSWORD, SECRET, files, load, loader, told};

/// As the TPM counts.
fn tries(tpm: &Swtpm) -> u32 {
    tpm.property("LOCKOUT_COUNTER")
}

fn load_with(tpm: &Swtpm, password: &str) -> String {
    let loader = loader(tpm).with_secret("password", password);
    told(&load_from(&OPENER, &files("a", &[("auth_with", "password")]), &[], &loader))
}

#[test]
fn a_wrong_one_is_tried_once() {
    let Some(tpm) = Swtpm::for_test("a_wrong_one_is_tried_once") else { return };
    tpm.tool("tpm2_dictionarylockout -Q --setup-parameters --max-tries=9 --recovery-time=1000");
    tpm.seal("a", SECRET, &format!("-p {PASSWORD}"));
    let wrong = "each wrong try brings the TPM closer to its lockout [tpm_password_wrong]";
    for _ in 0..3 {
        let said = load_with(&tpm, "not-that");
        assert!(said.ends_with(wrong), "{said}");
        assert_eq!(tries(&tpm), 1);
    }
    // In one load too, also if it is another credential that needs it.
    let with = files("a", &[("auth_with", "password")]);
    let all = vec![with.clone(), with.clone(), files("a", &[("auth_with", "password"), ("x", "")])];
    let loaded = load_all_from(&OPENER, &all, &loader(&tpm).with_secret("password", "nor-that"));
    for credential in loaded {
        assert!(told(&credential).ends_with(wrong));
    }
    assert_eq!(tries(&tpm), 2);
    // What cannot be right is not tried at all.
    assert!(load_with(&tpm, &"long".repeat(9)).ends_with(wrong));
    assert_eq!(tries(&tpm), 2);
    assert_eq!(load_with(&tpm, PASSWORD), SECRET);
    assert_eq!(tpm.left_behind(), 0);
}

#[test]
fn one_that_is_not_named() {
    let Some(tpm) = Swtpm::for_test("one_that_is_not_named") else { return };
    tpm.seal("a", SECRET, &format!("-p {PASSWORD}"));
    for _ in 0..2 {
        let said = load(&tpm, &files("a", &[]));
        let end = "name the credential that has it at `tpm_auth_with` [tpm_password_needed]";
        assert!(said.ends_with(end), "{said}");
        assert_eq!(tries(&tpm), 1);
    }
    assert_eq!(load(&tpm, &files("a", &[("auth_with", "password")])), SECRET);
}

#[test]
fn the_last_try_is_left_to_people() {
    let Some(tpm) = Swtpm::for_test("the_last_try_is_left_to_people") else { return };
    tpm.seal("a", SECRET, &format!("-p {PASSWORD}"));
    tpm.tool("tpm2_dictionarylockout -Q --setup-parameters --max-tries=3 --recovery-time=1000 --lockout-recovery-time=1000");
    let near = "the next wrong one locks the TPM; run `tpm2_dictionarylockout -c`";
    for (password, is_near) in [("first", false), ("second", true)] {
        let said = load_with(&tpm, password);
        assert!(said.ends_with("[tpm_password_wrong]"), "{said}");
        assert_eq!(said.contains(near), is_near, "{said}");
    }
    // Not even the right one, since nobody can know that it is.
    for password in ["third", PASSWORD] {
        let said = load_with(&tpm, password);
        let end = "in seconds), or run `tpm2_dictionarylockout -c` [tpm_last_try]";
        assert!(said.ends_with(end), "{said}");
        assert_eq!(tries(&tpm), 2);
    }
    // Somebody locks it.
    let output = tpm.output("tpm2_unseal -c a.ctx -p x");
    assert!(!output.status.success());
    tpm.tool("tpm2_load -Q -C primary.ctx -u a.pub -r a.priv -c a.ctx");
    let output = tpm.output("tpm2_unseal -c a.ctx -p third");
    assert!(!output.status.success());
    let said = load_with(&tpm, PASSWORD);
    let end = "in seconds), or run `tpm2_dictionarylockout -c` [tpm_locked_out]";
    assert!(said.ends_with(end), "{said}");
    tpm.tool("tpm2_dictionarylockout -Q -c");
    assert_eq!(load_with(&tpm, PASSWORD), SECRET);
}

#[test]
fn an_object_without_lockout() {
    let Some(tpm) = Swtpm::for_test("an_object_without_lockout") else { return };
    tpm.seal("a", SECRET, &format!("-p {PASSWORD} -a fixedtpm|fixedparent|userwithauth|noda"));
    assert!(load_with(&tpm, "not-this").ends_with("[tpm_password_wrong]"));
    assert_eq!(tries(&tpm), 0);
    // Even if the TPM is locked.
    tpm.tool("tpm2_dictionarylockout -Q --setup-parameters --max-tries=1");
    assert_eq!(load_with(&tpm, PASSWORD), SECRET);
}

#[test]
fn the_policy_and_the_manifest_differ_about_it() {
    let test = "the_policy_and_the_manifest_differ_about_it";
    let Some(tpm) = Swtpm::for_test(test) else { return };
    tpm.policy("sha256:7", "policy");
    tpm.policy_with(&["tpm2_policypcr -Q -l sha256:7", "tpm2_policyauthvalue"], "both");
    tpm.seal("a", SECRET, "-L policy");
    tpm.seal("b", SECRET, &format!("-L both -p {PASSWORD}"));
    let pcrs = ("pcrs", "sha256:7");
    let with = ("auth_with", "password");
    let said = load(&tpm, &files("a", &[pcrs, with]));
    assert!(said.ends_with("remove `tpm_auth_with` [tpm_password_not_in_policy]"), "{said}");
    assert_eq!(load(&tpm, &files("a", &[pcrs])), SECRET);
    let said = load(&tpm, &files("b", &[pcrs]));
    let end = "name the credential that has it at `tpm_auth_with` [tpm_password_needed]";
    assert!(said.ends_with(end), "{said}");
    assert_eq!(load(&tpm, &files("b", &[pcrs, with])), SECRET);
    assert_eq!(tries(&tpm), 0);
}

/// Nothing of it is asked of the TPM if it cannot be had.
#[test]
fn one_that_is_not_there() {
    let Some(tpm) = Swtpm::for_test("one_that_is_not_there") else { return };
    tpm.seal("a", SECRET, &format!("-p {PASSWORD}"));
    let loader = Loader::new().with_environment([("TCTI", tpm.tcti())]).base_dir(tpm.path());
    let said = told(&load_from(&OPENER, &files("a", &[("auth_with", "password")]), &[], &loader));
    assert!(said.ends_with("[needed_credential_failed]"), "{said}");
    assert_eq!(tries(&tpm), 0);
}
