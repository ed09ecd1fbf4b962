use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};

use crate::not_run::not_run;
use crate::pip::pip_install;

/// By their hashes.
const REQUIREMENTS: &str = include_str!("../jwcrypto.txt");
/// Of what is installed.
const VERSION: &str = "jwcrypto-1.6.1";

static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// Python with the library `jwcrypto` for a test, or says that the test could not run. `target` is cargo's directory for
/// temporary files: `env!("CARGO_TARGET_TMPDIR")`.
#[must_use]
pub fn jwcrypto(test: &str, target: &str) -> Option<Command> {
    installed(Path::new(target)).map_err(|why| not_run(test, why)).ok()
}

fn installed(target: &Path) -> Result<Command, &'static str> {
    let _guard = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let place: PathBuf = target.join(VERSION);
    if !place.is_dir() {
        pip_install(&place, REQUIREMENTS, |_| Some(())).ok_or("pip cannot install `jwcrypto`")?;
    }
    let mut python = Command::new("python3");
    python.env("PYTHONPATH", &place);
    let works = python.args(["-c", "import jwcrypto.jwe"]).status();
    if !works.is_ok_and(|status| status.success()) {
        return Err("`jwcrypto` is not for this Python");
    }
    let mut python = Command::new("python3");
    python.env("PYTHONPATH", place);
    Ok(python)
}
