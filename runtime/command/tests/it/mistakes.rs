//! Ten mistakes, each mended by doing what the message says.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;

use provider_credentials_command::OPENER;
use provider_credentials_core::testing::load_from;
use provider_credentials_core::{Loader, Permissions};

use crate::support::{Programs, SECRET, load, params, told};

fn mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn a_program_that_is_not_installed() {
    let programs = Programs::new();
    let loader = programs.loader(&[]);
    let fix = "install it, or write its whole path, or add its directory to `PATH` where the program is started";
    assert_eq!(
        told(&load(&loader, &["key", "of", "openai"])),
        format!("{}: there is no such program; {fix} [command_not_found]", noun(&loader))
    );
    let bare = Loader::new().with_environment([("PATH", "/nowhere")]);
    let elsewhere = programs.script("key", &format!("echo {SECRET}"));
    assert!(told(&load(&bare, &["key"])).ends_with("[command_not_found]"));
    // Installed; by its whole path; in `PATH`.
    assert_eq!(told(&load(&loader, &["key"])), SECRET);
    assert_eq!(told(&load(&bare, &[elsewhere.to_str().unwrap()])), SECRET);
}

/// What these tests' manifests call the place.
fn noun(loader: &Loader) -> String {
    let said = told(&load(loader, &["nothing-of-that-name"]));
    said.split_once(": there").unwrap().0.to_owned()
}

#[test]
fn a_relative_path_out_of_a_variable() {
    let programs = Programs::new();
    let key = programs.script("key", &format!("echo {SECRET}"));
    let loader = programs.loader(&[]).base_dir(programs.path());
    let said = told(&load(&loader, &["./key"]));
    assert!(
        said.contains(
            "write its whole path, or its name alone if it is in `PATH` [command_relative]"
        ),
        "{said}"
    );
    assert_eq!(told(&load(&loader, &[key.to_str().unwrap()])), SECRET);
    assert_eq!(told(&load(&loader, &["key"])), SECRET);
}

#[test]
fn a_program_that_nobody_may_run() {
    let programs = Programs::new();
    let key = programs.file("key", &format!("#!/bin/sh\necho {SECRET}\n"), 0o644);
    let run = || told(&load(&programs.loader(&[]), &[key.to_str().unwrap()]));
    let said = run();
    assert!(said.contains("such as with `chmod 755` [command_not_allowed]"), "{said}");
    mode(&key, 0o755);
    assert_eq!(run(), SECRET);
}

#[test]
fn a_script_without_an_interpreter() {
    let programs = Programs::new();
    let loader = programs.loader(&[]);
    for first in ["", "#!/nowhere/python3\n"] {
        let text = format!("{first}echo {SECRET}\n");
        programs.file("key", &text, 0o755);
        let said = told(&load(&loader, &["key"]));
        assert!(
            said.contains(
                "a script begins with `#!` and an interpreter that is there [command_not_started]"
            ),
            "{said}"
        );
    }
    programs.script("key", &format!("echo {SECRET}"));
    assert_eq!(told(&load(&loader, &["key"])), SECRET);
}

#[test]
fn a_program_that_others_can_change() {
    let programs = Programs::new();
    let key = programs.script("key", &format!("echo {SECRET}"));
    let link = programs.path().join("link");
    symlink(&key, &link).unwrap();
    let run = |name: &str| told(&load(&programs.loader(&[]), &[name]));
    let refused = "find it with `namei -l`, give it to root or the process's user, and take the right to write from \
                   group and others [command_insecure]";
    for changed in [0o777, 0o757, 0o775] {
        mode(&key, changed);
        for name in ["key", "link", key.to_str().unwrap(), link.to_str().unwrap()] {
            assert!(run(name).ends_with(refused), "{changed:o} {name}: {}", run(name));
        }
    }
    mode(&key, 0o755);
    assert_eq!(run("link"), SECRET);
    mode(programs.path(), 0o777);
    assert!(run("key").ends_with(refused), "{}", run("key"));
    // The loader's policy is the one for files.
    let loader = programs.loader(&[]).permissions(Permissions::Warn);
    let warned = load(&loader, &["key"]);
    assert_eq!(told(&warned), SECRET);
    let codes: Vec<_> =
        warned.metadata().warnings().iter().map(|one| one.code().to_owned()).collect();
    assert_eq!(codes, ["command_insecure"]);
    let off = programs.loader(&[]).permissions(Permissions::Off);
    assert!(load(&off, &["key"]).metadata().warnings().is_empty());
    mode(programs.path(), 0o755);
    assert_eq!(run("key"), SECRET);
    assert!(load(&programs.loader(&[]), &["key"]).metadata().warnings().is_empty());
}

#[test]
fn a_program_that_is_not_logged_in() {
    let programs = Programs::new();
    let text = format!(
        "[ \"$KEY_SESSION\" ] || {{ echo \"{SECRET} needs a session\" >&2; exit 6; }}; echo {SECRET}"
    );
    programs.script("key", &text);
    let said = told(&load(&programs.loader(&[("KEY_SESSION", "1")]), &["key"]));
    assert!(said.contains("the program failed (exit status 6); run it in a terminal"), "{said}");
    assert!(
        said.ends_with("name variables that it needs in `command_env` [command_failed]"),
        "{said}"
    );
    let mut with = params(&["key"]);
    with.push(("env", "KEY_SESSION=1"));
    assert_eq!(told(&load_from(&OPENER, &with, &[], &programs.loader(&[]))), SECRET);
}

#[test]
fn a_program_that_asks() {
    let programs = Programs::new();
    programs.script("key", &format!("[ \"$1\" = --no-prompt ] || sleep 300; echo {SECRET}"));
    let run = |words: &[&str]| {
        let mut with = params(words);
        with.push(("timeout", "1"));
        told(&load_from(&OPENER, &with, &[], &programs.loader(&[])))
    };
    let said = run(&["key"]);
    assert!(said.contains("it may wait for an answer; or raise `command_timeout`"), "{said}");
    assert_eq!(run(&["key", "--no-prompt"]), SECRET);
}

#[test]
fn a_program_that_writes_elsewhere() {
    let programs = Programs::new();
    let write = |text: &str| {
        programs.script("key", text);
        told(&load(&programs.loader(&[]), &["key"]))
    };
    for text in [format!("echo {SECRET} >&2"), "echo; echo".to_owned()] {
        let said = write(&text);
        assert!(
            said.contains("what is shown then is what it writes there [command_no_output]"),
            "{said}"
        );
    }
    assert_eq!(write(&format!("echo {SECRET}")), SECRET);
}

#[test]
fn a_program_that_writes_all_it_has() {
    let programs = Programs::new();
    let write = |text: &str| {
        programs.script("key", text);
        told(&load(&programs.loader(&[]), &["key"]))
    };
    let said = write(&format!("while :; do echo {SECRET}; done"));
    assert!(said.contains("have it write the secret alone [command_too_much]"), "{said}");
    assert_eq!(write(&format!("echo {SECRET}")), SECRET);
}

#[test]
fn a_program_that_is_killed() {
    let programs = Programs::new();
    let write = |text: &str| {
        programs.script("key", text);
        told(&load(&programs.loader(&[]), &["key"]))
    };
    let said = write("kill -KILL $$");
    assert!(said.contains("the program was killed (signal 9); look for the cause"), "{said}");
    assert!(said.ends_with("[command_killed]"), "{said}");
    assert_eq!(write(&format!("echo {SECRET}")), SECRET);
}
