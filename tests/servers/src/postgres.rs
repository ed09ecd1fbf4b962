use std::fs;
use std::os::unix::fs::chown;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use tempfile::TempDir;

use crate::free_address::free_port;
use crate::process::Process;

/// Any user but root, who may not run the server.
const USER: u32 = 65_534;

/// A server of its own for one test, in UTF-8. Its administrator is `app`.
#[derive(Debug)]
pub struct Postgres {
    directory: TempDir,
    port: u16,
    _server: Process,
}

impl Postgres {
    /// Starts a server whose administrator has that password; `None` where it is not installed.
    ///
    /// # Panics
    ///
    /// If it cannot be set up, or does not listen within a minute.
    #[must_use]
    pub fn start(password: &str) -> Option<Self> {
        let (initdb, postgres) = (program("initdb")?, program("postgres")?);
        let directory = TempDir::new().unwrap();
        let file = |name: &str| directory.path().join(name);
        let port = free_port().unwrap();
        fs::write(file("password"), password).unwrap();
        if is_root() {
            for path in [directory.path().to_owned(), file("password")] {
                chown(path, Some(USER), Some(USER)).unwrap();
            }
        }
        let mut init = as_user(&initdb, directory.path());
        init.arg("-D").arg(file("data")).arg("--pwfile").arg(file("password"));
        init.args([
            "-U",
            "app",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--no-locale",
            "--no-sync",
        ]);
        let done = init.output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        let mut start = as_user(&postgres, directory.path());
        start.arg("-D").arg(file("data")).args(["-F", "-h", "127.0.0.1", "-p", &port.to_string()]);
        start.arg("-k").arg(directory.path());
        let server = Process::start(&mut start)?;
        for _ in 0..1200 {
            // It listens before that, and refuses.
            let says = fs::read_to_string(file("data/postmaster.pid")).unwrap_or_default();
            if says.lines().last().is_some_and(|status| status.trim() == "ready") {
                return Some(Self { directory, port, _server: server });
            }
            thread::sleep(Duration::from_millis(50));
        }
        panic!("PostgreSQL does not get ready");
    }

    /// Where it listens, on 127.0.0.1.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Whether a user gets in.
    ///
    /// # Panics
    ///
    /// Without `psql`.
    #[must_use]
    pub fn accepts(&self, user: &str, password: &str) -> bool {
        let mut psql = Command::new(program("psql").unwrap());
        psql.args(["-h", "127.0.0.1", "-p", &self.port.to_string(), "-U", user, "-d", "postgres"]);
        psql.args(["-w", "-tAc", "select 1"]).env("PGPASSWORD", password);
        psql.current_dir(self.directory.path()).stdin(Stdio::null());
        psql.output().unwrap().status.success()
    }
}

fn is_root() -> bool {
    let out = Command::new("id").arg("-u").output().unwrap();
    out.stdout.trim_ascii() == b"0"
}

/// A command that root runs as somebody else.
fn as_user(program: &Path, directory: &Path) -> Command {
    let mut command = if is_root() {
        let mut command = Command::new("setpriv");
        let user = USER.to_string();
        command.args(["--reuid", &user, "--regid", &user, "--clear-groups"]).arg(program);
        command
    } else {
        Command::new(program)
    };
    command.current_dir(directory);
    command
}

/// Where Debian has it, else of the path.
fn program(name: &str) -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut found = versions.map(|version| version.path().join("bin").join(name));
    if let Some(path) = found.find(|path| path.exists()) {
        return Some(path);
    }
    let out = Command::new(name).arg("--version").output().ok()?;
    out.status.success().then(|| PathBuf::from(name))
}
