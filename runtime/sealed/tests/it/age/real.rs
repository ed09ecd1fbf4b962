//! Files of the `age` command, and keys of `ssh-keygen`.

use std::path::Path;
use std::process::{Command, Stdio};

use provider_credentials_core::testing::EncryptedFile;

use super::support::FILE;
use crate::support::{Files, outcome};

const SECRET: &[u8] = b"sixteen-and-more-bytes";

/// Whether all of these are there; otherwise says that the test is not run.
fn has(programs: &[&str]) -> bool {
    for program in programs {
        let found = Command::new(program)
            .arg("--version")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        if found.is_err() {
            println!("NOT RUN: `{program}` is not installed");
            return false;
        }
    }
    true
}

fn run(directory: &Path, program: &str, args: &[&str]) -> String {
    let output = Command::new(program)
        .args(args)
        .current_dir(directory)
        .stdin(Stdio::null())
        .output()
        .expect("it runs");
    assert!(output.status.success(), "{program} {args:?}: {output:?}");
    String::from_utf8(output.stdout).expect("text").trim().to_owned()
}

#[test]
fn what_age_writes_is_read() {
    if !has(&["age", "age-keygen"]) {
        return;
    }
    let files = Files::new();
    files.public("plain", SECRET);
    run(files.path(), "age-keygen", &["-o", "keys.txt"]);
    let recipient = run(files.path(), "age-keygen", &["-y", "keys.txt"]);
    for armor in [&[][..], &["--armor"]] {
        let args = [&["--encrypt", "-r", &recipient, "-o", "it.age"], armor, &["plain"]].concat();
        run(files.path(), "age", &args);
        let credential = files.load(FILE, &[("AGE_IDENTITY_FILE", "keys.txt")]);
        assert_eq!(outcome(&credential), Ok(SECRET.to_vec()));
    }
}

#[test]
fn keys_of_ssh_open_what_age_writes_for_them() {
    if !has(&["age"]) || !has(&["ssh-keygen"]) {
        return;
    }
    let files = Files::new();
    files.public("plain", SECRET);
    for kind in ["ed25519", "rsa"] {
        let public = format!("{kind}.pub");
        run(files.path(), "ssh-keygen", &["-q", "-t", kind, "-N", "", "-f", kind]);
        run(files.path(), "age", &["--encrypt", "-R", &public, "-o", "it.age", "plain"]);
        let file = EncryptedFile { identity_file: Some(kind.to_owned().leak()), ..FILE };
        assert_eq!(outcome(&files.load(file, &[])), Ok(SECRET.to_vec()), "{kind}");
        let public: &'static str = public.leak();
        let file = EncryptedFile { identity_file: Some(public), ..FILE };
        std::fs::set_permissions(
            files.path().join(public),
            std::os::unix::fs::PermissionsExt::from_mode(0o600),
        )
        .unwrap();
        assert_eq!(outcome(&files.load(file, &[])), Err("age_identity_invalid".to_owned()));
    }
    let locked = ["-q", "-t", "ed25519", "-N", "correct horse", "-f", "locked"];
    run(files.path(), "ssh-keygen", &locked);
    run(files.path(), "age", &["--encrypt", "-R", "locked.pub", "-o", "it.age", "plain"]);
    let file = EncryptedFile { identity_file: Some("locked"), ..FILE };
    assert_eq!(outcome(&files.load(file, &[])), Err("age_identity_locked".to_owned()));
    let opened = EncryptedFile { decrypt_with: Some("correct horse"), ..file };
    assert_eq!(outcome(&files.load(opened, &[])), Ok(SECRET.to_vec()));
    let wrong = EncryptedFile { decrypt_with: Some("battery staple"), ..file };
    assert_eq!(outcome(&files.load(wrong, &[])), Err("age_passphrase_wrong".to_owned()));
    // Of a kind that age does not have.
    run(files.path(), "ssh-keygen", &["-q", "-t", "ecdsa", "-N", "", "-f", "ecdsa"]);
    let ecdsa = EncryptedFile { identity_file: Some("ecdsa"), ..FILE };
    assert_eq!(outcome(&files.load(ecdsa, &[])), Err("age_ssh_key_unsupported".to_owned()));
}
