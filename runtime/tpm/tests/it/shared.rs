//! A TPM that several programs use at once, as they do by the kernel's resource manager.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use provider_credentials_core::testing::load_from;
use provider_credentials_test_servers::Swtpm;
use provider_credentials_tpm::OPENER;

use crate::support::{PASSWORD, Params, SECRET, files, loader, told};

const UNSEAL: u32 = 0x015E;

/// Takes connections side by side, and passes one command after the other on.
struct Shared(u16);

impl Shared {
    /// With commands of others that come before one of a code.
    fn new(tpm: &Swtpm, others: impl Fn(u32) -> Option<Vec<u8>> + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (to, one_by_one, others) = (tpm.port(), Arc::new(Mutex::new(())), Arc::new(others));
        thread::spawn(move || {
            for mut client in listener.incoming().flatten() {
                let (one_by_one, others) = (Arc::clone(&one_by_one), Arc::clone(&others));
                thread::spawn(move || {
                    while let Some(command) = message(&mut client) {
                        // So that programs take turns.
                        thread::sleep(Duration::from_millis(30));
                        let code = u32::from_be_bytes(command[6..10].try_into().unwrap());
                        let turn = one_by_one.lock().unwrap();
                        if let Some(other) = others(code) {
                            assert_eq!(ask(to, &other)[6..10], [0; 4]);
                        }
                        let answer = ask(to, &command);
                        drop(turn);
                        if client.write_all(&answer).is_err() {
                            break;
                        }
                    }
                });
            }
        });
        Self(port)
    }

    fn load(&self, tpm: &Swtpm, params: &Params, password: &str) -> String {
        let tcti = format!("swtpm:host=127.0.0.1,port={}", self.0);
        let loader = loader(tpm).with_environment([("TPM2TOOLS_TCTI", tcti)]);
        told(&load_from(&OPENER, params, &[], &loader.with_secret("password", password)))
    }
}

fn ask(port: u16, command: &[u8]) -> Vec<u8> {
    let mut tpm = TcpStream::connect(("127.0.0.1", port)).unwrap();
    tpm.write_all(command).unwrap();
    message(&mut tpm).unwrap()
}

fn message(from: &mut TcpStream) -> Option<Vec<u8>> {
    let mut message = vec![0; 10];
    from.read_exact(&mut message).ok()?;
    let length = u32::from_be_bytes(message[2..6].try_into().unwrap());
    message.resize(length.try_into().unwrap(), 0);
    from.read_exact(&mut message[10..]).ok()?;
    Some(message)
}

/// `TPM2_PCR_Extend` of PCR 10, as the kernel sends it for each program that starts, where IMA is on.
fn extend() -> Vec<u8> {
    let mut command = vec![0x80, 2, 0, 0, 0, 65, 0, 0, 1, 0x82, 0, 0, 0, 10];
    command.extend([0, 0, 0, 9, 0x40, 0, 0, 9, 0, 0, 0, 0, 0]);
    command.extend([0, 0, 0, 1, 0, 0x0B]);
    command.extend([0x5A; 32]);
    command
}

/// Under a persistent parent, since a TPM has room for three objects.
fn sealed(tpm: &Swtpm) -> Params {
    tpm.tool("tpm2_createprimary -Q -C o -g sha256 -G ecc -c primary.ctx");
    tpm.tool("tpm2_evictcontrol -Q -C o -c primary.ctx 0x81000001");
    tpm.seal_under("0x81000001", "a", SECRET, &format!("-p {PASSWORD}"));
    files("a", &[("parent", "0x81000001"), ("auth_with", "password")])
}

/// Two loads at the same time; what is said of each.
fn both(tpm: &Swtpm, params: &Params, passwords: [&str; 2]) -> Vec<String> {
    let shared = &Shared::new(tpm, |_| None);
    thread::scope(|scope| {
        let start = |password| scope.spawn(move || shared.load(tpm, params, password));
        passwords.map(start).map(|thread| thread.join().unwrap()).into()
    })
}

#[test]
fn two_threads_try_a_wrong_password_once() {
    let Some(tpm) = Swtpm::for_test("two_threads_try_a_wrong_password_once") else { return };
    let params = sealed(&tpm);
    for said in both(&tpm, &params, ["neither-this", "neither-this"]) {
        assert!(said.ends_with("[tpm_password_wrong]"), "{said}");
    }
    assert_eq!(tpm.property("LOCKOUT_COUNTER"), 1);
    assert_eq!(tpm.left_behind(), 0);
}

#[test]
fn two_threads_do_not_lock_it() {
    let Some(tpm) = Swtpm::for_test("two_threads_do_not_lock_it") else { return };
    let params = sealed(&tpm);
    tpm.tool("tpm2_dictionarylockout -Q --setup-parameters --max-tries=2 --recovery-time=1000 --lockout-recovery-time=1000");
    let mut all = both(&tpm, &params, ["one-of-two", "two-of-two"]);
    all.sort_by_key(|said| said.contains("[tpm_password_wrong]"));
    assert!(all[0].ends_with("[tpm_last_try]"), "{all:?}");
    assert!(all[1].ends_with("[tpm_password_wrong]"), "{all:?}");
    assert_eq!(tpm.property("LOCKOUT_COUNTER"), 1);
}

#[test]
fn pcrs_outside_the_policy_may_change() {
    let Some(tpm) = Swtpm::for_test("pcrs_outside_the_policy_may_change") else { return };
    tpm.policy("sha256:7", "policy");
    tpm.seal("a", SECRET, "-L policy");
    let params = files("a", &[("pcrs", "sha256:7")]);
    let times = Mutex::new(3);
    let shared = Shared::new(&tpm, move |code| {
        let mut left = times.lock().unwrap();
        let is_now = code == UNSEAL && *left > 0;
        *left -= u32::from(is_now);
        is_now.then(extend)
    });
    assert_eq!(shared.load(&tpm, &params, PASSWORD), SECRET);
    let always = Shared::new(&tpm, |code| (code == UNSEAL).then(extend));
    let said = always.load(&tpm, &params, PASSWORD);
    assert!(said.ends_with("[tpm_busy]"), "{said}");
    assert_eq!(tpm.left_behind(), 0);
}
