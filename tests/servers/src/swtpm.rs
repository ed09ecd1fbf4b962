use std::fs::{self, File};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::Duration;

use tempfile::TempDir;

use crate::free_address::free_port;
use crate::not_run::not_run;
use crate::process::Process;

/// A TPM in software of its own for one test, and the tools that talk to it.
#[derive(Debug)]
pub struct Swtpm {
    directory: TempDir,
    port: u16,
    server: Option<Process>,
}

impl Swtpm {
    /// Starts one that nobody has used; `None`, and the word that the test is not run, where `swtpm` or `tpm2-tools` are
    /// not installed.
    ///
    /// # Panics
    ///
    /// If it does not listen.
    #[must_use]
    pub fn for_test(test: &str) -> Option<Self> {
        for program in ["swtpm", "tpm2_createprimary"] {
            let mut command = Command::new(program);
            command.arg("--version").stdout(Stdio::null()).stderr(Stdio::null());
            if command.status().is_err() {
                not_run(test, &format!("there is no `{program}`"));
                return None;
            }
        }
        let directory = TempDir::new().unwrap();
        fs::create_dir(directory.path().join("state")).unwrap();
        let mut tpm = Self { directory, port: 0, server: None };
        tpm.restart();
        Some(tpm)
    }

    /// Turns it off and on: what is not persistent is gone, and the PCRs are as at boot.
    ///
    /// # Panics
    ///
    /// If it does not listen.
    pub fn restart(&mut self) {
        self.start("not-need-init,startup-clear");
    }

    /// Turns it off and on, as one that nobody has started.
    ///
    /// # Panics
    ///
    /// If it does not listen.
    pub fn restart_without_startup(&mut self) {
        self.start("not-need-init");
    }

    fn start(&mut self, flags: &str) {
        self.server = None;
        // Somebody else may take a port that was free.
        for _ in 0..20 {
            self.port = free_ports();
            let state = format!("dir={}", self.path().join("state").display());
            let bound = |port: u16| format!("type=tcp,bindaddr=127.0.0.1,port={port}");
            let mut command = Command::new("swtpm");
            command.args(["socket", "--tpm2", "--tpmstate", &state]);
            command.args(["--server", &bound(self.port), "--ctrl", &bound(self.port + 1)]);
            let pid = self.path().join("pid");
            command.args(["--flags", flags, "--pid", &format!("file={}", pid.display())]);
            _ = fs::remove_file(&pid);
            let mut server = Process::start(&mut command).unwrap();
            for _ in 0..500 {
                // It writes the file when it listens. That somebody listens would not say who.
                let written = fs::read_to_string(&pid).ok().and_then(|it| it.trim().parse().ok());
                if written == Some(server.id()) {
                    self.server = Some(server);
                    return;
                }
                if !server.is_running() {
                    break;
                }
                thread::sleep(Duration::from_millis(20));
            }
        }
        panic!("swtpm does not listen");
    }

    /// Ends it.
    pub fn stop(&mut self) {
        self.server = None;
    }

    /// Where files are.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.directory.path()
    }

    /// Where it takes commands, on 127.0.0.1.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// As `TPM2TOOLS_TCTI` names it.
    #[must_use]
    pub fn tcti(&self) -> String {
        format!("swtpm:host=127.0.0.1,port={}", self.port)
    }

    /// Runs a tool in the directory, and flushes what it left in the TPM, which has room for three objects.
    ///
    /// # Panics
    ///
    /// If it fails.
    #[allow(clippy::must_use_candidate, reason = "most tools say nothing")]
    pub fn tool(&self, words: &str) -> String {
        let output = self.output(words);
        assert!(output.status.success(), "{words}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// The same, of which it is not known whether it fails.
    ///
    /// # Panics
    ///
    /// If there is no such tool.
    #[must_use]
    pub fn output(&self, words: &str) -> Output {
        let output = self.command(words).output().unwrap();
        self.flush();
        output
    }

    /// What `clevis encrypt tpm2` makes of a plain text; `None`, and the word that the test is not run, where it is not
    /// installed.
    ///
    /// # Panics
    ///
    /// If it fails.
    #[must_use]
    pub fn clevis(&self, test: &str, config: &str, plain: &str) -> Option<Vec<u8>> {
        if Command::new("clevis-encrypt-tpm2").arg("--summary").output().is_err() {
            not_run(test, "there is no `clevis-encrypt-tpm2`");
            return None;
        }
        let mut command = self.command("clevis encrypt tpm2");
        command.arg(config).stdin(File::open(self.file("plain", plain)).unwrap());
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        self.flush();
        Some(output.stdout)
    }

    /// Flushes what a program left in it, as the kernel's resource manager does.
    pub fn flush(&self) {
        for what in ["-t", "-l"] {
            _ = self.command(&format!("tpm2_flushcontext {what}")).output();
        }
    }

    fn command(&self, words: &str) -> Command {
        let mut words = words.split_ascii_whitespace();
        let mut command = Command::new(words.next().unwrap_or_default());
        command.args(words).current_dir(self.path()).stdin(Stdio::null());
        command.env("TPM2TOOLS_TCTI", self.tcti());
        command
    }

    /// A file that only its owner can read.
    ///
    /// # Panics
    ///
    /// If it cannot be written.
    #[must_use]
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(name);
        fs::write(&path, content).unwrap();
        make_private(&path);
        path
    }

    /// Seals a secret into `NAME.pub` and `NAME.priv`, under the primary key that everybody makes, with more options for
    /// `tpm2_create`.
    ///
    /// # Panics
    ///
    /// If a tool fails.
    pub fn seal(&self, name: &str, secret: &str, options: &str) {
        self.tool("tpm2_createprimary -Q -C o -g sha256 -G ecc -c primary.ctx");
        self.seal_under("primary.ctx", name, secret, options);
    }

    /// The same under another parent.
    ///
    /// # Panics
    ///
    /// If a tool fails.
    pub fn seal_under(&self, parent: &str, name: &str, secret: &str, options: &str) {
        _ = self.file("plain", secret);
        self.tool(&format!(
            "tpm2_create -Q -C {parent} -i plain -u {name}.pub -r {name}.priv {options}"
        ));
        for end in ["pub", "priv"] {
            make_private(&self.path().join(format!("{name}.{end}")));
        }
    }

    /// Writes the policy of these PCRs as they are into a file.
    ///
    /// # Panics
    ///
    /// If a tool fails.
    pub fn policy(&self, pcrs: &str, file: &str) {
        self.tool(&format!("tpm2_createpolicy -Q --policy-pcr -l {pcrs} -L {file}"));
    }

    /// Writes the policy that these commands make, each of which takes a session, into a file.
    ///
    /// # Panics
    ///
    /// If a tool fails.
    pub fn policy_with(&self, commands: &[&str], file: &str) {
        let mut all = vec!["tpm2_startauthsession -S session.ctx".to_owned()];
        all.extend(commands.iter().map(|it| format!("{it} -S session.ctx -L {file}")));
        for command in all {
            let output = self.command(&command).output().unwrap();
            assert!(output.status.success(), "{command}: {output:?}");
        }
        self.tool("tpm2_flushcontext session.ctx");
    }

    /// Changes a PCR.
    ///
    /// # Panics
    ///
    /// If a tool fails.
    pub fn extend(&self, pcr: u8) {
        self.tool(&format!("tpm2_pcrextend {pcr}:sha256={}", "5a".repeat(32)));
    }

    /// Leaves objects in all the room that it has.
    ///
    /// # Panics
    ///
    /// If there is no such tool.
    pub fn fill(&self) {
        for _ in 0..4 {
            _ = self.command("tpm2_createprimary -Q -C o -c filled.ctx").output().unwrap();
        }
    }

    /// A property that can change, by its name without `TPM2_PT_`.
    ///
    /// # Panics
    ///
    /// If it has none of that name.
    #[must_use]
    pub fn property(&self, name: &str) -> u32 {
        let all = self.tool("tpm2_getcap properties-variable");
        let (_, rest) = all.split_once(&format!("TPM2_PT_{name}: 0x")).unwrap();
        u32::from_str_radix(rest.split_whitespace().next().unwrap(), 16).unwrap()
    }

    /// How many objects and sessions are loaded, which a program should not leave behind.
    ///
    /// # Panics
    ///
    /// If a tool fails.
    #[must_use]
    pub fn left_behind(&self) -> usize {
        let handles = ["handles-transient", "handles-loaded-session"];
        handles
            .iter()
            .map(|it| self.command(&format!("tpm2_getcap {it}")).output().unwrap())
            .fold(0, |sum, output| {
                sum + String::from_utf8_lossy(&output.stdout).matches("0x").count()
            })
    }
}

fn make_private(path: &Path) {
    fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
}

/// Two in a row, as the tools want it: the first of them.
fn free_ports() -> u16 {
    let port = || free_port().unwrap();
    let mut first = port();
    loop {
        let second = port();
        if first.checked_add(1) == Some(second) {
            return first;
        }
        first = second;
    }
}
