use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Keys and certificates, made by `openssl` for one test: nothing that looks real is kept in this repository.
pub(crate) struct Directory(tempfile::TempDir);

impl Directory {
    /// `None` without `openssl`.
    pub(crate) fn new() -> Option<Self> {
        Command::new("openssl").arg("version").output().ok().filter(|out| out.status.success())?;
        Some(Self(tempfile::tempdir().unwrap()))
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.path().join(name)
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.file(name)).unwrap()
    }

    pub(crate) fn openssl(&self, arguments: &str) {
        let words = arguments.split_whitespace();
        let out = Command::new("openssl").args(words).current_dir(self.path()).output().unwrap();
        assert!(out.status.success(), "{arguments}: {}", String::from_utf8_lossy(&out.stderr));
    }

    /// An RSA key `NAME.key` in PKCS#8, and `NAME.pub`.
    pub(crate) fn rsa(&self, name: &str) {
        self.openssl(&format!(
            "genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out {name}.key"
        ));
        self.openssl(&format!("pkey -in {name}.key -pubout -out {name}.pub"));
    }

    /// The same of the curve P-256.
    pub(crate) fn p256(&self, name: &str) {
        self.openssl(&format!(
            "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out {name}.key"
        ));
        self.openssl(&format!("pkey -in {name}.key -pubout -out {name}.pub"));
    }

    /// `ca.pem`, and by it `server` for `localhost` and `client`.
    pub(crate) fn with_authority() -> Option<Self> {
        let keys = Self::new()?;
        let made = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2";
        keys.openssl(&format!("{made} -keyout ca.key -out ca.pem -subj /CN=ca"));
        for (name, extension) in
            [("server", "subjectAltName=DNS:localhost"), ("client", "extendedKeyUsage=clientAuth")]
        {
            keys.openssl(&format!(
                "{made} -keyout {name}.key -out {name}.pem -subj /CN={name} -addext {extension} -addext basicConstraints=critical,CA:FALSE -CA ca.pem -CAkey ca.key"
            ));
        }
        Some(keys)
    }
}
