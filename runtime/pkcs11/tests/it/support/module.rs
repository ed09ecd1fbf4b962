//! Modules that stand before SoftHSM, each a file of its own that counts calls and can be told to fail.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use provider_credentials_test_servers::not_run;
use tempfile::TempDir;

const PLACES: [&str; 4] = [
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib64/softhsm/libsofthsm2.so",
    "/usr/lib64/pkcs11/libsofthsm2.so",
    "/usr/local/lib/softhsm/libsofthsm2.so",
];

/// Where SoftHSM keeps the tokens of this process; `None` where it or a C compiler is not installed, which is said.
pub(crate) fn softhsm() -> Option<&'static Path> {
    static SHIM: OnceLock<Option<PathBuf>> = OnceLock::new();
    SHIM.get_or_init(build).as_deref()
}

fn build() -> Option<PathBuf> {
    let Some(real) = PLACES.into_iter().find(|path| Path::new(path).exists()) else {
        not_run("PKCS#11", "there is no SoftHSM; `apt install softhsm2`");
        return None;
    };
    // For as long as the process is there: no test knows whether it is the last.
    let directory = TempDir::new().unwrap().keep();
    let tokens = directory.join("tokens");
    fs::create_dir(&tokens).unwrap();
    let conf = directory.join("softhsm2.conf");
    let text = format!(
        "directories.tokendir = {}\nobjectstore.backend = file\nlog.level = ERROR\n",
        tokens.display()
    );
    fs::write(&conf, text).unwrap();
    let shim = directory.join("shim.so");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/support/shim.c");
    let built = Command::new("cc")
        .args(["-shared", "-fPIC", "-O1", "-o"])
        .arg(&shim)
        .arg(format!("-DREAL=\"{real}\""))
        .arg(format!("-DCONF=\"{}\"", conf.display()))
        .arg(source)
        .arg("-ldl")
        .status();
    let Ok(status) = built else {
        not_run("PKCS#11", "there is no C compiler");
        return None;
    };
    assert!(status.success());
    Some(shim)
}

/// One such module.
pub(crate) struct Module {
    directory: TempDir,
    path: PathBuf,
}

impl Module {
    pub(crate) fn new() -> Option<Self> {
        let shim = softhsm()?;
        let directory = TempDir::new().unwrap();
        let path = directory.path().join("module.so");
        fs::copy(shim, &path).unwrap();
        Some(Self { directory, path })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn directory(&self) -> &Path {
        self.directory.path()
    }

    /// What it does besides, from the next call on.
    pub(crate) fn told_to(&self, lines: &str) {
        fs::write(self.path.with_extension("so.control"), lines).unwrap();
    }

    /// How often a function was called.
    pub(crate) fn calls(&self, name: &str) -> usize {
        let calls = fs::read_to_string(self.path.with_extension("so.calls")).unwrap_or_default();
        calls.lines().filter(|line| *line == name).count()
    }
}
