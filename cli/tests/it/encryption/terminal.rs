//! On a terminal, as script(1) has one.

use std::io::Write;
use std::process::{Command, Stdio};

use super::{Vault, json};
use crate::project::SENTINEL;

/// What is shown, and the status.
fn on_terminal(vault: &Vault, words: &str, editor: &str, typed: &str) -> Option<(String, i32)> {
    let line = format!("'{}' {words}", env!("CARGO_BIN_EXE_cargo-credentials"));
    let mut command = Command::new("script");
    command.args(["-qec", &line, "/dev/null"]).current_dir(vault.project.directory());
    command.env("SOPS_AGE_KEY_FILE", "ada.txt").env("EDITOR", editor).env_remove("VISUAL");
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().ok()?;
    child.stdin.take().unwrap().write_all(typed.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    Some((String::from_utf8(output.stdout).unwrap(), output.status.code().unwrap()))
}

#[test]
fn a_terminal_shows_secrets_only_if_asked_and_an_edit_can_be_mended() {
    let Some(vault) = Vault::for_test("a_terminal") else { return };
    vault.project.write("credentials.json", &json());
    assert_eq!(vault.run(&["encrypt", "credentials.json", "--recipient", &vault.ada]).status, 0);
    let Some((shown, status)) = on_terminal(&vault, "decrypt credentials.json", "", "") else {
        provider_credentials_test_servers::not_run("a_terminal", "there is no script(1)");
        return;
    };
    assert!(status == 2 && shown.contains("standard output is a terminal"), "{shown}");
    assert!(!shown.contains(SENTINEL));
    let (shown, status) = on_terminal(&vault, "decrypt credentials.json --yes", "", "").unwrap();
    assert!(status == 0 && shown.contains(SENTINEL), "{shown}");

    // Broken the first time, and then mended: the edit is still there.
    let editor = vault.script(
        "editor",
        "if [ -e broken ]; then sed -i 's/\\]$/}/' \"$1\"; else touch broken; sed -i 's/: 3/: 4/; s/^}/]/' \"$1\"; fi",
    );
    let before = vault.project.read("credentials.json");
    let (shown, status) = on_terminal(&vault, "edit credentials.json", &editor, "\n").unwrap();
    assert!(status == 0 && shown.contains("[sops_plain_syntax]"), "{shown}");
    assert!(shown.contains("`credentials.json` is written"), "{shown}");
    assert_eq!(vault.plain("ada.txt", "credentials.json"), json().replace(": 3", ": 4"));
    std::fs::remove_file(vault.project.path("broken")).unwrap();
    vault.project.write("credentials.json", &before);
    let (shown, status) = on_terminal(&vault, "edit credentials.json", &editor, "q\n").unwrap();
    assert!(status == 2 && shown.contains("nothing is written"), "{shown}");
    assert_eq!(vault.project.read("credentials.json"), before);
}
