use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use provider_credentials::{AnyCredential, ExposeSecret, Loader};
use serde_json::Value;
use tempfile::TempDir;

/// A directory of secret files, and a loader that sees it and nothing else.
pub(crate) struct Files(TempDir);

impl Files {
    pub(crate) fn new() -> Self {
        Self(TempDir::new().expect("a directory for the test"))
    }

    pub(crate) fn with(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        write_secret(&self.join(name), content);
        self
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn join(&self, name: &str) -> PathBuf {
        self.path().join(name)
    }

    pub(crate) fn loader(&self) -> Loader {
        no_environment().base_dir(self.path())
    }
}

/// A file as a secret should be: for the process's user alone.
pub(crate) fn write_secret(path: &Path, content: impl AsRef<[u8]>) {
    fs::write(path, content).expect("a file for the test");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;

        fs::set_permissions(path, fs::Permissions::from_mode(0o600)).expect("a mode for the test");
    }
}

pub(crate) fn no_environment() -> Loader {
    Loader::new().with_environment::<&str, &str>([])
}

/// The text of a loaded credential, or the code of its error.
pub(crate) fn outcome(credential: &AnyCredential) -> Result<String, &'static str> {
    match credential.secret() {
        Ok(secret) => Ok(secret.expose_secret().to_owned()),
        Err(error) => Err(error.code()),
    }
}

/// The outcome as one text: cases are tables of these.
pub(crate) fn shown(credential: &AnyCredential) -> String {
    outcome(credential).unwrap_or_else(|code| format!("<{code}>"))
}

/// What the page of a code (`cargo credentials explain`) shows of the log, behind the credential.
pub(crate) fn line_on_page(code: &str) -> String {
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("../cli/src/explain/at_run_time");
    let page = fs::read_to_string(pages.join(format!("{code}.md"))).expect("a page");
    let line = page.lines().find_map(|line| line.strip_prefix("    openai (openai): "));
    line.expect("a line of the log").to_owned()
}

/// The workspace, as cargo sees it.
pub(crate) fn cargo_metadata() -> Value {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo");
    serde_json::from_slice(&output.stdout).expect("the metadata")
}
