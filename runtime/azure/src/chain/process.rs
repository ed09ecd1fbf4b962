//! A program that prints what is wanted.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use provider_credentials_child::{Failure, Limits};
use provider_credentials_http::Deadline;
use zeroize::Zeroizing;

use crate::environment::Environment;

/// More than any prints.
const MOST: usize = 64 * 1024;
/// As Azure's own clients have it.
const LIMIT: Duration = Duration::from_secs(10);

/// The program of that name that `PATH` leads to.
pub(super) fn find(environment: &Environment, name: &str) -> Option<PathBuf> {
    let names: Vec<String> = if cfg!(windows) {
        ["cmd", "exe"].iter().map(|end| format!("{name}.{end}")).collect()
    } else {
        vec![name.to_owned()]
    };
    let directories =
        std::env::split_paths(environment.get("PATH")?).filter(|path| path.is_absolute());
    let all = { directories }
        .flat_map(|directory| names.iter().map(|name| directory.join(name)).collect::<Vec<_>>());
    { all }.find(|path| is_program(path))
}

#[cfg(unix)]
fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;

    path.metadata().is_ok_and(|about| about.is_file() && about.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(path: &Path) -> bool {
    path.is_file()
}

/// What it prints. It gets the environment of the program, because it has to find its own configuration; what it says
/// besides is dropped. If it does not end, all that it started ends with it.
pub(super) fn run(mut command: Command, deadline: Deadline) -> Result<Zeroizing<Vec<u8>>, Failure> {
    let limits = Limits { time: deadline.left().min(LIMIT), output: MOST };
    provider_credentials_child::run(&mut command, limits)
}
