//! Where secrets are under `Loader::lock_memory`, as the kernel tells it, and what is in a real core
//! dump. `NOT RUN` where the system does not let one look.

use std::os::unix::process::ExitStatusExt;

use rustix::process::{Resource, Signal, getrlimit};

use crate::permissions::not_run;
use crate::probe::{IN_FILES, Probe, SECRETS};

const NOT_LOCKED: &str = "[the memory of the secret could not be locked; raise the limit on locked \
    memory (`ulimit -l`, `LimitMEMLOCK=` of systemd) by a page for each secret [memory_not_locked]]";

/// Whether anybody here may lock as much as a probe does.
fn can_lock() -> bool {
    let limit = getrlimit(Resource::Memlock).current;
    let can = limit.is_none_or(|bytes| bytes >= 64 * 1024);
    if !can {
        not_run("locked memory, of which the limit here is less than 64 KiB");
    }
    can
}

/// Whether the mapping at an address is locked, and whether it is left out of core dumps.
fn mapping(probe: &Probe, address: u64) -> (bool, bool) {
    let smaps = probe.proc("smaps");
    let mut lines = smaps.lines().skip_while(|line| {
        let range = line.split(' ').next().and_then(|range| range.split_once('-'));
        let hex = |digits| u64::from_str_radix(digits, 16).ok();
        !range.is_some_and(|(start, end)| {
            hex(start).is_some_and(|start| start <= address) && hex(end) > Some(address)
        })
    });
    let locked = lines.by_ref().find_map(|line| line.strip_prefix("Locked:")).unwrap();
    let flags = lines.find_map(|line| line.strip_prefix("VmFlags:")).unwrap();
    let has = |flag| flags.split(' ').any(|found| found == flag);
    assert_eq!(has("lo"), locked.trim() != "0 kB", "{locked} {flags}");
    (has("lo"), has("dd"))
}

fn holds(core: &[u8], text: &str) -> bool {
    core.windows(text.len()).any(|part| part == text.as_bytes())
}

#[test]
fn each_secret_is_in_a_page_that_is_locked_and_not_dumped() {
    let mut probe = Probe::start("", &[]);
    for address in probe.addresses() {
        assert_eq!(mapping(&probe, address), (false, false));
    }
    if !can_lock() {
        return;
    }
    let mut probe = Probe::start("", &["lock"]);
    let mut pages = Vec::new();
    for address in probe.addresses() {
        assert_eq!(mapping(&probe, address), (true, true));
        pages.push(address / 4096);
    }
    pages.sort_unstable();
    pages.dedup();
    assert_eq!(pages.len(), SECRETS.len());
}

#[test]
fn what_cannot_be_locked_has_a_warning() {
    let mut probe = Probe::start("ulimit -l 0", &["lock"]);
    for (address, warnings) in probe.loaded() {
        assert_eq!(warnings, NOT_LOCKED);
        assert_eq!(mapping(&probe, address), (false, true));
    }
    if !can_lock() {
        return;
    }
    // Each secret is told of by itself.
    let two_pages = "ulimit -l $(( $(getconf PAGESIZE) * 2 / 1024 ))";
    let mut probe = Probe::start(two_pages, &["lock"]);
    let told: Vec<bool> = probe.loaded().map(|(_, warnings)| warnings == "[]").to_vec();
    assert_eq!(told, [true, true, false, false, false, false]);
}

#[test]
fn a_warning_does_not_hide_another() {
    let mut probe = Probe::start("chmod 644 secret.txt; ulimit -l 0", &["warn", "lock"]);
    let [(_, file), (_, other), ..] = probe.loaded();
    let of_file = "[file `secret.txt` has mode 0644, which lets others read it; run `chmod 600 \
        secret.txt` [file_insecure_permissions], ";
    assert_eq!(file, of_file.to_owned() + NOT_LOCKED.trim_start_matches('['));
    assert_eq!(other, NOT_LOCKED);
}

/// The system is kept from unmapping, so that there is something to look at.
#[test]
fn a_dropped_secret_is_wiped_before_it_is_unmapped() {
    if !can_lock() {
        return;
    }
    let mut probe = Probe::start("", &["lock"]);
    let addresses = probe.addresses();
    let unmapping_fails = ["-e", "trace=munmap", "-e", "inject=munmap:error=EPERM"];
    let attached = probe.strace(&unmapping_fails, |probe, line| {
        if !line.contains(" attached") {
            return false;
        }
        for (secret, address) in SECRETS.iter().zip(addresses) {
            assert_eq!(probe.memory(address, secret.len()).unwrap(), secret.as_bytes());
        }
        probe.go_on();
        assert_eq!(probe.line(), "dropped");
        for (secret, address) in SECRETS.iter().zip(addresses) {
            assert_eq!(probe.memory(address, secret.len()).unwrap(), vec![0; secret.len()]);
        }
        true
    });
    if attached != Some(true) {
        not_run("`strace`, to look at memory that is about to be unmapped");
    }
    // And without that, there is no such memory.
    let mut probe = Probe::start("", &["lock"]);
    let addresses = probe.addresses();
    probe.go_on();
    assert_eq!(probe.line(), "dropped");
    for address in addresses {
        assert!(probe.memory(address, 1).is_err());
    }
}

#[test]
fn a_core_dump_has_no_locked_secret() {
    if !can_lock() {
        return;
    }
    let crash = |arguments| {
        let mut probe = Probe::start("ulimit -Sc $(ulimit -Hc)", arguments);
        probe.addresses();
        probe.crash(Signal::ABORT)
    };
    let (status, core) = crash(&[]);
    let Some(core) = core.filter(|_| status.core_dumped()) else {
        return not_run("core dumps, which this system does not leave in the working directory");
    };
    assert!(IN_FILES.iter().all(|secret| holds(&core, secret)), "it has what was not locked");
    let core = crash(&["lock"]).1.expect("one more core dump");
    assert!(holds(&core, SECRETS[3]), "it has the environment block");
    for secret in IN_FILES {
        assert!(!holds(&core, secret), "{secret}");
    }
}
