//! A real PostgreSQL server takes what `type: basic` gives, with odd characters in it.

use std::process::{Command, Output};
use std::time::{Duration, Instant};

use provider_credentials::{BasicCredential, ExposeSecret, Loader, credentials};
use provider_credentials_test_servers::Postgres;

use crate::permissions::not_run;

credentials!("it/manifests/basic.yaml", struct Database);

const PASSWORD: &str = "p:a/s?s#w@r d%é{}'\"\\&=+";

/// A server on a port of its own, which ends with this.
pub(crate) struct Server(Postgres);

impl Server {
    /// `None` where there is no PostgreSQL.
    pub(crate) fn start() -> Option<Self> {
        let server = Postgres::start(PASSWORD);
        if server.is_none() {
            not_run("PostgreSQL is not installed");
        }
        server.map(Self)
    }

    /// Asks the server something.
    fn query(&self, database: &BasicCredential<DatabaseConstantConfig>, statement: &str) -> Output {
        let template =
            database.config.url.replace(":5432/orders", &format!(":{}/postgres", self.0.port()));
        let template = template.replace("verify-full", "disable").replace("localhost", "127.0.0.1");
        let url = database.connection_url(&template).unwrap();
        Self::query_at(url.expose_secret(), statement)
    }

    /// The template of a URL of this server.
    pub(crate) fn template(&self) -> String {
        format!(
            "postgres://{{username}}:{{password}}@127.0.0.1:{}/postgres?sslmode=disable",
            self.0.port()
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
