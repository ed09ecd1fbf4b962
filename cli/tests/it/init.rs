//! `init`: first manifests, of projects as people have them.

mod around;
mod code;
mod needs;
mod projects;
mod sources;
mod values;

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::snapshot::{assert_snapshot, valid};
use crate::{directory, package, run, text};
use projects::shop;

#[test]
fn a_project_with_everything() {
    let dir = shop();
    let shown = text(dir.path(), &["init"], 0);
    assert_snapshot("init_shop.txt", &shown);
    let manifest = fs::read_to_string(dir.path().join("provider_credentials.yaml")).unwrap();
    assert_snapshot("init_shop.yaml", &manifest);
    assert_eq!(text(dir.path(), &["check"], 0), "1 manifest checked, no problems\n");
}

#[test]
fn the_same_for_programs() {
    let dir = shop();
    let shown = text(dir.path(), &["init", "--format", "json"], 0);
    let value = valid("init.schema.json", &shown);
    assert_snapshot("init_shop.json", &shown);
    assert_eq!(value["written"], true);
    let args =
        ["init", "--format", "json", "--dry-run", "--from", ".env", "--manifest", "other.yaml"];
    let shown = text(dir.path(), &args, 0);
    let value = valid("init.schema.json", &shown);
    assert!(
        value["diff"].as_str().unwrap().starts_with("--- /dev/null\n+++ other.yaml\n"),
        "{shown}"
    );
}

#[test]
fn nothing_is_overwritten() {
    let dir = directory(&[("Cargo.toml", &package("agent")), (".env", "A_TOKEN=x\n")]);
    let path = dir.path().join("provider_credentials.yaml");
    fs::write(&path, "mine\n").unwrap();
    let error = text(dir.path(), &["init", "--yes"], 2);
    assert!(
        error.contains("`provider_credentials.yaml` exists and is not overwritten; `--dry-run`"),
        "{error}"
    );
    assert_eq!(fs::read_to_string(&path).unwrap(), "mine\n");
    let diff = text(dir.path(), &["init", "--dry-run"], 0);
    assert!(diff.contains("\n-mine\n") && diff.contains("\n+provider_credentials:\n"), "{diff}");
    assert_eq!(fs::read_to_string(&path).unwrap(), "mine\n");
    text(dir.path(), &["init", "--manifest", "other.yaml"], 0);
    assert!(dir.path().join("other.yaml").is_file());
    #[cfg(unix)]
    {
        fs::remove_file(&path).unwrap();
        std::os::unix::fs::symlink(dir.path().join("elsewhere"), &path).unwrap();
        text(dir.path(), &["init"], 2);
        assert!(!dir.path().join("elsewhere").exists());
    }
    let before: Vec<_> =
        fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    text(dir.path(), &["init", "--dry-run", "--manifest", "new.yaml"], 0);
    let after: Vec<_> =
        fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(before, after);
}

#[test]
fn from_below_the_package_it_is_the_package_s() {
    let dir = directory(&[
        ("Cargo.toml", &package("agent")),
        (".env", "A_TOKEN=x\n"),
        ("src/main.rs", ""),
    ]);
    let shown = text(&dir.path().join("src"), &["init"], 0);
    assert!(shown.contains("credentials!(\"provider_credentials.yaml\")"), "{shown}");
    assert!(dir.path().join("provider_credentials.yaml").is_file());
}

#[test]
fn nothing_to_read_from() {
    let dir = directory(&[("Cargo.toml", &package("agent"))]);
    let shown = text(dir.path(), &["init"], 0);
    assert!(
        shown
            .starts_with("Wrote `provider_credentials.yaml`: 0 credentials; there is nothing here"),
        "{shown}"
    );
    assert_eq!(text(dir.path(), &["check"], 0), "1 manifest checked, no problems\n");
    let dir = directory(&[("a.yaml", "x: 1\n"), ("Cargo.toml", &package("agent"))]);
    for (args, words) in [
        (&["init", "--from", "none"][..], "`none` does not exist"),
        (&["init", "--from", "a.yaml"], "has no `services` and no `secrets`"),
        (&["init", "--add", "A=value"], "`--add` takes the name of a variable, and nothing else"),
        (&["init", "--manifest", "no/where.yaml"], "cannot write `no/where.yaml`"),
    ] {
        let error = text(dir.path(), args, 2);
        assert!(error.contains(words), "{args:?}: {error}");
        assert!(!error.contains("value`"), "{error}");
    }
}

#[test]
fn what_git_has_is_told() {
    let git = |dir: &Path, args: &[&str]| {
        Command::new("git")
            .arg("-C")
            .arg(dir)
            .args(args)
            .output()
            .is_ok_and(|output| output.status.success())
    };
    let dir = directory(&[("Cargo.toml", &package("agent")), (".env", "A_TOKEN=x\n")]);
    if !git(dir.path(), &["init", "-q"]) {
        println!("NOT RUN: there is no git");
        return;
    }
    let shown = |args: &[&str]| String::from_utf8(run(dir.path(), args).stdout).unwrap();
    let args = ["init", "--dry-run"];
    assert!(
        shown(&args)
            .contains("`.env` is not ignored by git. Add it to `.gitignore`:\n       .env\n")
    );
    assert!(git(dir.path(), &["add", ".env"]));
    assert!(shown(&args).contains("git rm --cached -- .env"));
    assert!(git(dir.path(), &["rm", "-q", "--cached", ".env"]));
    fs::write(dir.path().join(".gitignore"), ".env\n").unwrap();
    assert!(!shown(&args).contains("git"), "{}", shown(&args));
    text(dir.path(), &["init"], 0);
    let status = Command::new("git")
        .arg("-C")
        .arg(dir.path())
        .args(["diff", "--cached", "--name-only"])
        .output();
    assert_eq!(status.unwrap().stdout, b"", "nothing is added");
}

#[test]
fn a_package_that_has_the_library_needs_no_line() {
    let cargo = package("agent")
        + "[dependencies]\nsecrets = { package = \"provider-credentials\", version = \"0.1\" }\n";
    let dir = directory(&[("Cargo.toml", &cargo), (".env", "A_TOKEN=x\n")]);
    let shown = text(dir.path(), &["init"], 0);
    assert!(!shown.contains("Cargo.toml"), "{shown}");
}

/// On a terminal, it asks; `script` gives it one.
#[test]
#[cfg(target_os = "linux")]
fn questions_on_a_terminal() {
    use std::io::Write;
    use std::process::Stdio;

    let dir =
        directory(&[("Cargo.toml", &package("agent")), (".env", "A_TOKEN=x\nB_TOKEN=y\nPORT=1\n")]);
    let command = format!("{} init", env!("CARGO_BIN_EXE_cargo-credentials"));
    let child = Command::new("script")
        .args(["-qec", &command, "/dev/null"])
        .current_dir(dir.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let Ok(mut child) = child else {
        println!("NOT RUN: there is no `script`");
        return;
    };
    child.stdin.take().unwrap().write_all(b"y\nPORT\nB_TOKEN\ny\n").unwrap();
    let shown = String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap();
    for question in
        ["Read the names in `.env`? [Y/n]", "Variables to add", "Variables to leave out", "Write `"]
    {
        assert!(shown.contains(question), "{question}: {shown}");
    }
    let manifest = fs::read_to_string(dir.path().join("provider_credentials.yaml")).unwrap();
    assert!(manifest.contains("\"PORT\"") && !manifest.contains("B_TOKEN"), "{manifest}");
}
