//! Starts `probe/` as a user who is not root, and looks into it as another process of that user.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Lines, Write};
use std::os::unix::fs::FileExt;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};

use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

use crate::permissions::{NOBODY, as_user, chmod, give, is_root};
use crate::support::write_secret;

/// What `manifests/protected.yaml` loads, in its order.
pub(crate) const SECRETS: [&str; 6] = [
    "sentinel-of-a-file-qjzwkvxp",
    "sentinel-of-a-key-mbhtyrgd",
    "sentinel-of-a-twin-oixpwzqk",
    "sentinel-of-a-variable-clfnsaeu",
    "sentinel-given-wvkoejtr",
    "sentinel-fetched-ynzhqbdm",
];

/// Those of them that are not in the process's environment block.
pub(crate) const IN_FILES: [&str; 3] = [SECRETS[0], SECRETS[1], SECRETS[2]];

pub(crate) struct Probe {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
    directory: TempDir,
}

impl Probe {
    /// With these arguments, after `limits`, which is for the shell.
    pub(crate) fn start(limits: &str, arguments: &[&str]) -> Self {
        let directory = TempDir::new().unwrap();
        let path = |name: &str| directory.path().join(name);
        let [file, key, twin, variable, given, fetched] = SECRETS;
        write_secret(&path("secret.txt"), file);
        write_secret(&path("secret.json"), format!(r#"{{"keys": {{"wanted": "{key}"}}}}"#));
        write_secret(&path("twin"), twin);
        // By another process: what is open for writing here cannot be executed.
        let copied =
            Command::new("cp").arg(env!("CARGO_BIN_EXE_probe")).arg(path("probe")).status();
        assert!(copied.unwrap().success());
        chmod(path("probe"), 0o755);
        let mut shell = Command::new("sh");
        shell
            .args(["-c", &format!("{limits}\nexec ./probe \"$@\""), "sh"])
            .args(arguments)
            .current_dir(directory.path())
            .env_clear()
            .env("PROBE_KEY", variable)
            .env("PROBE_GIVEN", given)
            .env("PROBE_FETCHED", fetched)
            .env("PROBE_TWIN_FILE", path("twin"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        if is_root() {
            for name in ["", "secret.txt", "secret.json", "twin"] {
                give(path(name), NOBODY, NOBODY);
            }
            shell.uid(NOBODY).gid(NOBODY);
        }
        let mut child = shell.spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        Self { child, lines, directory }
    }

    /// What it says next.
    pub(crate) fn line(&mut self) -> String {
        self.lines.next().expect("one more line").unwrap()
    }

    /// Where each of its secrets is, and the warnings; panics where one was not loaded.
    pub(crate) fn loaded(&mut self) -> [(u64, String); SECRETS.len()] {
        SECRETS.map(|secret| {
            let line = self.line();
            let loaded = line.strip_prefix("0x").unwrap_or_else(|| panic!("{secret}: {line}"));
            let (digits, warnings) = loaded.split_once(' ').unwrap();
            (u64::from_str_radix(digits, 16).unwrap(), warnings.to_owned())
        })
    }

    /// As [`loaded`](Self::loaded), without any warning.
    pub(crate) fn addresses(&mut self) -> [u64; SECRETS.len()] {
        self.loaded().map(|(address, warnings)| {
            assert_eq!(warnings, "[]");
            address
        })
    }

    /// To the next line that it waits for.
    pub(crate) fn go_on(&mut self) {
        writeln!(self.child.stdin.as_mut().unwrap()).unwrap();
    }

    /// A file of the process in `/proc`, as anybody sees it.
    pub(crate) fn proc(&self, name: &str) -> String {
        fs::read_to_string(format!("/proc/{}/{name}", self.child.id())).unwrap()
    }

    /// So many bytes of its memory, as another process of the same user reads them.
    pub(crate) fn memory(&self, address: u64, length: usize) -> io::Result<Vec<u8>> {
        let path = format!("/proc/{}/mem", self.child.id());
        let read = || {
            let mut bytes = vec![0; length];
            File::open(&path)?.read_exact_at(&mut bytes, address)?;
            Ok(bytes)
        };
        if !is_root() {
            return read();
        }
        let mut found = None;
        as_user(NOBODY, NOBODY, &[], || found = Some(read()));
        found.expect("root can be anybody")
    }

    /// What `strace` of the same user says when it attaches, and while it is attached what `work`
    /// finds; `None` where there is none.
    pub(crate) fn strace<T>(
        &mut self,
        arguments: &[&str],
        work: impl FnOnce(&mut Self, &str) -> T,
    ) -> Option<T> {
        let mut strace = Command::new("strace");
        strace.args(["-o", "/dev/null", "-p", &self.child.id().to_string()]).args(arguments);
        if is_root() {
            strace.uid(NOBODY).gid(NOBODY);
        }
        let mut strace = strace.stderr(Stdio::piped()).spawn().ok()?;
        let mut line = String::new();
        BufReader::new(strace.stderr.take().unwrap()).read_line(&mut line).unwrap();
        let found = work(self, &line);
        // It goes on until it is told to stop, where it could attach.
        let _ = strace.kill();
        strace.wait().unwrap();
        Some(found)
    }

    /// Ends it by a signal: how it ended, and the core dump in its directory.
    pub(crate) fn crash(mut self, signal: Signal) -> (ExitStatus, Option<Vec<u8>>) {
        let pid = Pid::from_child(&self.child);
        let status = loop {
            // Rust's own handler takes the first SIGSEGV.
            kill_process(pid, signal).unwrap();
            match self.child.try_wait().unwrap() {
                Some(status) => break status,
                None => std::thread::sleep(std::time::Duration::from_millis(5)),
            }
        };
        assert_eq!(status.signal(), Some(signal.as_raw()));
        let files = fs::read_dir(self.directory.path()).unwrap().map(|file| file.unwrap().path());
        let is_core = |path: &std::path::PathBuf| {
            path.file_name().is_some_and(|name| name.to_string_lossy().contains("core"))
        };
        (status, files.into_iter().find(is_core).map(|core| fs::read(core).unwrap()))
    }
}

impl Drop for Probe {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
