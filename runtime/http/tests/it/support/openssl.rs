use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, Command, Stdio};

use super::authority::{Authority, Issued};

/// Says that a test could not run, past the test harness, which shows nothing of a test that passes.
pub(crate) fn not_run(test: &str, why: &str) {
    let _ = writeln!(std::io::stderr(), "\nNOT RUN: {test}: {why}");
}

/// Another implementation of TLS: `openssl s_server`, which asks for a client's certificate.
pub(crate) struct OpenSsl {
    child: Child,
    pub(crate) url: String,
    _directory: tempfile::TempDir,
}

impl OpenSsl {
    /// `None` without `openssl`.
    pub(crate) fn start(issued: &Issued, of_clients: &Authority, version: &str) -> Option<Self> {
        let directory = tempfile::tempdir().unwrap();
        for (name, text) in
            [("key", &issued.key), ("certificate", &issued.certificate), ("ca", &of_clients.pem)]
        {
            fs::write(directory.path().join(name), text).unwrap();
        }
        let arguments =
            "s_server -accept 127.0.0.1:0 -cert certificate -key key -CAfile ca -Verify 1";
        let mut child = Command::new("openssl")
            .args(arguments.split(' '))
            .args(["-verify_return_error", "-www", version])
            .current_dir(directory.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let port = lines
            .find_map(|line| line.unwrap().strip_prefix("ACCEPT 127.0.0.1:").map(str::to_owned));
        std::thread::spawn(move || lines.for_each(drop));
        let url = format!("https://localhost:{}", port.unwrap());
        Some(Self { child, url, _directory: directory })
    }
}

impl Drop for OpenSsl {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
