//! Sealed objects in every form that tools write.

use provider_credentials_test_servers::Swtpm;

use crate::support::{PASSWORD, SECRET, files, load};

#[test]
fn the_files_of_tpm2_create() {
    let Some(tpm) = Swtpm::for_test("the_files_of_tpm2_create") else { return };
    tpm.seal("a", SECRET, "");
    assert_eq!(load(&tpm, &files("a", &[])), SECRET);
    // As a file, it may end with a line break.
    tpm.seal("b", &format!("{SECRET}\n"), "");
    assert_eq!(load(&tpm, &files("b", &[])), SECRET);
    assert_eq!(tpm.left_behind(), 0);
}

#[test]
fn as_much_as_can_be_sealed() {
    let Some(tpm) = Swtpm::for_test("as_much_as_can_be_sealed") else { return };
    let long = "0123456789abcdef".repeat(8);
    tpm.seal("a", &long, "");
    assert_eq!(load(&tpm, &files("a", &[])), long);
}

#[test]
fn names_and_policies_by_other_hashes() {
    let Some(tpm) = Swtpm::for_test("names_and_policies_by_other_hashes") else { return };
    for hash in ["sha1", "sha384", "sha512"] {
        tpm.tool("tpm2_createprimary -Q -C o -g sha256 -G ecc -c primary.ctx");
        tpm.seal("a", SECRET, &format!("-g {hash} -p {PASSWORD}"));
        assert_eq!(load(&tpm, &files("a", &[("auth_with", "password")])), SECRET, "{hash}");
        tpm.tool("tpm2_startauthsession -S session.ctx --policy-session -g sha1");
        let policy = format!("tpm2_createpolicy -Q --policy-pcr -g {hash} -l sha1:1+sha256:7 -L p");
        tpm.tool(&policy);
        tpm.seal("b", SECRET, &format!("-g {hash} -L p"));
        assert_eq!(load(&tpm, &files("b", &[("pcrs", "sha1:1+sha256:7")])), SECRET, "{hash}");
    }
    assert_eq!(tpm.left_behind(), 0);
}

#[test]
fn a_policy_of_pcrs() {
    let Some(tpm) = Swtpm::for_test("a_policy_of_pcrs") else { return };
    tpm.extend(7);
    tpm.policy("sha256:0,7", "policy");
    tpm.seal("a", SECRET, "-L policy");
    assert_eq!(load(&tpm, &files("a", &[("pcrs", "sha256:0,7")])), SECRET);
    assert_eq!(tpm.left_behind(), 0);
}

#[test]
fn a_password() {
    let Some(tpm) = Swtpm::for_test("a_password") else { return };
    tpm.seal("a", SECRET, &format!("-p {PASSWORD}"));
    assert_eq!(load(&tpm, &files("a", &[("auth_with", "password")])), SECRET);
    assert_eq!(tpm.left_behind(), 0);
}

/// What `tpm2_policypassword` adds to a policy is what `tpm2_policyauthvalue` does.
#[test]
fn a_policy_with_a_password() {
    let Some(tpm) = Swtpm::for_test("a_policy_with_a_password") else { return };
    for last in ["tpm2_policyauthvalue", "tpm2_policypassword"] {
        tpm.policy_with(&["tpm2_policypcr -Q -l sha256:7", last], "policy");
        tpm.seal("a", SECRET, &format!("-L policy -p {PASSWORD}"));
        let params = files("a", &[("pcrs", "sha256:7"), ("auth_with", "password")]);
        assert_eq!(load(&tpm, &params), SECRET, "{last}");
        // Without PCRs.
        tpm.policy_with(&[last], "policy");
        tpm.seal("b", SECRET, &format!("-L policy -p {PASSWORD} -a fixedtpm|fixedparent"));
        assert_eq!(load(&tpm, &files("b", &[("auth_with", "password")])), SECRET, "{last}");
    }
    assert_eq!(tpm.left_behind(), 0);
}

/// The object takes either, and the password is in no key that decrypts the answer.
#[test]
fn a_policy_or_a_password() {
    let Some(tpm) = Swtpm::for_test("a_policy_or_a_password") else { return };
    tpm.policy("sha256:7", "policy");
    let either = "-a fixedtpm|fixedparent|userwithauth";
    tpm.seal("a", SECRET, &format!("-L policy -p {PASSWORD} {either}"));
    assert_eq!(load(&tpm, &files("a", &[("pcrs", "sha256:7")])), SECRET);
    assert_eq!(load(&tpm, &files("a", &[("auth_with", "password")])), SECRET);
    assert_eq!(tpm.left_behind(), 0);
}

#[test]
fn a_persistent_object() {
    let Some(tpm) = Swtpm::for_test("a_persistent_object") else { return };
    tpm.seal("a", SECRET, "");
    tpm.tool("tpm2_load -Q -C primary.ctx -u a.pub -r a.priv -c a.ctx");
    tpm.tool("tpm2_evictcontrol -Q -C o -c a.ctx 0x81010001");
    assert_eq!(load(&tpm, &vec![("sealed", "0x81010001")]), SECRET);
    assert_eq!(tpm.left_behind(), 0);
}

/// The usual keys of machines: of RSA, and on another curve where the TPM has it.
#[test]
fn persistent_parents() {
    let Some(tpm) = Swtpm::for_test("persistent_parents") else { return };
    for (number, how) in
        ["-g sha256 -G rsa", "-g sha256 -G ecc384", "-g sha384 -G ecc384", "-g sha384 -G rsa"]
            .into_iter()
            .enumerate()
    {
        let handle = format!("0x8100000{number}");
        tpm.tool(&format!("tpm2_createprimary -Q -C o {how} -c parent.ctx"));
        tpm.tool(&format!("tpm2_evictcontrol -Q -C o -c parent.ctx {handle}"));
        tpm.seal_under(&handle, "a", SECRET, "");
        assert_eq!(load(&tpm, &files("a", &[("parent", &handle)])), SECRET, "{how}");
        tpm.tool(&format!("tpm2_encodeobject -C {handle} -u a.pub -r a.priv -o a.tss"));
        _ = tpm.file("b.tss", std::fs::read(tpm.path().join("a.tss")).unwrap());
        assert_eq!(load(&tpm, &vec![("sealed", "b.tss")]), SECRET, "{how}");
    }
    assert_eq!(tpm.left_behind(), 0);
}

/// Nothing in a file ends the program, or is asked of the TPM before it is sound.
#[test]
fn any_byte_of_a_pem_may_be_wrong() {
    let Some(mut tpm) = Swtpm::for_test("any_byte_of_a_pem_may_be_wrong") else { return };
    tpm.seal("a", SECRET, "");
    tpm.tool("tpm2_encodeobject -C primary.ctx -u a.pub -r a.priv -o a.tss");
    let pem = std::fs::read(tpm.path().join("a.tss")).unwrap();
    tpm.stop();
    for at in 0..pem.len() {
        let mut changed = pem.clone();
        changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
        for content in [&changed[..], &pem[..at.max(1)]] {
            _ = tpm.file("b.tss", content);
            let said = load(&tpm, &vec![("sealed", "b.tss")]);
            assert!(said.contains("[tpm_"), "{at}: {said}");
        }
    }
}

#[test]
fn what_tpm2_encodeobject_writes() {
    let Some(tpm) = Swtpm::for_test("what_tpm2_encodeobject_writes") else { return };
    for attributes in
        ["", "-a fixedtpm|fixedparent|sensitivedataorigin|userwithauth|restricted|decrypt|noda"]
    {
        tpm.tool(&format!(
            "tpm2_createprimary -Q -C o -g sha256 -G ecc -c parent.ctx {attributes}"
        ));
        tpm.seal_under("parent.ctx", "a", SECRET, "");
        tpm.tool("tpm2_encodeobject -C parent.ctx -u a.pub -r a.priv -o a.tss");
        let pem = std::fs::read(tpm.path().join("a.tss")).unwrap();
        _ = tpm.file("b.tss", pem);
        assert_eq!(load(&tpm, &vec![("sealed", "b.tss")]), SECRET, "{attributes}");
    }
    assert_eq!(tpm.left_behind(), 0);
}
