//! Who listens between a program and its TPM learns no secret and no password, and who changes answers is noticed.

use std::sync::atomic::{AtomicUsize, Ordering};

use provider_credentials_core::Loader;
use provider_credentials_core::testing::{load_all_from, load_from};
use provider_credentials_test_servers::Swtpm;
use provider_credentials_tpm::OPENER;

use crate::support::{PASSWORD, Params, SECRET, files, loader, told};
use crate::tap::Tap;

fn load_through(tap: &Tap, tpm: &Swtpm, params: &Params) -> String {
    let loader = Loader::new()
        .with_environment([("TPM2TOOLS_TCTI", tap.tcti())])
        .base_dir(tpm.path())
        .with_secret("password", PASSWORD);
    told(&load_from(&OPENER, params, &[], &loader))
}

#[test]
fn nothing_is_readable() {
    let Some(tpm) = Swtpm::for_test("nothing_is_readable") else { return };
    tpm.policy("sha256:7", "policy");
    tpm.policy_with(&["tpm2_policypcr -Q -l sha256:7", "tpm2_policyauthvalue"], "both");
    tpm.seal("plain", SECRET, "");
    tpm.seal("password", SECRET, &format!("-p {PASSWORD}"));
    tpm.seal("pcrs", SECRET, "-L policy");
    tpm.seal("both", SECRET, &format!("-L both -p {PASSWORD}"));
    let with = ("auth_with", "password");
    let tap = Tap::new(&tpm, |_| ());
    for params in [
        files("plain", &[]),
        files("password", &[with]),
        files("pcrs", &[("pcrs", "sha256:7")]),
        files("both", &[("pcrs", "sha256:7"), with]),
    ] {
        assert_eq!(load_through(&tap, &tpm, &params), SECRET);
        assert_eq!(tap.saw(&[SECRET, PASSWORD]), [false, false], "{params:?}");
    }
}

/// The same ear hears a tool that does not encrypt.
#[test]
fn without_encryption_all_is_readable() {
    let Some(tpm) = Swtpm::for_test("without_encryption_all_is_readable") else { return };
    tpm.seal("a", SECRET, &format!("-p {PASSWORD}"));
    tpm.tool("tpm2_load -Q -C primary.ctx -u a.pub -r a.priv -c a.ctx");
    let tap = Tap::new(&tpm, |_| ());
    let said = tpm.tool(&format!("tpm2_unseal -T {} -c a.ctx -p {PASSWORD}", tap.tcti()));
    assert_eq!(said, SECRET);
    assert_eq!(tap.saw(&[SECRET]), [true]);
    let create = format!("tpm2_create -Q -C primary.ctx -i plain -u b.pub -r b.priv -p {PASSWORD}");
    tpm.tool(&format!("{create} -T {}", tap.tcti()));
    assert_eq!(tap.saw(&[SECRET, PASSWORD]), [true, true]);
}

#[test]
fn a_changed_answer_is_noticed() {
    let Some(tpm) = Swtpm::for_test("a_changed_answer_is_noticed") else { return };
    tpm.seal("a", SECRET, "");
    // The last byte of an answer with sessions is in its HMAC, and the 17th is of its data.
    for (what, change) in [
        ("its HMAC", (|it| change(it, it.len().wrapping_sub(1))) as fn(&mut [u8])),
        ("its data", |it| change(it, 20)),
    ] {
        let tap = Tap::new(&tpm, change);
        let said = load_through(&tap, &tpm, &files("a", &[]));
        assert!(said.ends_with("[tpm_answer_forged]"), "{what}: {said}");
    }
    assert_eq!(crate::support::load(&tpm, &files("a", &[])), SECRET);
}

/// The TPM is a nonce ahead of a session whose answer was changed, and the next proof by it would count as a wrong password.
#[test]
fn a_changed_answer_costs_no_try() {
    static CHANGED: AtomicUsize = AtomicUsize::new(0);
    let Some(tpm) = Swtpm::for_test("a_changed_answer_costs_no_try") else { return };
    tpm.policy_with(&["tpm2_policypcr -Q -l sha256:7", "tpm2_policyauthvalue"], "both");
    let pcrs = ("pcrs", "sha256:7");
    let with = ("auth_with", "password");
    for (options, others) in [("", &[with][..]), ("-L both", &[pcrs, with])] {
        tpm.seal("a", SECRET, &format!("-p {PASSWORD} {options}"));
        tpm.seal("b", SECRET, &format!("-p {PASSWORD} {options}"));
        CHANGED.store(0, Ordering::Relaxed);
        let tap = Tap::new(&tpm, |answer| {
            // The nonce of the last session in the first answer with a secret.
            let sessions = answer.len().saturating_sub(10 + 4 + 2 + SECRET.len());
            if [69, 138].contains(&sessions) && CHANGED.fetch_add(1, Ordering::Relaxed) == 0 {
                let nonce = answer.len() - 69 + 2;
                answer[nonce] ^= 1;
            }
        });
        let loader = loader(&tpm).with_environment([("TPM2TOOLS_TCTI", tap.tcti())]);
        let both = load_all_from(&OPENER, &[files("a", others), files("b", others)], &loader);
        let [first, second] = [&both[0], &both[1]].map(told);
        assert!(first.ends_with("[tpm_answer_forged]"), "{first}");
        assert_eq!(second, SECRET);
        assert_eq!(tpm.property("LOCKOUT_COUNTER"), 0);
        assert_eq!(crate::support::load(&tpm, &files("b", others)), SECRET);
        assert_eq!(tpm.left_behind(), 0);
    }
}

/// Whatever byte of whatever answer is changed, a load ends in an error of the source, or in the secret itself.
#[test]
fn no_changed_byte_makes_another_secret() {
    static AT: AtomicUsize = AtomicUsize::new(0);
    static SEEN: AtomicUsize = AtomicUsize::new(0);
    let test = "no_changed_byte_makes_another_secret";
    let Some(tpm) = Swtpm::for_test(test) else { return };
    tpm.policy("sha256:7", "policy");
    tpm.seal("a", SECRET, "-L policy");
    let tap = Tap::new(&tpm, |answer| {
        let before = SEEN.fetch_add(answer.len(), Ordering::Relaxed);
        let at = AT.load(Ordering::Relaxed).wrapping_sub(before);
        // Not the length, which would be waited for.
        if at < answer.len() && !(2..6).contains(&at) {
            answer[at] ^= 1;
        }
    });
    let params = files("a", &[("pcrs", "sha256:7")]);
    let (mut refused, mut at) = (0, 0);
    loop {
        AT.store(at, Ordering::Relaxed);
        SEEN.store(0, Ordering::Relaxed);
        let said = load_through(&tap, &tpm, &params);
        assert!(said == SECRET || said.contains("[tpm_"), "{at}: {said}");
        refused += usize::from(said != SECRET);
        // A handle that was changed is of nobody's, and its object stays.
        tpm.flush();
        if SEEN.load(Ordering::Relaxed) <= at {
            break;
        }
        // A prime number, so that all places of answers come.
        at += 7;
    }
    assert!(refused > 20 && at > 700, "{refused} of {at}");
}

/// Of an answer of the length that the secret's has.
fn change(answer: &mut [u8], at: usize) {
    // A header, a length, the secret with its length, and a session with nonce and HMAC.
    if answer.len() == 10 + 4 + 2 + SECRET.len() + (2 + 32) + 1 + (2 + 32) {
        answer[at] ^= 1;
    }
}
