use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use provider_credentials_audit::{AuditLog, AuditLogBuilder, Verified, Verifier};
use provider_credentials_core::testing::load_kind;
use provider_credentials_core::{AnyCredential, Kind, Loader, Secret};
use tempfile::TempDir;

static KIND: Kind = Kind::new("acme", &["account"]);

/// What must be in no file.
pub(crate) const SENTINEL: &str = "sentinel-of-acme-zkqxwvjp";

pub(crate) fn key() -> Secret {
    Secret::from("0123456789abcdef-of-the-tests")
}

/// A credential with a secret part and one that is none.
pub(crate) fn load(loader: Loader) -> AnyCredential {
    load_kind(&KIND, &[("token", SENTINEL), ("account", "ada")], loader)
}

pub(crate) fn observed(log: &AuditLog) -> AnyCredential {
    load(Loader::isolated().with_access_observer(log.clone()))
}

/// A directory for one log.
pub(crate) struct Place {
    directory: TempDir,
}

impl Place {
    pub(crate) fn new() -> Self {
        Self { directory: TempDir::new().unwrap() }
    }

    pub(crate) fn join(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.join("access.jsonl")
    }

    /// A log in which each access is a record.
    pub(crate) fn builder(&self) -> AuditLogBuilder {
        AuditLog::builder(self.path()).fold(Duration::ZERO)
    }

    pub(crate) fn content(&self) -> Vec<u8> {
        fs::read(self.path()).unwrap()
    }

    pub(crate) fn write(&self, content: &[u8]) {
        fs::write(self.path(), content).unwrap();
        chmod(&self.path(), 0o600);
    }

    pub(crate) fn lines(&self) -> Vec<serde_json::Value> {
        lines(&self.content())
    }
}

pub(crate) fn chmod(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

pub(crate) fn lines(content: &[u8]) -> Vec<serde_json::Value> {
    let text = std::str::from_utf8(content).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Of a log with so many accesses, after its first record.
pub(crate) fn example(accesses: usize, key: Option<&Secret>) -> Vec<u8> {
    let place = Place::new();
    let builder = place.builder();
    let log = match key {
        Some(key) => builder.key(key),
        None => builder,
    };
    let credential = observed(&log.open().unwrap());
    for _ in 0..accesses {
        credential.secret_for("a \"reason\"}").unwrap();
    }
    place.content()
}

pub(crate) fn verifier(key: Option<&Secret>) -> Verifier {
    match key {
        Some(key) => Verifier::with_key(key.expose_bytes()).unwrap(),
        None => Verifier::new(),
    }
}

pub(crate) fn verify(content: &[u8], key: Option<&Secret>) -> Verified {
    let mut verifier = verifier(key);
    verifier.read(content).unwrap();
    verifier.finish()
}

/// Code and line of the first that is wrong.
pub(crate) fn finding(content: &[u8], key: Option<&Secret>) -> Option<(&'static str, u64)> {
    verify(content, key).finding.map(|finding| (finding.code(), finding.line()))
}

/// Codes and lines.
pub(crate) fn notes(verified: &Verified) -> Vec<(&'static str, u64)> {
    verified.notes.iter().map(|note| (note.code(), note.line())).collect()
}
