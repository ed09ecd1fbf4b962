//! Programs that do not do what they should.
#![forbid(unsafe_code)]
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "tests say what must hold, and plainly")]

use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

use provider_credentials_child::{Failure, Limits, run};

const LIMITS: Limits = Limits { time: Duration::from_secs(20), output: 1024 };

fn script(text: &str) -> Command {
    let mut command = Command::new("/bin/sh");
    command.args(["-c", text]);
    command
}

fn written(text: &str, limits: Limits) -> Result<String, Failure> {
    let written = run(&mut script(text), limits)?;
    Ok(String::from_utf8(written.to_vec()).unwrap())
}

#[test]
fn what_it_writes_to_standard_output_is_all_there_is() {
    assert_eq!(written("printf one; echo hidden >&2; printf two", LIMITS).unwrap(), "onetwo");
    // Standard input is closed: `cat` ends at once.
    assert_eq!(written("cat; printf end", LIMITS).unwrap(), "end");
    assert_eq!(written(":", LIMITS).unwrap(), "");
}

#[test]
fn how_it_ends() {
    assert_eq!(written("printf secret; exit 3", LIMITS), Err(Failure::Exit(3)));
    assert_eq!(written("kill -TERM $$", LIMITS), Err(Failure::Signal(15)));
    for (program, expected) in [
        ("/nowhere/program", Failure::NotFound),
        ("/etc/passwd", Failure::NotAllowed),
        ("/etc/passwd/program", Failure::NotFound),
    ] {
        assert_eq!(run(&mut Command::new(program), LIMITS), Err(expected), "{program}");
    }
}

#[test]
fn more_than_the_limit_ends_it() {
    assert_eq!(written("yes | head -c 1024", LIMITS).unwrap().len(), 1024);
    let since = Instant::now();
    assert_eq!(written("yes", LIMITS), Err(Failure::TooMuch));
    assert!(since.elapsed() < Duration::from_secs(10));
}

/// Whether a process with that number runs.
fn runs(pid: &str) -> bool {
    let stat = fs::read_to_string(Path::new("/proc").join(pid).join("stat")).unwrap_or_default();
    !stat.is_empty() && !stat.contains(") Z ")
}

#[test]
fn the_whole_group_is_killed() {
    let file =
        std::env::temp_dir().join(format!("provider-credentials-group-{}", std::process::id()));
    let path = file.to_str().unwrap();
    // The shell's child has a child, and both ignore what can be ignored.
    let text = format!(
        "trap '' TERM INT HUP; sh -c 'trap \"\" TERM INT HUP; sleep 300 & echo $! >{path}; wait' & wait"
    );
    let since = Instant::now();
    let limits = Limits { time: Duration::from_secs(2), ..LIMITS };
    assert_eq!(written(&text, limits), Err(Failure::TimedOut));
    assert!(since.elapsed() < Duration::from_secs(10), "{:?}", since.elapsed());
    let pid = fs::read_to_string(&file).unwrap();
    fs::remove_file(&file).unwrap();
    if !Path::new("/proc/self").exists() {
        println!("NOT RUN: whether the group is gone, because there is no /proc");
        return;
    }
    let end = Instant::now() + Duration::from_secs(5);
    while runs(pid.trim()) {
        assert!(Instant::now() < end, "the grandchild still runs");
        sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_program_that_closes_its_output_still_has_to_end() {
    let limits = Limits { time: Duration::from_secs(1), ..LIMITS };
    assert_eq!(written("printf x; exec >&-; sleep 300", limits), Err(Failure::TimedOut));
    assert_eq!(written("printf x; exec >&-; sleep 0.2; exit 4", LIMITS), Err(Failure::Exit(4)));
}

/// As agents do that a program starts when it is first called.
#[test]
fn what_another_process_holds_open_is_not_waited_for() {
    let since = Instant::now();
    assert_eq!(written("printf value; sleep 300 &", LIMITS).unwrap(), "value");
    assert!(since.elapsed() < Duration::from_secs(10), "{:?}", since.elapsed());
}

/// A process that has left the group is not killed, and it does not hold the value up.
#[test]
#[cfg(target_os = "linux")]
fn what_has_left_the_group_is_not_waited_for() {
    if Command::new("setsid").arg("--version").output().is_err() {
        println!("NOT RUN: there is no `setsid`");
        return;
    }
    let since = Instant::now();
    let value = written("printf value; setsid sleep 7 & sleep 0.1", LIMITS);
    assert_eq!(value.unwrap(), "value");
    // One that goes on writing when the program has ended.
    let noise =
        "printf value; setsid sh -c 'for i in 1 2 3 4 5 6 7; do echo; sleep 1; done' & sleep 0.1";
    assert_eq!(written(noise, LIMITS).unwrap().trim(), "value");
    assert!(since.elapsed() < Duration::from_secs(6), "{:?}", since.elapsed());
}

/// As a shell may have left it for the programs that it starts.
#[test]
fn a_process_that_ignores_the_end_of_its_children() {
    let test = std::env::current_exe().unwrap();
    // Not all shells pass on that a signal is ignored, as `trap '' CHLD` says.
    let done = Command::new("env")
        .arg("--ignore-signal=CHLD")
        .arg(test)
        .args(["--exact", "where_no_status_is_kept", "--ignored"])
        .output()
        .unwrap();
    let printed = String::from_utf8_lossy(&done.stdout);
    assert!(done.status.success() && printed.contains("1 passed"), "{done:?}");
}

#[test]
#[ignore = "run by the test above"]
fn where_no_status_is_kept() {
    assert_eq!(written("printf value", LIMITS), Err(Failure::NoStatus));
}
