use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Output};
use std::thread;
use std::time::Duration;

use tempfile::TempDir;

use crate::not_run::not_run;
use crate::process::{Process, output};

/// A user's session with a bus and GNOME Keyring of its own, without anything that could show a window.
#[derive(Debug)]
pub struct Session {
    directory: TempDir,
    daemon: Option<Process>,
    bus: Option<Process>,
}

/// What unlocks its keyring.
const PASSWORD: &str = "of-the-keyring";

const BUS: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=SOCKET</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*"/>
    <allow receive_sender="*"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#;

impl Session {
    /// With the keyring unlocked. `None` where its programs are not installed, and says so.
    ///
    /// # Panics
    ///
    /// If they do not start.
    #[must_use]
    pub fn for_test(test: &str) -> Option<Self> {
        let mut session = Self::without_keyring(test)?;
        session.start_keyring();
        Some(session)
    }

    /// With the bus alone, which starts nothing by itself.
    ///
    /// # Panics
    ///
    /// If the bus does not start.
    #[must_use]
    pub fn without_keyring(test: &str) -> Option<Self> {
        for program in ["dbus-daemon", "dbus-send", "gnome-keyring-daemon", "secret-tool"] {
            if Command::new(program).arg("--version").output().is_err() {
                let install = "`apt install dbus gnome-keyring libsecret-tools`";
                not_run(test, &format!("there is no `{program}`; {install}"));
                return None;
            }
        }
        let directory = TempDir::new().unwrap();
        fs::set_permissions(directory.path(), Permissions::from_mode(0o700)).unwrap();
        let mut session = Self { directory, daemon: None, bus: None };
        session.start_bus();
        Some(session)
    }

    /// Starts the bus again, after [`stop_bus`](Self::stop_bus).
    ///
    /// # Panics
    ///
    /// If it does not start.
    pub fn start_bus(&mut self) {
        let file = self.path().join("bus.conf");
        fs::write(&file, BUS.replace("SOCKET", self.socket().to_str().unwrap())).unwrap();
        let mut command = Command::new("dbus-daemon");
        command.arg("--nofork").arg("--config-file").arg(file);
        self.bus = Process::start(&mut command);
        wait_for("the bus", || self.socket().exists());
    }

    /// And with it what is on it.
    pub fn stop_bus(&mut self) {
        self.bus = None;
        self.daemon = None;
        let _ = fs::remove_file(self.socket());
    }

    /// Starts GNOME Keyring, unlocked.
    ///
    /// # Panics
    ///
    /// If it does not come onto the bus.
    pub fn start_keyring(&mut self) {
        let mut command = self.command("gnome-keyring-daemon");
        command.args(["--replace", "--foreground", "--unlock", "--components=secrets"]);
        self.daemon = Process::start_with(&mut command, PASSWORD);
        wait_for("the Secret Service", || self.has_keyring());
    }

    /// Stops GNOME Keyring, and waits until the bus knows.
    ///
    /// # Panics
    ///
    /// If it stays on the bus.
    pub fn stop_keyring(&mut self) {
        self.daemon = None;
        wait_for("the bus without the Secret Service", || !self.has_keyring());
    }

    fn has_keyring(&self) -> bool {
        let bus = ["--dest=org.freedesktop.DBus", "/", "org.freedesktop.DBus.NameHasOwner"];
        let name = "string:org.freedesktop.secrets";
        self.send(&[&bus[..], &[name]].concat()).contains("boolean true")
    }

    /// Stops the process of GNOME Keyring or lets it go on, by `STOP` and `CONT`: it is on the bus and silent.
    ///
    /// # Panics
    ///
    /// If it does not run.
    pub fn signal_keyring(&self, signal: &str) {
        let id = self.daemon.as_ref().unwrap().id().to_string();
        assert!(Command::new("kill").args(["-s", signal, &id]).status().unwrap().success());
    }

    /// Locks all that is in it.
    pub fn lock(&self) {
        let path = "/org/freedesktop/secrets";
        let of = |method: &str| format!("org.freedesktop.Secret.Service.{method}");
        let collection = format!("array:objpath:{path}/collection/login");
        self.send(&["--dest=org.freedesktop.secrets", path, &of("Lock"), &collection]);
    }

    /// Deletes the collection that passwords are stored in, with all of them, so that none is the default.
    pub fn delete_collection(&self) {
        let path = "/org/freedesktop/secrets/collection/login";
        self.send(&[
            "--dest=org.freedesktop.secrets",
            path,
            "org.freedesktop.Secret.Collection.Delete",
        ]);
    }

    /// Puts an unlocked one in its place.
    ///
    /// # Panics
    ///
    /// If it does not start.
    pub fn unlock(&mut self) {
        self.stop_keyring();
        self.start_keyring();
    }

    /// What `secret-tool` prints: with `store`, of this input.
    ///
    /// # Panics
    ///
    /// If it does not run.
    #[must_use]
    pub fn secret_tool(&self, arguments: &[&str], input: &str) -> Output {
        output(self.command("secret-tool").args(arguments), input.as_bytes())
    }

    /// Stores a password as users do, with the attributes `service` and `username`.
    ///
    /// # Panics
    ///
    /// If it is not stored.
    pub fn store(&self, service: &str, user: &str, password: &str) {
        let label = "--label=of a test";
        let words = ["store", label, "service", service, "username", user];
        let stored = self.secret_tool(&words, password);
        assert!(stored.status.success(), "{stored:?}");
    }

    /// The password that `secret-tool` finds there; empty if it finds none.
    ///
    /// # Panics
    ///
    /// If it is no text.
    #[must_use]
    pub fn lookup(&self, service: &str, user: &str) -> String {
        let found = self.secret_tool(&["lookup", "service", service, "username", user], "");
        String::from_utf8(found.stdout).unwrap()
    }

    /// What leads a program to it.
    ///
    /// # Panics
    ///
    /// If the directory of temporary files has no name in UTF-8.
    #[must_use]
    pub fn variables(&self) -> [(&'static str, String); 5] {
        let path = self.path().to_str().unwrap();
        [
            ("DBUS_SESSION_BUS_ADDRESS", format!("unix:path={path}/bus")),
            ("HOME", path.to_owned()),
            ("XDG_RUNTIME_DIR", path.to_owned()),
            ("XDG_DATA_HOME", format!("{path}/share")),
            ("GIO_USE_VFS", "local".to_owned()),
        ]
    }

    /// A program in the session.
    #[must_use]
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.envs(self.variables()).env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
        command
    }

    fn send(&self, arguments: &[&str]) -> String {
        let mut command = self.command("dbus-send");
        let sent = output(command.args(["--session", "--print-reply"]).args(arguments), b"");
        String::from_utf8_lossy(&sent.stdout).into_owned()
    }

    fn socket(&self) -> std::path::PathBuf {
        self.path().join("bus")
    }

    fn path(&self) -> &Path {
        self.directory.path()
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.stop_bus();
    }
}

fn wait_for(what: &str, mut is_there: impl FnMut() -> bool) {
    for _ in 0..600 {
        if is_there() {
            return;
        }
        thread::sleep(Duration::from_millis(20));
    }
    panic!("{what} does not start");
}
