use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// A module that writes down which functions are called, and can be told to fail.
#[derive(Debug)]
pub struct HsmModule {
    directory: TempDir,
    path: PathBuf,
}

impl HsmModule {
    pub(super) fn of(shim: &Path) -> Self {
        let directory = TempDir::new().unwrap();
        let path = directory.path().join("module.so");
        fs::copy(shim, &path).unwrap();
        Self { directory, path }
    }

    /// Its file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Where its file is, for others.
    #[must_use]
    pub fn directory(&self) -> &Path {
        self.directory.path()
    }

    /// What it does besides, from the next call on, in lines: `fail C_Name NUMBER`, `hang C_Name SECONDS`,
    /// `crash C_Name 0`, `set flags NUMBER`, `after C_Login NUMBER` for flags once a login was tried,
    /// `swap C_OpenSession 0` for another token in the slot from then on, `logout C_Name 0` to log out before a function
    /// whose first argument is the session.
    ///
    /// # Panics
    ///
    /// If that fails.
    pub fn told_to(&self, lines: &str) {
        fs::write(self.path.with_extension("so.control"), lines).unwrap();
    }

    /// How often a function was called.
    #[must_use]
    pub fn calls(&self, name: &str) -> usize {
        let calls = fs::read_to_string(self.path.with_extension("so.calls")).unwrap_or_default();
        calls.lines().filter(|line| *line == name).count()
    }
}
