//! `pass`, with a key of GPG that lives as long as the test.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use provider_credentials_command::OPENER;
use provider_credentials_core::testing::load_from;
use tempfile::TempDir;

use crate::support::{Programs, params, told};

/// A short path: GPG's sockets are below it.
fn home() -> TempDir {
    let home = tempfile::Builder::new().prefix("pass").tempdir_in("/tmp").unwrap();
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o700);
    std::fs::set_permissions(home.path(), mode).unwrap();
    home
}

fn run(home: &Path, program: &str, arguments: &[&str], input: &str) -> Option<Output> {
    let mut command = Command::new(program);
    command.args(arguments).env("GNUPGHOME", home).env("PASSWORD_STORE_DIR", home.join("store"));
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().ok()?;
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().ok()
}

#[test]
fn a_secret_of_pass() {
    const ID: &str = "test@provider-credentials.example";
    let home = home();
    let (home_path, store) = (home.path(), home.path().join("store"));
    if run(home_path, "pass", &["version"], "").is_none() {
        println!("NOT RUN: there is no `pass`; `apt install pass gnupg`");
        return;
    }
    let key =
        ["--batch", "--passphrase", "", "--quick-generate-key", ID, "default", "default", "never"];
    let Some(made) = run(home_path, "gpg", &key, "") else {
        println!("NOT RUN: there is no `gpg`");
        return;
    };
    assert!(made.status.success(), "{made:?}");
    for (arguments, input) in [
        (&["init", ID][..], ""),
        (&["insert", "--multiline", "work/openai"], "of-pass\nlogin: ada\n"),
    ] {
        let done = run(home_path, "pass", arguments, input).unwrap();
        assert!(done.status.success(), "{done:?}");
    }
    let programs = Programs::new();
    let load = |words: &[&str]| {
        let mut params = params(words);
        for (name, value) in [("GNUPGHOME", home_path), ("PASSWORD_STORE_DIR", &store)] {
            params.push(("env", String::leak(format!("{name}={}", value.display()))));
        }
        told(&load_from(&OPENER, &params, &[], &programs.loader(&[])))
    };
    assert_eq!(load(&["pass", "show", "work/openai"]), "of-pass\nlogin: ada");
    let said = load(&["pass", "show", "work/nothing"]);
    assert!(said.contains("(exit status 1)") && said.ends_with("[command_failed]"), "{said}");
    // The agent outlives the test's directory else.
    _ = run(home_path, "gpgconf", &["--kill", "gpg-agent"], "");
}
