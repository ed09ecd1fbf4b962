//! A real PostgreSQL server takes what `type: basic` gives, with odd characters in it.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::chown;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use provider_credentials::{BasicCredential, ExposeSecret, Loader, credentials};
use tempfile::TempDir;

use crate::permissions::not_run;

credentials!("it/manifests/basic.yaml", struct Database);

/// Any user but root, who may not run the server.
const USER: u32 = 65_534;

const PASSWORD: &str = "p:a/s?s#w@r d%é{}'\"\\&=+";

/// A server on a port of its own, which ends with this.
pub(crate) struct Server {
    directory: TempDir,
    port: u16,
    process: Option<Child>,
}

impl Server {
    /// `None` where there is no PostgreSQL.
    pub(crate) fn start() -> Option<Self> {
        let (Some(initdb), Some(postgres)) = (program("initdb"), program("postgres")) else {
            not_run("PostgreSQL is not installed");
            return None;
        };
        let directory = TempDir::new().unwrap();
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let mut server = Self { directory, port, process: None };
        fs::write(server.file("password"), PASSWORD).unwrap();
        if rustix::process::geteuid().is_root() {
            for path in [server.directory.path().to_owned(), server.file("password")] {
                chown(path, Some(USER), Some(USER)).unwrap();
            }
        }
        let mut init = server.as_user(&initdb);
        init.arg("--pgdata").arg(server.file("data")).arg("--pwfile").arg(server.file("password"));
        init.args(["--username=app", "--auth=scram-sha-256", "--encoding=UTF8", "--no-locale"]);
        let done = init.arg("--no-sync").output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        drop(listener);
        let mut start = server.as_user(&postgres);
        start.arg("-D").arg(server.file("data")).args(["-p", &port.to_string()]);
        start.arg("-k").arg(server.directory.path()).args(["-F", "-h", "127.0.0.1"]);
        start.stdout(Stdio::null()).stderr(Stdio::null());
        server.process = Some(start.spawn().unwrap());
        server.wait();
        Some(server)
    }

    fn file(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    /// A command that root runs as somebody else.
    fn as_user(&self, program: &Path) -> Command {
        let mut command = if rustix::process::geteuid().is_root() {
            let mut command = Command::new("setpriv");
            let user = USER.to_string();
            command.args(["--reuid", &user, "--regid", &user, "--clear-groups"]).arg(program);
            command
        } else {
            Command::new(program)
        };
        command.current_dir(self.directory.path());
        command
    }

    fn wait(&self) {
        let since = Instant::now();
        while std::net::TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            assert!(since.elapsed() < Duration::from_secs(60), "the server does not listen");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Asks the server something.
    fn query(&self, database: &BasicCredential<DatabaseConstantConfig>, statement: &str) -> Output {
        let template =
            database.config.url.replace(":5432/orders", &format!(":{}/postgres", self.port));
        let template = template.replace("verify-full", "disable").replace("localhost", "127.0.0.1");
        let url = database.connection_url(&template).unwrap();
        Self::query_at(url.expose_secret(), statement)
    }

    /// The template of a URL of this server.
    pub(crate) fn template(&self) -> String {
        format!(
            "postgres://{{username}}:{{password}}@127.0.0.1:{}/postgres?sslmode=disable",
            self.port
        )
    }

    /// Asks the server that the URL names, as the user it names.
    pub(crate) fn query_at(url: &str, statement: &str) -> Output {
        // The server may still be starting.
        let since = Instant::now();
        loop {
            let output = Command::new("psql")
                .args(["--no-psqlrc", "--tuples-only", "--no-align", "--command", statement])
                .arg(url)
                .output()
                .unwrap();
            let error = String::from_utf8_lossy(&output.stderr);
            if !error.contains("starting up") || since.elapsed() > Duration::from_secs(30) {
                return output;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// The URL of who may do everything.
    pub(crate) fn owner(&self) -> String {
        let app = constant("app", PASSWORD);
        app.connection_url(&self.template()).unwrap().expose_secret().to_owned()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(process) = &mut self.process {
            // Also with children: they end with their parent.
            _ = process.kill();
            _ = process.wait();
        }
    }
}

/// Where Debian puts what is not for everybody's path.
fn program(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut directories: Vec<PathBuf> = std::env::split_paths(&path).collect();
    if let Ok(versions) = fs::read_dir("/usr/lib/postgresql") {
        directories.extend(versions.map(|version| version.unwrap().path().join("bin")));
    }
    directories.into_iter().map(|directory| directory.join(name)).find(|path| path.is_file())
}

fn constant(username: &str, password: &str) -> BasicCredential<DatabaseConstantConfig> {
    let loader = Loader::isolated()
        .with_secret("constant.username", username)
        .with_secret("constant.password", password);
    loader.load::<Database>().constant
}

#[test]
fn the_server_takes_user_and_password_with_odd_characters() {
    let Some(server) = Server::start() else { return };
    let app = constant("app", PASSWORD);
    let statement = "select current_user";
    let output = server.query(&app, statement);
    assert_eq!(String::from_utf8_lossy(&output.stdout), "app\n", "{output:?}");

    let odd = "o'dd:us/er@ %41é";
    let quoted = |text: &str| text.replace('\'', "''");
    let create =
        format!("create role \"{odd}\" login password '{}'", quoted("x:y@z/ %2F?#[]{}~-._"));
    assert!(server.query(&app, &create).status.success());
    let output = server.query(&constant(odd, "x:y@z/ %2F?#[]{}~-._"), statement);
    assert_eq!(String::from_utf8_lossy(&output.stdout), format!("{odd}\n"), "{output:?}");

    let output = server.query(&constant("app", "another-password"), statement);
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(error.contains("password authentication failed"), "{error}");
}
