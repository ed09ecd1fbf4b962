//! `tpm_parent_name`: the key that encrypts the salt of sessions is that key, whatever the TPM says of it.

use std::fs;
use std::sync::OnceLock;

use aws_lc_rs::agreement::{ECDH_P256, PrivateKey, UnparsedPublicKey, agree};
use aws_lc_rs::{digest, hmac};
use provider_credentials_core::Loader;
use provider_credentials_core::testing::{load_all_from, load_from};
use provider_credentials_test_servers::Swtpm;
use provider_credentials_tpm::OPENER;

use crate::support::{PASSWORD, Params, SECRET, files, load, loader, told};
use crate::tap::Tap;

pub(crate) const MISMATCH: &str = "[tpm_parent_mismatch]";

const UNSEAL: u32 = 0x015E;
const START: u32 = 0x0176;

/// As the tools print it.
pub(crate) fn name(tpm: &Swtpm, key: &str) -> String {
    let printed = tpm.tool(&format!("tpm2_readpublic -c {key}"));
    printed.lines().find_map(|line| line.strip_prefix("name: ")).unwrap().to_owned()
}

fn with(params: &Params, name: &str) -> Params {
    let mut params = params.clone();
    params.push(("parent_name", String::leak(name.to_owned())));
    params
}

#[test]
fn the_name_that_the_tools_print() {
    let Some(tpm) = Swtpm::for_test("the_name_that_the_tools_print") else { return };
    tpm.policy("sha256:7", "policy");
    tpm.seal("a", SECRET, "-L policy");
    let usual = name(&tpm, "primary.ctx");
    tpm.seal("b", SECRET, &format!("-p {PASSWORD}"));
    tpm.tool("tpm2_encodeobject -C primary.ctx -u b.pub -r b.priv -o it.tss");
    _ = tpm.file("b.tss", fs::read(tpm.path().join("it.tss")).unwrap());
    tpm.tool("tpm2_load -Q -C primary.ctx -u b.pub -r b.priv -c b.ctx");
    tpm.tool("tpm2_evictcontrol -Q -C o -c b.ctx 0x81010001");
    tpm.tool("tpm2_createprimary -Q -C o -g sha384 -G rsa -c parent.ctx");
    tpm.tool("tpm2_evictcontrol -Q -C o -c parent.ctx 0x81000001");
    tpm.seal_under("0x81000001", "c", SECRET, "");
    let persistent = name(&tpm, "0x81000001");
    assert!(usual.starts_with("000b") && persistent.starts_with("000c"));
    let (password, parent) = (("auth_with", "password"), ("parent", "0x81000001"));
    for (params, own, other) in [
        (files("a", &[("pcrs", "sha256:7")]), &usual, &persistent),
        (files("b", &[password]), &usual, &persistent),
        (vec![("sealed", "b.tss"), password], &usual, &persistent),
        (vec![("sealed", "0x81010001"), password], &usual, &persistent),
        // The key that sessions are salted by, although the object is under another one.
        (vec![("sealed", "0x81010001"), password, parent], &persistent, &usual),
        (files("c", &[parent]), &persistent, &usual),
    ] {
        let tap = Tap::new(&tpm, |_| ());
        assert_eq!(load_through(&tap, &tpm, &with(&params, own)), SECRET, "{params:?}");
        assert_eq!(load(&tpm, &with(&params, &own.to_uppercase())), SECRET, "{params:?}");
        let tap = Tap::new(&tpm, |_| ());
        let said = load_through(&tap, &tpm, &with(&params, other));
        assert!(said.ends_with(MISMATCH), "{params:?}: {said}");
        assert!(
            !tap.commands().contains(&START) && !tap.commands().contains(&UNSEAL),
            "{params:?}"
        );
        assert_eq!(tpm.left_behind(), 0);
    }
    assert_eq!(tpm.property("LOCKOUT_COUNTER"), 0);
}

/// Whoever pins a key wants it to hold: an empty variable is no way out.
#[test]
fn a_name_that_is_none() {
    let Some(tpm) = Swtpm::for_test("a_name_that_is_none") else { return };
    tpm.seal("a", SECRET, "");
    let long = format!("{}0", name(&tpm, "primary.ctx"));
    for wrong in ["", "000b", "primary.ctx", &long] {
        let said = load(&tpm, &with(&files("a", &[]), wrong));
        assert!(said.ends_with("[tpm_parent_name_invalid]"), "{wrong}: {said}");
    }
}

#[test]
fn a_tpm_that_was_cleared() {
    let Some(tpm) = Swtpm::for_test("a_tpm_that_was_cleared") else { return };
    tpm.seal("a", SECRET, "");
    let pinned = with(&files("a", &[]), &name(&tpm, "primary.ctx"));
    tpm.tool("tpm2_clear -Q -c p");
    let credential = load_from(&OPENER, &pinned, &[], &loader(&tpm));
    let error = credential.metadata().error().cloned().unwrap();
    assert_eq!(error.code(), "tpm_parent_mismatch");
    assert!(!error.is_absent(), "another source may have an old value");
}

/// A session that an unpinned key salted is not used for what pins another one.
#[test]
fn a_session_that_another_key_salted() {
    let Some(tpm) = Swtpm::for_test("a_session_that_another_key_salted") else { return };
    tpm.policy("sha256:7", "policy");
    tpm.tool("tpm2_createprimary -Q -C o -g sha256 -G ecc -a fixedtpm|fixedparent|sensitivedataorigin|userwithauth|restricted|decrypt|noda -c parent.ctx");
    tpm.tool("tpm2_evictcontrol -Q -C o -c parent.ctx 0x81000001");
    tpm.seal_under("0x81000001", "a", SECRET, "-L policy");
    tpm.seal("b", SECRET, "-L policy");
    let pcrs = ("pcrs", "sha256:7");
    let under_handle = files("a", &[pcrs, ("parent", "0x81000001")]);
    let usual = files("b", &[pcrs]);
    let pinned = with(&usual, &name(&tpm, "primary.ctx"));
    for (second, sessions) in [(usual, 2), (pinned, 4)] {
        let tap = Tap::new(&tpm, |_| ());
        let loader = through(&tap, &tpm);
        let both = load_all_from(&OPENER, &[under_handle.clone(), second], &loader);
        assert_eq!([told(&both[0]), told(&both[1])], [SECRET, SECRET]);
        assert_eq!(tap.commands().iter().filter(|code| **code == START).count(), sessions);
        assert_eq!(tpm.left_behind(), 0);
    }
}

fn through(tap: &Tap, tpm: &Swtpm) -> Loader {
    loader(tpm).with_environment([("TPM2TOOLS_TCTI", tap.tcti())])
}

fn load_through(tap: &Tap, tpm: &Swtpm, params: &Params) -> String {
    told(&load_from(&OPENER, params, &[], &through(tap, tpm)))
}

/// The key of who stands in the middle.
fn theirs() -> &'static PrivateKey {
    static THEIRS: OnceLock<PrivateKey> = OnceLock::new();
    THEIRS.get_or_init(|| PrivateKey::generate(&ECDH_P256).unwrap())
}

/// Where the point of a storage key on P-256 begins, with the length of its first coordinate.
fn point(answer: &[u8]) -> Option<usize> {
    const STORAGE_KEY: [u8; 4] = [0, 0x23, 0, 0x0B];
    const BEFORE_POINT: usize = 22;

    let at = answer.windows(4).position(|part| part == STORAGE_KEY)? + BEFORE_POINT;
    (answer.get(at..at + 2)? == [0, 32]).then_some(at)
}

/// Puts the key in the middle in place of the TPM's, and leaves what the TPM says of its name.
pub(crate) fn swap(answer: &mut [u8]) {
    if let Some(at) = point(answer) {
        let point = theirs().compute_public_key().unwrap();
        answer[at + 2..at + 34].copy_from_slice(&point.as_ref()[1..33]);
        answer[at + 36..at + 68].copy_from_slice(&point.as_ref()[33..65]);
    }
}

/// Whether what went over the bus proves a password to who has the key in the middle.
fn is_proved(tap: &Tap, object: &[u8], password: &str) -> bool {
    let (start, started) = tap.exchange(START).unwrap();
    // A header and two handles; the nonce; the length of the encrypted salt, and its point.
    let nonce = &start[20..52];
    let (x, y) = (&start[56..88], &start[90..122]);
    // A header and the handle of the session; the TPM's nonce.
    let tpm_nonce = &started[16..48];
    let their_x = theirs().compute_public_key().unwrap().as_ref()[1..33].to_vec();
    let ephemeral = UnparsedPublicKey::new(&ECDH_P256, [&[4][..], x, y].concat());
    let salt = agree(theirs(), ephemeral, (), |shared| {
        let parts = [&[0, 0, 0, 1], shared, b"SECRET\0", x, &their_x].concat();
        Ok(digest::digest(&digest::SHA256, &parts))
    });
    let hmac_of = |key: &[u8], parts: &[&[u8]]| {
        hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), &parts.concat()).as_ref().to_vec()
    };
    let bits = 256_u32.to_be_bytes();
    let parts: [&[u8]; 5] = [&[0, 0, 0, 1], b"ATH\0", tpm_nonce, nonce, &bits];
    let session = hmac_of(salt.unwrap().as_ref(), &parts);
    let (unseal, _) = tap.exchange(UNSEAL).unwrap();
    // A header, the object, the length of what follows, the session; a nonce, attributes and the proof.
    let (nonce, attributes, proof) = (&unseal[24..56], &unseal[56..57], &unseal[59..91]);
    let name = [&[0, 0x0B], digest::digest(&digest::SHA256, &object[2..]).as_ref()].concat();
    let command = digest::digest(&digest::SHA256, &[&UNSEAL.to_be_bytes()[..], &name].concat());
    let key = [&session, password.as_bytes()].concat();
    hmac_of(&key, &[command.as_ref(), nonce, tpm_nonce, attributes]) == proof
}

/// Without the pin, who offers a key of his own can guess at the password for as long as he likes. With it, nothing
/// is asked of him.
#[test]
fn who_answers_with_a_key_of_his_own() {
    let Some(tpm) = Swtpm::for_test("who_answers_with_a_key_of_his_own") else { return };
    tpm.tool("tpm2_createprimary -Q -C o -g sha256 -G ecc -c parent.ctx");
    tpm.tool("tpm2_evictcontrol -Q -C o -c parent.ctx 0x81000001");
    let parent = name(&tpm, "0x81000001");
    assert_eq!(parent, name(&tpm, "parent.ctx"));
    for others in
        [&[("auth_with", "password")][..], &[("auth_with", "password"), ("parent", "0x81000001")]]
    {
        // Another object each time: a password that was wrong for one is not tried again.
        tpm.seal("a", SECRET, &format!("-p {PASSWORD}"));
        let object = fs::read(tpm.path().join("a.pub")).unwrap();
        let params = files("a", others);
        let tap = Tap::new(&tpm, swap);
        let said = load_through(&tap, &tpm, &with(&params, &parent));
        assert!(said.ends_with(MISMATCH), "{said}");
        assert_eq!((tap.exchange(START), tap.exchange(UNSEAL)), (None, None));
        let tap = Tap::new(&tpm, swap);
        let said = load_through(&tap, &tpm, &params);
        assert!(said.contains("[tpm_"), "{said}");
        assert!(is_proved(&tap, &object, PASSWORD));
        assert!(!is_proved(&tap, &object, "another one"));
        tpm.tool("tpm2_dictionarylockout -Q -c");
    }
}
