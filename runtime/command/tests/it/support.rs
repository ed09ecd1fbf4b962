use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use provider_credentials_command::OPENER;
use provider_credentials_core::testing::load_from;
use provider_credentials_core::{AnyCredential, ExposeSecret as _, Loader};
use tempfile::TempDir;

/// What no message may have.
pub(crate) const SECRET: &str = "planted-in-the-program-7f3a";

/// A directory with programs.
pub(crate) struct Programs(TempDir);

impl Programs {
    pub(crate) fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    /// A script of the shell.
    pub(crate) fn script(&self, name: &str, text: &str) -> PathBuf {
        self.file(name, &format!("#!/bin/sh\n{text}\n"), 0o755)
    }

    pub(crate) fn file(&self, name: &str, text: &str, mode: u32) -> PathBuf {
        let path = self.path().join(name);
        fs::write(&path, text).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        path
    }

    /// A loader that finds them, and sees these variables.
    pub(crate) fn loader(&self, variables: &[(&str, &str)]) -> Loader {
        let path = format!("{}:/usr/bin:/bin", self.path().display());
        let mut all = vec![("PATH", path.as_str())];
        all.extend(variables);
        Loader::new().with_environment(all)
    }
}

/// Parameters of a command, for [`load_from`], which takes what is never freed.
pub(crate) fn params(command: &[&str]) -> Vec<(&'static str, &'static str)> {
    command.iter().map(|word| ("command", &*String::leak((*word).to_owned()))).collect()
}

pub(crate) fn load(loader: &Loader, command: &[&str]) -> AnyCredential {
    load_from(&OPENER, &params(command), &[], loader)
}

/// The secret, or the whole message. What is said of it is searched for it on the way.
pub(crate) fn told(credential: &AnyCredential) -> String {
    let shown = format!("{credential:?} {} {:?}", credential.metadata(), credential.metadata());
    assert!(!shown.contains(SECRET), "{shown}");
    match credential.secret() {
        Ok(secret) => secret.expose_secret().to_owned(),
        Err(error) => {
            let said = format!("{error} {error:?}");
            assert!(!said.contains(SECRET), "{said}");
            let log = credential.metadata().to_string();
            log.split_once("not loaded: ").unwrap().1.to_owned()
        }
    }
}
