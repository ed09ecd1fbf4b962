use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use provider_credentials_core::testing::{EncryptedFile, load_encrypted};
use provider_credentials_core::{AnyCredential, KeyProvider, Loader, Opener};
use provider_credentials_sealed::sops::{IDENTITIES, OPENER};
use provider_credentials_test_servers::{SOPS, not_run};
use tempfile::TempDir;

/// The tool, with a directory and an identity of its own.
pub(crate) struct Sops {
    program: PathBuf,
    directory: TempDir,
    pub(crate) recipient: String,
}

pub(crate) static KEYS: &[&Opener<dyn KeyProvider>] = &[&IDENTITIES];

pub(crate) fn file(path: &'static str, key: &'static [&'static str]) -> EncryptedFile {
    EncryptedFile {
        decoder: &OPENER,
        keys: KEYS,
        identity_file: None,
        decrypt_with: None,
        path,
        key,
    }
}

impl Sops {
    /// The tool for a test, or a word that the test could not run.
    pub(crate) fn for_test(test: &str) -> Option<Self> {
        let made = Self::new();
        made.map_err(|why| not_run(test, why)).ok()
    }

    fn new() -> Result<Self, &'static str> {
        let program = SOPS.installed(env!("CARGO_TARGET_TMPDIR"))?;
        let directory = tempfile::tempdir().unwrap();
        let recipient = identity(&directory.path().join("keys.txt")).ok_or("no `age-keygen`")?;
        Ok(Self { program, directory, recipient })
    }

    pub(crate) fn path(&self) -> &Path {
        self.directory.path()
    }

    /// Writes a file that anybody may read.
    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path().join(name)).unwrap()
    }

    /// Runs the tool; what it prints.
    pub(crate) fn try_run(
        &self,
        words: &[&str],
        environment: &[(&str, &str)],
    ) -> Result<Vec<u8>, String> {
        let mut command = Command::new(&self.program);
        command.arg("--disable-version-check").args(words).current_dir(self.path());
        command.env_clear().env("HOME", self.path()).env("PATH", std::env::var_os("PATH").unwrap());
        command.env("SOPS_AGE_KEY_FILE", self.path().join("keys.txt"));
        let out = command.envs(environment.iter().copied()).output().unwrap();
        if out.status.success() {
            Ok(out.stdout)
        } else {
            Err(String::from_utf8_lossy(&out.stderr).into_owned())
        }
    }

    pub(crate) fn run(&self, words: &[&str]) -> Vec<u8> {
        self.try_run(words, &[]).unwrap_or_else(|error| panic!("sops {words:?}: {error}"))
    }

    /// Encrypts a file in its place, for the identity that there is.
    pub(crate) fn encrypt(&self, name: &str, content: impl AsRef<[u8]>, words: &[&str]) {
        self.write(name, content);
        let recipient = self.recipient.clone();
        self.run(&[&["encrypt", "--in-place", "--age", &recipient][..], words, &[name]].concat());
    }

    /// The same by a rule of `.sops.yaml`.
    pub(crate) fn encrypt_by_rule(&self, name: &str, content: &str, rule: &[(&str, &str)]) {
        let mut rules = format!("creation_rules:\n  - age: {}\n", self.recipient);
        for (name, value) in rule {
            rules += &format!("    {name}: {value}\n");
        }
        self.write(".sops.yaml", rules);
        self.write(name, content);
        self.run(&["encrypt", "--in-place", name]);
        fs::remove_file(self.path().join(".sops.yaml")).unwrap();
    }

    pub(crate) fn loader(&self) -> Loader {
        self.loader_with(&[("SOPS_AGE_KEY_FILE", "keys.txt")])
    }

    pub(crate) fn loader_with(&self, environment: &[(&str, &str)]) -> Loader {
        Loader::new().base_dir(self.path()).with_environment(environment.iter().copied())
    }

    /// The value in a file.
    pub(crate) fn value(&self, path: &'static str, key: &'static [&'static str]) -> String {
        text(&self.load(path, key))
    }

    pub(crate) fn load(&self, path: &'static str, key: &'static [&'static str]) -> AnyCredential {
        load_encrypted(&[file(path, key)], self.loader()).remove(0)
    }

    /// The code of the error that there is.
    pub(crate) fn code(&self, path: &'static str, key: &'static [&'static str]) -> &'static str {
        code(&self.load(path, key))
    }
}

pub(crate) fn text(credential: &AnyCredential) -> String {
    match credential.secret() {
        Ok(secret) => String::from_utf8_lossy(secret.expose_bytes()).into_owned(),
        Err(error) => panic!("{error}"),
    }
}

pub(crate) fn code(credential: &AnyCredential) -> &'static str {
    credential.secret().map_or_else(|error| error.code(), |_| "loaded")
}

/// Makes an identity; its recipient.
pub(crate) fn identity(path: &Path) -> Option<String> {
    let made = Command::new("age-keygen").arg("-o").arg(path).output().ok()?;
    assert!(made.status.success());
    let shown = Command::new("age-keygen").arg("-y").arg(path).output().ok()?;
    Some(String::from_utf8(shown.stdout).unwrap().trim().to_owned())
}
