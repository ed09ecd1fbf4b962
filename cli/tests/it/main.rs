//! The program as it is run.

#![forbid(unsafe_code)]
#![allow(
    clippy::unwrap_used,
    clippy::format_push_string,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "tests state what must hold by failing"
)]

#[cfg(unix)]
mod audit;
mod check;
mod code;
mod diff;
mod elsewhere;
#[cfg(all(unix, feature = "age", feature = "sops", feature = "jwe"))]
mod encryption;
mod expand;
mod formats;
mod init;
mod instance;
#[cfg(all(target_os = "linux", feature = "keyring"))]
mod keyring;
mod migrating;
mod packages;
mod programs;
mod project;
mod readme;
mod run;
mod schema;
mod secrets;
mod set;
mod snapshot;
mod status;
#[cfg(all(
    target_os = "linux",
    feature = "pkcs11",
    feature = "certificates",
    feature = "jwe",
    feature = "age"
))]
mod tokens;
mod tpm;
mod tree;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const GOOD: &str = "\
provider_credentials:
  - id: openai
    provider: openai
    auth: { type: api_key, source: env, env_var: OPENAI_API_KEY }
";

/// The `Cargo.toml` of a package.
fn package(name: &str) -> String {
    format!("[package]\nname = \"{name}\"\nversion = \"1.2.3\"\nedition = \"2024\"\n")
}

/// A directory with files in it.
fn directory(files: &[(&str, &str)]) -> TempDir {
    let directory = TempDir::new().unwrap();
    for (name, text) in files {
        let path = directory.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    directory
}

fn run(directory: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_cargo-credentials"))
        .args(args)
        .current_dir(directory)
        .env("CARGO", env!("CARGO"))
        .env_remove("NO_COLOR")
        .output()
        .unwrap()
}

/// As [`run`], with this on standard input.
fn with_input(directory: &Path, args: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_cargo-credentials"))
        .args(args)
        .current_dir(directory)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

/// Runs, asserts the status and gives standard output, or standard error for status 2.
fn text(directory: &Path, args: &[&str], status: i32) -> String {
    let output = run(directory, args);
    let (out, err) = (String::from_utf8(output.stdout), String::from_utf8(output.stderr));
    let (out, err) = (out.unwrap(), err.unwrap());
    assert_eq!(output.status.code(), Some(status), "{args:?}\n{out}\n{err}");
    if status == 2 { err } else { out }
}
