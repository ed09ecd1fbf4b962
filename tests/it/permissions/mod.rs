//! Who may read and replace secret files: real files with real owners and modes.
//!
//! Some of it takes root, another user's identity, or a mount namespace. Where the system does not
//! give them, the test says `NOT RUN` and passes.

mod changes;
mod choices;
#[cfg(target_os = "linux")]
pub(crate) mod container;
#[cfg(target_os = "linux")]
mod denied;
mod files;
mod links;
#[cfg(target_os = "linux")]
mod modes;
#[cfg(target_os = "linux")]
mod mounted_files;
#[cfg(target_os = "linux")]
pub(crate) mod mounts;
#[cfg(target_os = "linux")]
mod outside;
#[cfg(target_os = "linux")]
mod shared;
mod way;

use std::fs;
use std::io::Write;
use std::os::unix::fs::{PermissionsExt, chown, lchown};
use std::path::Path;
use std::process::Command;

use provider_credentials::{AnyCredential, credentials};

use crate::support::{Files, write_secret};

credentials!("it/manifests/permissions.yaml", pub(crate) struct Set);

/// A user and a group that nobody is.
pub(crate) const NOBODY: u32 = 61_234;

pub(crate) fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

/// Past the test harness, which shows nothing of a test that passes.
pub(crate) fn not_run(what: &str) {
    let line = format!("NOT RUN: {what}\n");
    std::io::stderr().write_all(line.as_bytes()).unwrap();
}

pub(crate) fn chmod(path: impl AsRef<Path>, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

pub(crate) fn give(path: impl AsRef<Path>, user: u32, group: u32) {
    chown(path, Some(user), Some(group)).unwrap();
}

fn give_link(path: impl AsRef<Path>, user: u32) {
    lchown(path, Some(user), Some(user)).unwrap();
}

/// `sub/dir/key` and `plain.txt`, all as they should be.
fn good_files() -> Files {
    let files = Files::new().with("plain.txt", "plain-text");
    fs::create_dir_all(files.join("sub/dir")).unwrap();
    chmod(files.join("sub"), 0o755);
    chmod(files.join("sub/dir"), 0o700);
    write_secret(&files.join("sub/dir/key"), "nested-text");
    write_secret(&files.join("sub/key"), "variable");
    files
}

/// Problem and fix, without the credential's name, and the code.
fn refusal(credential: &AnyCredential) -> String {
    let error = credential.secret().expect_err("a refusal");
    let text = error.to_string();
    let text = text.split_once(" is not loaded: ").expect("the usual words").1;
    format!("{text} [{}]", error.code())
}

/// The command that a message has.
fn command(message: &str) -> &str {
    let told = message.split_once("; run").expect("a command").1;
    let (somewhere, told) = told.split_once('`').expect("a command");
    assert!([" ", ", in the program's environment, "].contains(&somewhere), "{message}");
    told.split_once('`').expect("the end of the command").0
}

/// Does what a message says, as a person would: in a shell, in the directory that paths start from.
fn do_as_told(message: &str, directory: &Path, environment: &[(&str, &Path)]) {
    let command = command(message);
    let mut shell = Command::new("sh");
    shell.args(["-c", command]).current_dir(directory).envs(environment.iter().copied());
    assert!(shell.status().unwrap().success(), "{command}");
}

/// Whether the command of a message does nothing in a shell without the program's variables.
fn fails_elsewhere(message: &str, directory: &Path) -> bool {
    let mut shell = Command::new("sh");
    shell.args(["-c", command(message)]).current_dir(directory);
    shell.stderr(std::process::Stdio::null());
    !shell.status().unwrap().success()
}

/// Runs a test as another user, in a thread of its own: on Linux that is what has an identity.
/// `false` where the system does not allow it.
#[cfg(target_os = "linux")]
pub(crate) fn as_user(user: u32, group: u32, groups: &[u32], test: impl FnOnce() + Send) -> bool {
    use rustix::process::{Gid, Uid};
    use rustix::thread::{set_thread_groups, set_thread_res_gid, set_thread_res_uid};

    if !is_root() {
        return false;
    }
    std::thread::scope(|scope| {
        let run = scope.spawn(|| {
            let groups: Vec<Gid> = groups.iter().copied().map(Gid::from_raw).collect();
            let (group, user) = (Gid::from_raw(group), Uid::from_raw(user));
            set_thread_groups(&groups).unwrap();
            set_thread_res_gid(group, group, group).unwrap();
            set_thread_res_uid(user, user, user).unwrap();
            test();
        });
        if let Err(panic) = run.join() {
            std::panic::resume_unwind(panic);
        }
    });
    true
}
