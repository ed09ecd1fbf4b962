//! The command `openssl`, in a directory of its own.

use std::collections::BTreeMap;
use std::fs;
use std::process::{Command, Stdio};
use std::sync::Mutex;

use tempfile::TempDir;

pub(crate) struct OpenSsl(TempDir);

impl OpenSsl {
    /// `None` where there is no such command, which is said.
    pub(crate) fn new(test: &str) -> Option<Self> {
        let is_there = Command::new("openssl").arg("version").stdout(Stdio::null()).status();
        if !is_there.is_ok_and(|status| status.success()) {
            println!("NOT RUN: {test}: there is no `openssl`");
            return None;
        }
        Some(Self(TempDir::new().unwrap()))
    }

    /// Whether it did what the words say.
    pub(crate) fn tries(&self, words: &str) -> bool {
        let status = Command::new("openssl")
            .args(words.split_whitespace())
            .current_dir(self.0.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        status.unwrap().success()
    }

    pub(crate) fn run(&self, words: &str) {
        assert!(self.tries(words), "openssl {words}");
    }

    /// A key in PEM, by the words for `genpkey`: `name.key`. One is made of each kind, since those of RSA take a second.
    pub(crate) fn key(&self, name: &str, algorithm: &str) {
        static MADE: Mutex<BTreeMap<String, Vec<u8>>> = Mutex::new(BTreeMap::new());
        let mut made = MADE.lock().unwrap();
        let key = made.entry(algorithm.to_owned()).or_insert_with(|| {
            self.run(&format!("genpkey {algorithm} -out made.key"));
            self.read("made.key")
        });
        self.write(&format!("{name}.key"), key);
    }

    /// The key and its certificate in PEM, which it signs itself: `name.key` and `name.crt`.
    pub(crate) fn pair(&self, name: &str, algorithm: &str) {
        self.key(name, algorithm);
        let options = "-subj /O=Example/CN=client -addext extendedKeyUsage=clientAuth -days 90";
        self.run(&format!("req -x509 -new -key {name}.key -out {name}.crt {options}"));
    }

    pub(crate) fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.0.path().join(name)).unwrap()
    }

    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::write(self.0.path().join(name), content).unwrap();
    }

    #[cfg(feature = "rustls")]
    pub(crate) fn path(&self) -> &std::path::Path {
        self.0.path()
    }
}

/// Every algorithm of keys, by a name and the words for `genpkey`.
pub(crate) const ALGORITHMS: &[(&str, &str)] = &[
    ("rsa2048", "-algorithm RSA -pkeyopt rsa_keygen_bits:2048"),
    ("rsa3072", "-algorithm RSA -pkeyopt rsa_keygen_bits:3072"),
    ("rsa1024", "-algorithm RSA -pkeyopt rsa_keygen_bits:1024"),
    ("pss", "-algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048"),
    ("p256", "-algorithm EC -pkeyopt ec_paramgen_curve:P-256"),
    ("p384", "-algorithm EC -pkeyopt ec_paramgen_curve:P-384"),
    ("p521", "-algorithm EC -pkeyopt ec_paramgen_curve:P-521"),
    ("ed25519", "-algorithm ED25519"),
];
