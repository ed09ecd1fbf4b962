//! Mistakes, each mended by doing what the message says.

use std::fs;

use provider_credentials_core::Loader;
use provider_credentials_core::testing::load_from;
use provider_credentials_test_servers::Swtpm;
use provider_credentials_tpm::OPENER;

use crate::support::{SECRET, files, load, told};

fn load_by(tpm: &Swtpm, tcti: &str) -> String {
    let loader = Loader::new().with_environment([("TCTI", tcti)]).base_dir(tpm.path());
    told(&load_from(&OPENER, &files("a", &[]), &[], &loader))
}

/// That the message ends so.
#[track_caller]
fn ends(said: &str, end: &str) {
    assert!(said.ends_with(end), "{said}");
}

#[test]
fn another_tpm_is_named() {
    let Some(mut tpm) = Swtpm::for_test("another_tpm_is_named") else { return };
    tpm.seal("a", SECRET, "");
    ends(
        &load_by(&tpm, "device:/dev/tpm-of-another-machine"),
        "(`--device /dev/tpmrm0`), or correct `TPM2TOOLS_TCTI` [tpm_not_found]",
    );
    ends(
        &load_by(&tpm, "device:/etc/passwd"),
        "set it to `device:/dev/tpmrm0`, or unset it [tpm_not_a_device]",
    );
    ends(&load_by(&tpm, "device:/dev/null"), "[tpm_answer_invalid]");
    for unknown in ["tabrmd:bus_type=session", "swtpm:port=none", "mssim"] {
        ends(
            &load_by(&tpm, unknown),
            "or to `swtpm:host=HOST,port=PORT`; or unset it [tpm_tcti_invalid]",
        );
    }
    assert_eq!(load_by(&tpm, &tpm.tcti()), SECRET);
    tpm.stop();
    ends(
        &load_by(&tpm, &tpm.tcti()),
        "start `swtpm socket`, or correct host and port [tpm_unreachable]",
    );
    tpm.restart();
    assert_eq!(load_by(&tpm, &tpm.tcti()), SECRET);
}

#[test]
fn the_pcrs_have_changed() {
    let Some(mut tpm) = Swtpm::for_test("the_pcrs_have_changed") else { return };
    tpm.policy("sha256:0,7", "policy");
    tpm.seal("a", SECRET, "-L policy");
    let params = files("a", &[("pcrs", "sha256:0,7")]);
    assert_eq!(load(&tpm, &params), SECRET);
    tpm.extend(7);
    ends(
        &load(&tpm, &params),
        "if the change was meant, seal the secret again; compare with `tpm2_pcrread` [tpm_pcrs_changed]",
    );
    assert_eq!(tpm.left_behind(), 0);
    tpm.policy("sha256:0,7", "policy");
    tpm.seal("b", SECRET, "-L policy");
    assert_eq!(load(&tpm, &files("b", &[("pcrs", "sha256:0,7")])), SECRET);
    // As after a boot without the update.
    tpm.restart();
    assert_eq!(load(&tpm, &params), SECRET);
}

#[test]
fn other_pcrs_are_named() {
    let Some(tpm) = Swtpm::for_test("other_pcrs_are_named") else { return };
    tpm.extend(7);
    tpm.policy("sha256:4,7", "policy");
    tpm.seal("a", SECRET, "-L policy");
    for pcrs in ["sha256:7", "sha1:4,7", "sha256:0,4,7"] {
        ends(
            &load(&tpm, &files("a", &[("pcrs", pcrs)])),
            "write those that were `-l` of `tpm2_createpolicy`, with the same bank [tpm_other_pcrs]",
        );
    }
    for nonsense in ["7", "sha256:7-9", "sha3:7"] {
        ends(
            &load(&tpm, &files("a", &[("pcrs", nonsense)])),
            "write a bank and numbers from 0 to 23, such as `sha256:0,7` [tpm_pcrs_invalid]",
        );
    }
    assert_eq!(load(&tpm, &files("a", &[("pcrs", "sha256:4,7")])), SECRET);
}

#[test]
fn the_policy_is_not_named() {
    let Some(tpm) = Swtpm::for_test("the_policy_is_not_named") else { return };
    tpm.policy("sha256:7", "policy");
    tpm.seal("a", SECRET, "-L policy");
    ends(
        &load(&tpm, &files("a", &[])),
        "write the PCRs that it was sealed to at `tpm_pcrs`, such as `sha256:0,7` [tpm_policy_needed]",
    );
    assert_eq!(load(&tpm, &files("a", &[("pcrs", "sha256:7")])), SECRET);
    tpm.seal("b", SECRET, "");
    ends(
        &load(&tpm, &files("b", &[("pcrs", "sha256:7")])),
        "remove `tpm_pcrs`, or seal the secret again with `tpm2_create -L POLICY` [tpm_no_policy]",
    );
    assert_eq!(load(&tpm, &files("b", &[])), SECRET);
}

#[test]
fn the_tpm_was_cleared() {
    let Some(tpm) = Swtpm::for_test("the_tpm_was_cleared") else { return };
    tpm.seal("a", SECRET, "");
    tpm.tool("tpm2_clear -Q -c p");
    ends(
        &load(&tpm, &files("a", &[])),
        "seal the secret again on this machine, with `tpm2_create` [tpm_foreign_object]",
    );
    assert_eq!(tpm.left_behind(), 0);
    tpm.seal("a", SECRET, "");
    assert_eq!(load(&tpm, &files("a", &[])), SECRET);
}

#[test]
fn files_are_damaged_or_not_a_pair() {
    let Some(tpm) = Swtpm::for_test("files_are_damaged_or_not_a_pair") else { return };
    tpm.seal("a", SECRET, "");
    tpm.seal("b", SECRET, "");
    let read = |name: &str| fs::read(tpm.path().join(name)).unwrap();
    let (public, private) = (read("a.pub"), read("a.priv"));
    let again = "seal the secret again on this machine, with `tpm2_create` [tpm_foreign_object]";
    for at in [10, 60, private.len() - 1] {
        let mut private = private.clone();
        private[at] ^= 1;
        _ = tpm.file("a.priv", private);
        ends(&load(&tpm, &files("a", &[])), again);
    }
    _ = tpm.file("a.priv", read("b.priv"));
    ends(&load(&tpm, &files("a", &[])), again);
    let mine = "name what `tpm2_create -r` wrote [tpm_private_invalid]";
    for cut in [0, 1, private.len() - 1] {
        _ = tpm.file("a.priv", &private[..cut.max(1)]);
        ends(&load(&tpm, &files("a", &[])), mine);
    }
    _ = tpm.file("a.priv", &private);
    let theirs = "or what `tpm2_encodeobject` wrote [tpm_sealed_invalid]";
    for at in 0..public.len() {
        _ = tpm.file("a.pub", &public[..at.max(1)]);
        ends(&load(&tpm, &files("a", &[])), theirs);
    }
    _ = tpm.file("a.pub", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
    ends(&load(&tpm, &files("a", &[])), "again with `tpm2_encodeobject` [tpm_sealed_invalid]");
    _ = tpm.file("a.pub", &public);
    ends(
        &load(&tpm, &vec![("sealed", "a.pub")]),
        "write what `tpm2_create -r` wrote at `tpm_private` [tpm_private_missing]",
    );
    ends(
        &load(&tpm, &vec![("sealed", "c.pub")]),
        "with `tpm2_create`, or correct `tpm_sealed` [tpm_sealed_not_found]",
    );
    ends(
        &load(&tpm, &vec![("sealed", "a.pub"), ("private", "c.priv")]),
        "correct `tpm_private`, or seal the secret again [tpm_private_missing]",
    );
    assert_eq!(load(&tpm, &files("a", &[])), SECRET);
    assert_eq!(tpm.left_behind(), 0);
}

#[test]
fn another_key_is_the_parent() {
    let Some(tpm) = Swtpm::for_test("another_key_is_the_parent") else { return };
    let no_da = "-a fixedtpm|fixedparent|sensitivedataorigin|userwithauth|restricted|decrypt|noda";
    tpm.tool(&format!("tpm2_createprimary -Q -C o -g sha256 -G ecc384 -c parent.ctx {no_da}"));
    tpm.seal_under("parent.ctx", "a", SECRET, "");
    tpm.tool("tpm2_evictcontrol -Q -C o -c parent.ctx 0x81000001");
    ends(
        &load(&tpm, &files("a", &[])),
        "or of `tpm2_evictcontrol -C o -c parent.ctx` with the parent of `tpm2_create` [tpm_wrong_parent]",
    );
    ends(
        &load(&tpm, &files("a", &[("parent", "0x81000002")])),
        "or make the key persistent with `tpm2_evictcontrol` [tpm_parent_not_found]",
    );
    for handle in ["0x80000000", "81000001", "0x8100000g"] {
        ends(
            &load(&tpm, &files("a", &[("parent", handle)])),
            "such as `0x81000001`, in quotes [tpm_handle_invalid]",
        );
    }
    assert_eq!(load(&tpm, &files("a", &[("parent", "0x81000001")])), SECRET);
    // A primary key that others make.
    tpm.tool(&format!("tpm2_createprimary -Q -C o -g sha256 -G ecc -c other.ctx {no_da}"));
    tpm.seal_under("other.ctx", "b", SECRET, "");
    ends(&load(&tpm, &files("b", &[])), "[tpm_wrong_parent]");
    assert_eq!(tpm.left_behind(), 0);
    tpm.tool("tpm2_evictcontrol -Q -C o -c other.ctx 0x81000002");
    assert_eq!(load(&tpm, &files("b", &[("parent", "0x81000002")])), SECRET);
    // No storage key.
    tpm.tool("tpm2_load -Q -C 0x81000002 -u b.pub -r b.priv -c b.ctx");
    tpm.tool("tpm2_evictcontrol -Q -C o -c b.ctx 0x81000003");
    ends(
        &load(&tpm, &files("b", &[("parent", "0x81000003")])),
        "name the key at `tpm_parent` that was `-C` of `tpm2_create` [tpm_parent_unfit]",
    );
    ends(
        &load(&tpm, &vec![("sealed", "0x81000009")]),
        "with `tpm2_evictcontrol`, or correct `tpm_sealed` [tpm_sealed_not_found]",
    );
}

#[test]
fn the_owner_has_a_password() {
    let Some(tpm) = Swtpm::for_test("the_owner_has_a_password") else { return };
    tpm.seal("a", SECRET, "");
    tpm.tool("tpm2_changeauth -Q -c o of-the-owner");
    ends(
        &load(&tpm, &files("a", &[])),
        "-c primary.ctx 0x81000001`, and write `tpm_parent: \"0x81000001\"` [tpm_owner_password]",
    );
    tpm.tool("tpm2_evictcontrol -Q -C o -P of-the-owner -c primary.ctx 0x81000001");
    assert_eq!(load(&tpm, &files("a", &[("parent", "0x81000001")])), SECRET);
    // A persistent object needs the key for its session.
    tpm.tool("tpm2_load -Q -C 0x81000001 -u a.pub -r a.priv -c a.ctx");
    tpm.tool("tpm2_evictcontrol -Q -C o -P of-the-owner -c a.ctx 0x81010001");
    ends(&load(&tpm, &vec![("sealed", "0x81010001")]), "[tpm_owner_password]");
    let params = vec![("sealed", "0x81010001"), ("parent", "0x81000001")];
    assert_eq!(load(&tpm, &params), SECRET);
}

#[test]
fn the_parent_has_a_password() {
    let Some(tpm) = Swtpm::for_test("the_parent_has_a_password") else { return };
    tpm.tool("tpm2_createprimary -Q -C o -p of-the-parent -c parent.ctx");
    tpm.tool("tpm2_evictcontrol -Q -C o -c parent.ctx 0x81000001");
    _ = tpm.file("plain", SECRET);
    tpm.tool("tpm2_create -Q -C 0x81000001 -P of-the-parent -i plain -u a.pub -r a.priv");
    for end in ["pub", "priv"] {
        let name = format!("a.{end}");
        _ = tpm.file(&name, fs::read(tpm.path().join(&name)).unwrap());
    }
    let said = load(&tpm, &files("a", &[("parent", "0x81000001")]));
    ends(&said, "the object may have the password [tpm_parent_password]");
    // It counts, and is not tried again.
    for _ in 0..2 {
        let said = load(&tpm, &files("a", &[("parent", "0x81000001")]));
        ends(&said, "[tpm_parent_password]");
        assert_eq!(tpm.property("LOCKOUT_COUNTER"), 1);
    }
    tpm.seal("a", SECRET, "");
    assert_eq!(load(&tpm, &files("a", &[])), SECRET);
}

#[test]
fn a_key_is_no_sealed_data() {
    let Some(tpm) = Swtpm::for_test("a_key_is_no_sealed_data") else { return };
    tpm.seal("b", SECRET, "");
    tpm.tool("tpm2_create -Q -C primary.ctx -G ecc -u a.pub -r a.priv");
    for end in ["pub", "priv"] {
        let name = format!("a.{end}");
        _ = tpm.file(&name, fs::read(tpm.path().join(&name)).unwrap());
    }
    ends(
        &load(&tpm, &files("a", &[])),
        "seal the secret with `tpm2_create -i FILE` [tpm_not_sealed_data]",
    );
    assert_eq!(load(&tpm, &files("b", &[])), SECRET);
}

#[test]
fn there_is_no_room() {
    let Some(tpm) = Swtpm::for_test("there_is_no_room") else { return };
    tpm.seal("a", SECRET, "");
    tpm.fill();
    ends(
        &load(&tpm, &files("a", &[])),
        "or run `tpm2_flushcontext -t` and `tpm2_flushcontext -l` [tpm_no_room]",
    );
    tpm.tool("tpm2_flushcontext -t");
    assert_eq!(load(&tpm, &files("a", &[])), SECRET);
}

#[test]
fn the_tpm_is_not_started() {
    let Some(mut tpm) = Swtpm::for_test("the_tpm_is_not_started") else { return };
    tpm.seal("a", SECRET, "");
    tpm.restart_without_startup();
    ends(
        &load(&tpm, &files("a", &[])),
        "run `tpm2_startup -c`, or `swtpm socket` with `--flags startup-clear` [tpm_not_started]",
    );
    tpm.tool("tpm2_startup -c");
    assert_eq!(load(&tpm, &files("a", &[])), SECRET);
}
