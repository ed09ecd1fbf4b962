//! What is made from the tree of commands: help, completions and man pages.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::{directory, text, with_input};

/// The commands that the help lists.
fn commands() -> Vec<String> {
    let help = text(directory(&[]).path(), &["--help"], 0);
    let list = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    list.lines().map(|line| line.split_whitespace().next().unwrap().to_owned()).collect()
}

#[test]
fn colours_are_written_when_they_are_wanted() {
    let dir = directory(&[("bad.yaml", "provider_credentials: 3\n")]);
    for (args, variables, is_coloured) in [
        (&["check", "bad.yaml"][..], &[][..], false),
        (&["check", "bad.yaml", "--color", "always"], &[("NO_COLOR", "1")], true),
        (&["--color", "always", "check", "bad.yaml"], &[], true),
        (&["check", "bad.yaml", "--color", "never"], &[("CLICOLOR_FORCE", "1")], false),
        (&["check", "bad.yaml"], &[("CLICOLOR_FORCE", "1")], true),
        (&["check", "bad.yaml"], &[("CLICOLOR_FORCE", "0")], false),
        (&["check", "bad.yaml"], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], false),
        (&["check", "bad.yaml"], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "")], true),
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-credentials"));
        command.args(args).current_dir(dir.path());
        command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
        let out = command.envs(variables.iter().copied()).output().unwrap().stdout;
        assert_eq!(out.contains(&b'\x1b'), is_coloured, "{args:?} {variables:?}");
    }
}

#[test]
fn the_documents_have_the_statuses_of_the_help() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/cli.md");
    let documented = fs::read_to_string(&path).unwrap().replace('\r', "");
    let help = text(directory(&[]).path(), &["--help"], 0);
    let mut table = String::from("| status | commands | meaning |\n|---|---|---|\n");
    for line in help.split("Exit status:\n").nth(1).unwrap().lines() {
        let (status, meaning) = line.trim().split_once(' ').unwrap();
        let (commands, meaning) = match meaning.trim().split_once(": ") {
            Some((commands, meaning)) if !commands.contains("could not") => {
                (format!("`{}`", commands.replace(", ", "`, `")), meaning)
            }
            _ => ("all".to_owned(), meaning.trim()),
        };
        table += &format!("| {status} | {commands} | {meaning} |\n").replace("| * |", r"| \* |");
    }
    let (start, end) = ("<!-- statuses -->\n", "<!-- end of statuses -->");
    let (before, rest) = documented.split_once(start).unwrap();
    let (_, after) = rest.split_once(end).unwrap();
    let current = [before, start, &table, end, after].concat();
    if std::env::var_os("UPDATE_README").is_some() {
        fs::write(path, current).unwrap();
    } else {
        assert_eq!(
            documented, current,
            "UPDATE_README=1 cargo test -p cargo-credentials writes it"
        );
    }
}

#[test]
fn every_shell_gets_every_command() {
    let dir = directory(&[]);
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = text(dir.path(), &["completions", shell], 0);
        for command in commands() {
            assert!(script.contains(&command), "{shell}: {command}");
        }
    }
}

#[test]
fn bash_completes() {
    let dir = directory(&[]);
    let script = text(dir.path(), &["completions", "bash"], 0);
    if !Command::new("bash")
        .arg("--version")
        .stdout(Stdio::null())
        .status()
        .is_ok_and(|s| s.success())
    {
        println!("NOT RUN: there is no bash");
        return;
    }
    let asked = "\nCOMP_WORDS=(cargo-credentials check --deny); COMP_CWORD=2\n\
                 _cargo__credentials cargo-credentials --deny check; echo \"${COMPREPLY[@]}\"\n";
    let output = Command::new("bash").args(["-c", &(script + asked)]).output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "--deny-warnings\n");
}

#[test]
fn every_command_has_a_page() {
    let dir = directory(&[]);
    text(dir.path(), &["man", "pages/man1"], 0);
    let page = |name: &str| fs::read_to_string(dir.path().join("pages/man1").join(name)).unwrap();
    for command in commands().iter().filter(|command| *command != "help") {
        let text = page(&format!("cargo-credentials-{command}.1"));
        assert!(text.contains(".SH EXAMPLES\n.nf\n  cargo credentials"), "{text}");
        assert!(text.contains(".SH \"EXIT STATUS\"\n.nf\n  "), "{text}");
    }
    // Also of the commands below a command, to which its page refers.
    for command in ["audit-verify", "audit-show"] {
        let text = page(&format!("cargo-credentials-{command}.1"));
        assert!(text.contains("\\-\\-format"), "{text}");
    }
    let run = page("cargo-credentials-run.1");
    assert!(run.contains(".SH SYNOPSIS\n"), "{run}");
    assert!(run.contains("cargo credentials run [OPTIONS] \\-\\- <COMMAND>..."), "{run}");
    let names = page("cargo-credentials.1");
    let name = names.split(".SH NAME\n").nth(1).unwrap().lines().next().unwrap();
    assert!(!name.ends_with('.'), "{name}");
    let first = text(dir.path(), &["man"], 0);
    assert_eq!(first, page("cargo-credentials.1"));
    match Command::new("man").args(["--warnings", "-l", "-"]).stdin(Stdio::null()).output() {
        Ok(_) => {
            let pages = fs::read_dir(dir.path().join("pages/man1")).unwrap();
            for path in pages.map(|entry| entry.unwrap().path()) {
                let shown =
                    Command::new("man").args(["--warnings", "-l"]).arg(&path).output().unwrap();
                assert!(shown.status.success() && shown.stderr.is_empty(), "{path:?}: {shown:?}");
            }
        }
        Err(_) => println!("NOT RUN: there is no man"),
    }
    // A file where the directory would be.
    fs::write(dir.path().join("file"), "").unwrap();
    let error = text(dir.path(), &["man", "file"], 2);
    assert!(error.starts_with("error: cannot write to `file`: "), "{error}");
}

#[test]
fn help_says_what_options_do_in_their_command() {
    let dir = directory(&[]);
    let set = text(dir.path(), &["set", "--help"], 0);
    assert!(set.contains("Write a line of this `.env` file"), "{set}");
    assert!(!set.contains("Also look for variables"), "{set}");
    let status = text(dir.path(), &["status", "--help"], 0);
    assert!(status.contains("Also look for variables"), "{status}");
    let run = text(dir.path(), &["run", "--help"], 0);
    assert!(run.contains("other lines, such as LOG_LEVEL, do not reach the command"), "{run}");
}

#[test]
fn text_that_is_not_unicode_is_no_panic() {
    #[cfg(unix)]
    {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;

        for args in [&[&b"\xff"[..]][..], &[b"explain", b"\xff"], &[b"check", b"--format", b"\xff"]]
        {
            let output = Command::new(env!("CARGO_BIN_EXE_cargo-credentials"))
                .args(args.iter().map(|arg| OsStr::from_bytes(arg)))
                .output()
                .unwrap();
            assert_eq!(output.status.code(), Some(2));
        }
    }
    let output = with_input(directory(&[]).path(), &["check", "-"], b"\xff");
    assert_eq!(output.status.code(), Some(1));
}
