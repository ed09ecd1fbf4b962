//! `source: systemd` and `source: command` in `status` and `run`.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use crate::project::{Project, SENTINEL};

const MANIFEST: &str = "
provider_credentials:
  - id: of_unit
    provider: acme
    auth: { type: api_key, source: systemd, systemd_credential: acme }
  - id: of_program
    provider: acme
    auth: { type: api_key, source: command, command: ['${PROGRAMS}/key', '--of=acme'] }
";

fn project() -> Project {
    let project = Project::new(MANIFEST)
        .with("unit/acme", SENTINEL)
        .with("key", &format!("#!/bin/sh\nprintf '%s%s' '{SENTINEL}' \"$1\"\n"));
    fs::set_permissions(project.path("key"), fs::Permissions::from_mode(0o700)).unwrap();
    fs::set_permissions(project.path("unit"), fs::Permissions::from_mode(0o700)).unwrap();
    project
}

#[test]
fn status_has_a_row_of_each() {
    let project = project();
    let (unit, programs) = (project.path("unit"), project.path(""));
    let programs = ("PROGRAMS", programs.to_str().unwrap().trim_end_matches('/'));
    let of_unit = ("CREDENTIALS_DIRECTORY", unit.to_str().unwrap());
    let ended = project.run(&["status"], &[programs, of_unit]);
    let told = ended.out + &ended.err;
    assert_eq!(ended.status, 0, "{told}");
    assert!(!told.contains(SENTINEL), "{told}");
    assert!(told.contains("systemd acme"), "{told}");
    if cfg!(feature = "command") {
        assert!(told.contains("2 of 2 loaded"), "{told}");
    } else {
        assert!(told.contains("1 of 2 loaded"), "{told}");
        assert!(told.contains("install `cargo-credentials` with `--features command`"), "{told}");
    }
    // Not started by systemd, and a program that fails.
    fs::write(project.path("key"), format!("#!/bin/sh\necho {SENTINEL} >&2\nexit 3\n")).unwrap();
    let ended = project.run(&["status"], &[programs]);
    let told = ended.out + &ended.err;
    assert_eq!(ended.status, 1, "{told}");
    assert!(!told.contains(SENTINEL), "{told}");
    assert!(told.contains("missing") && told.contains("LoadCredential"), "{told}");
    if cfg!(feature = "command") {
        assert!(told.contains("(exit status 3)") && told.contains("[command_failed]"), "{told}");
    }
}

#[test]
#[cfg(feature = "command")]
fn run_gives_both_to_the_command() {
    let project = project();
    let (unit, programs) = (project.path("unit"), project.path(""));
    let variables = [
        ("PROGRAMS", programs.to_str().unwrap().trim_end_matches('/')),
        ("CREDENTIALS_DIRECTORY", unit.to_str().unwrap()),
    ];
    let script = "printf '%s %s' \"$OF_UNIT\" \"$OF_PROGRAM\"";
    let ended = project.run(&["run", "--", "sh", "-c", script], &variables);
    assert_eq!(ended.status, 0, "{ended:?}");
    assert_eq!(ended.out, format!("{SENTINEL} {SENTINEL}--of=acme"));
}

/// As docs/command.md has it, from no key at all.
#[test]
#[cfg(feature = "command")]
fn the_commands_of_the_page_end_in_a_loaded_credential() {
    use std::path::Path;
    use std::process::Command;

    let page = include_str!("../../../docs/command.md");
    let section = page.split_once("## From nothing to a loaded credential").unwrap().1;
    let script = section.split_once("```sh\n").unwrap().1.split_once("```").unwrap().0;
    let is_there = |program: &str| Command::new(program).arg("--version").output().is_ok();
    if !is_there("pass") || !is_there("gpg") {
        println!("NOT RUN: there is no `pass` or no `gpg`; `apt install pass gnupg`");
        return;
    }
    // A short path: GPG's sockets are below it.
    let home = tempfile::Builder::new().prefix("pass").tempdir_in("/tmp").unwrap();
    let manifest = include_str!("../../../docs/command/provider_credentials.yaml");
    fs::write(home.path().join("provider_credentials.yaml"), manifest).unwrap();
    let shell = |script: &str| {
        let directory = Path::new(env!("CARGO_BIN_EXE_cargo-credentials")).parent().unwrap();
        // Cargo itself is not asked, which would look for its own files in another home.
        let script = format!("set -e\ncargo() {{ cargo-credentials \"$@\"; }}\n{script}");
        let path = std::env::var("PATH").unwrap();
        let mut command = Command::new("sh");
        command.args(["-c", &script]).current_dir(home.path()).env_clear();
        command.env("HOME", home.path());
        command.env("PATH", format!("{}:{path}", directory.display()));
        command.stdin(std::process::Stdio::null()).output().unwrap()
    };
    let output = shell(script);
    _ = shell("gpgconf --kill gpg-agent");
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{output:?}");
    assert!(told.contains("1 of 1 loaded"), "{told}");
}
