//! What `harden_process` keeps other processes of the same user from. Each test first shows that they
//! can do it without the call, and says `NOT RUN` where the system does not let them even then.

use std::io::ErrorKind;
use std::os::unix::process::ExitStatusExt;

use rustix::process::Signal;

use crate::permissions::not_run;
use crate::probe::{Probe, SECRETS};

const DONE: &str = "core dumps: off; tracing by other processes: off";

/// For the shell: as large a core dump as can be had.
const CORES: &str = "ulimit -Sc $(ulimit -Hc)";

fn hardened(limits: &str) -> (Probe, [u64; SECRETS.len()]) {
    let mut probe = Probe::start(limits, &["harden"]);
    assert_eq!(probe.line(), DONE);
    // All of them load: nothing in that needs what the process can no longer open.
    let addresses = probe.addresses();
    (probe, addresses)
}

fn plain(limits: &str) -> (Probe, [u64; SECRETS.len()]) {
    let mut probe = Probe::start(limits, &[]);
    let addresses = probe.addresses();
    (probe, addresses)
}

#[test]
fn others_cannot_read_the_memory() {
    let (probe, addresses) = plain("");
    for (secret, address) in SECRETS.iter().zip(addresses) {
        match probe.memory(address, secret.len()) {
            Ok(bytes) => assert_eq!(bytes, secret.as_bytes()),
            Err(_) => return not_run("reading the memory of a process of the same user"),
        }
    }
    let (probe, addresses) = hardened("");
    for (secret, address) in SECRETS.iter().zip(addresses) {
        let refused = probe.memory(address, secret.len()).unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::PermissionDenied);
    }
}

/// The files of the process in `/proc` belong to root then.
#[test]
fn a_file_behind_a_descriptor_still_loads() {
    let descriptor = "exec 3<twin; export PROBE_TWIN_FILE=/proc/self/fd/3";
    plain(descriptor);
    hardened(descriptor);
}

#[test]
fn debuggers_cannot_attach() {
    let says = |mut probe: Probe| probe.strace(&[], |_, line| line.to_owned());
    match says(plain("").0) {
        Some(line) if line.contains(" attached") => {}
        Some(_) => return not_run("`strace`, which this system lets attach to no process"),
        None => return not_run("`strace`, which is not installed"),
    }
    let line = says(hardened("").0).unwrap();
    assert!(line.contains("Operation not permitted"), "{line}");
}

#[test]
fn a_crash_leaves_no_core_dump() {
    for signal in [Signal::ABORT, Signal::SEGV] {
        let (status, core) = plain(CORES).0.crash(signal);
        if !status.core_dumped() {
            return not_run("core dumps, which this system makes none of");
        }
        if let Some(core) = core {
            let holds = |text: &str| core.windows(text.len()).any(|part| part == text.as_bytes());
            assert!(SECRETS.iter().all(|secret| holds(secret)), "a core dump has all secrets");
        }
        let (status, core) = hardened(CORES).0.crash(signal);
        assert!(!status.core_dumped() && core.is_none());
    }
}

/// A core dump that is piped does not ask for the limit, and one that is not, asks for both.
#[test]
fn the_limit_on_core_dumps_is_none_for_good() {
    let limit = |probe: &Probe| -> Vec<String> {
        let limits = probe.proc("limits");
        let line = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap();
        line.split_ascii_whitespace().skip(4).take(2).map(str::to_owned).collect()
    };
    let (probe, _) = plain(CORES);
    if limit(&probe) == ["0", "0"] {
        return not_run("the limit on core dumps, which is none here without the call");
    }
    assert_eq!(limit(&hardened(CORES).0), ["0", "0"]);
}
