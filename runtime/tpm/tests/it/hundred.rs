//! A load of a hundred credentials.

use provider_credentials_core::testing::load_all_from;
use provider_credentials_test_servers::Swtpm;
use provider_credentials_tpm::OPENER;

use crate::support::{Params, SECRET, files, loader, told};
use crate::tap::Tap;

const COUNT: usize = 100;

/// A hundred pairs of files.
fn sealed(tpm: &Swtpm) -> Vec<Params> {
    tpm.seal("a", SECRET, "");
    let read = |end: &str| std::fs::read(tpm.path().join(format!("a.{end}"))).unwrap();
    let (public, private) = (read("pub"), read("priv"));
    let mut all = Vec::with_capacity(COUNT);
    for at in 0..COUNT {
        _ = tpm.file(&format!("{at}.pub"), &public);
        _ = tpm.file(&format!("{at}.priv"), &private);
        all.push(files(&at.to_string(), &[]));
    }
    all
}

/// One connection, one primary key, one session, and for each object three commands.
#[test]
fn shares_what_it_can() {
    let Some(tpm) = Swtpm::for_test("shares_what_it_can") else { return };
    let mut all = sealed(&tpm);
    // What two credentials have is unsealed once.
    all.extend(all.clone());
    let tap = Tap::new(&tpm, |_| ());
    let loader = loader(&tpm).with_environment([("TCTI", tap.tcti())]);
    let credentials = load_all_from(&OPENER, &all, &loader);
    assert!(credentials.iter().all(|credential| told(credential) == SECRET));
    let count = |code: u32| tap.commands().iter().filter(|known| **known == code).count();
    let [create, start, load, unseal, flush] = [0x131, 0x176, 0x157, 0x15E, 0x165].map(count);
    assert_eq!([create, start, load, unseal, flush], [1, 1, COUNT, COUNT, COUNT + 2]);
    // And one look at the count of wrong passwords.
    assert_eq!(tap.commands().len(), 1 + 1 + COUNT * 3 + 2 + 1);
    assert_eq!(tap.connections(), 1);
}

/// After an update of the firmware, all say so, and not each of them after reading all PCRs.
#[test]
fn changed_pcrs_are_read_once() {
    let Some(tpm) = Swtpm::for_test("changed_pcrs_are_read_once") else { return };
    tpm.policy("sha256:7", "policy");
    for name in ["a", "b", "c"] {
        tpm.seal(name, SECRET, "-L policy");
    }
    tpm.extend(7);
    let reads = |names: &[&str]| {
        let tap = Tap::new(&tpm, |_| ());
        let loader = loader(&tpm).with_environment([("TCTI", tap.tcti())]);
        let all: Vec<Params> =
            names.iter().map(|name| files(name, &[("pcrs", "sha256:7")])).collect();
        for credential in load_all_from(&OPENER, &all, &loader) {
            assert!(told(&credential).ends_with("[tpm_pcrs_changed]"));
        }
        tap.commands().iter().filter(|code| **code == 0x17E).count()
    };
    let of_one = reads(&["a"]);
    assert!(of_one >= 24, "{of_one}");
    assert_eq!(reads(&["a", "b", "c"]), of_one);
}
