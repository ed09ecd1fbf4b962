use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use super::module::HsmModule;
use crate::not_run;

const PLACES: [&str; 4] = [
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib64/softhsm/libsofthsm2.so",
    "/usr/lib64/pkcs11/libsofthsm2.so",
    "/usr/local/lib/softhsm/libsofthsm2.so",
];

/// A directory of tokens. A process can have one: the library reads its configuration once.
#[derive(Debug)]
pub struct SoftHsm {
    directory: TempDir,
    real: &'static str,
}

impl SoftHsm {
    /// `None` where it, or a C compiler for the module before it, is not installed, which is said.
    ///
    /// # Panics
    ///
    /// If that fails.
    #[must_use]
    pub fn for_test(test: &str) -> Option<Self> {
        let Some(real) = PLACES.into_iter().find(|path| Path::new(path).exists()) else {
            not_run(test, "there is no SoftHSM; `apt install softhsm2`");
            return None;
        };
        let directory = TempDir::new().unwrap();
        fs::create_dir(directory.path().join("tokens")).unwrap();
        let hsm = Self { directory, real };
        let tokens = hsm.directory.path().join("tokens");
        let settings = format!(
            "directories.tokendir = {}\nobjectstore.backend = file\nlog.level = ERROR\n",
            tokens.display()
        );
        fs::write(hsm.conf(), settings).unwrap();
        let source = hsm.directory.path().join("shim.c");
        fs::write(&source, include_str!("shim.c")).unwrap();
        let built = Command::new("cc")
            .args(["-shared", "-fPIC", "-O1", "-o"])
            .arg(hsm.shim())
            .arg(format!("-DREAL=\"{real}\""))
            .arg(format!("-DCONF=\"{}\"", hsm.conf().display()))
            .arg(source)
            .arg("-ldl")
            .status();
        if let Ok(status) = built {
            assert!(status.success());
            Some(hsm)
        } else {
            not_run(test, "there is no C compiler");
            None
        }
    }

    /// The library itself, for which `SOFTHSM2_CONF` has to be [`conf`](Self::conf).
    #[must_use]
    pub fn library(&self) -> &Path {
        Path::new(self.real)
    }

    /// Its configuration.
    #[must_use]
    pub fn conf(&self) -> PathBuf {
        self.directory.path().join("softhsm2.conf")
    }

    fn shim(&self) -> PathBuf {
        self.directory.path().join("shim.so")
    }

    /// A module of its own before it, with all of its tokens.
    #[must_use]
    pub fn module(&self) -> HsmModule {
        HsmModule::of(&self.shim())
    }

    /// The same as a file of this path.
    ///
    /// # Panics
    ///
    /// If that fails.
    pub fn copy_module(&self, to: &Path) {
        fs::copy(self.shim(), to).unwrap();
    }

    /// Makes a token, before the library is loaded: it does not see later ones. `None` where the tool for that is not
    /// installed, which is said.
    ///
    /// # Panics
    ///
    /// If that fails.
    #[must_use]
    pub fn with_token(self, test: &str, label: &str, pin: &str) -> Option<Self> {
        let mut command = Command::new("softhsm2-util");
        command.args(["--init-token", "--free", "--so-pin", "officer-4321", "--label", label]);
        command.args(["--pin", pin]).env("SOFTHSM2_CONF", self.conf());
        let Ok(output) = command.output() else {
            not_run(test, "there is no `softhsm2-util`; `apt install softhsm2`");
            return None;
        };
        assert!(output.status.success(), "{output:?}");
        if Command::new("pkcs11-tool").arg("--version").output().is_err() {
            not_run(test, "there is no `pkcs11-tool`; `apt install opensc`");
            return None;
        }
        Some(self)
    }

    /// What `pkcs11-tool` does with these arguments and this input, logged in to the token.
    ///
    /// # Panics
    ///
    /// If that fails.
    pub fn tool(&self, token: &str, pin: &str, arguments: &[&str], input: &[u8]) {
        let mut command = Command::new("pkcs11-tool");
        command.arg("--module").arg(self.real).env("SOFTHSM2_CONF", self.conf());
        command.args(["--token-label", token, "--login", "--pin", pin]).args(arguments);
        let pipes = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = pipes.spawn().unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{output:?}");
    }

    /// Writes a private data object.
    pub fn put(&self, token: &str, pin: &str, label: &str, value: &[u8]) {
        let write = ["--write-object", "/dev/stdin", "--type", "data", "--private", "--label"];
        self.tool(token, pin, &[&write[..], &[label]].concat(), value);
    }
}
