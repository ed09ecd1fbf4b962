use std::env;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;

use crate::free_address::free_address;
use crate::not_run::not_run;
use crate::pip::pip_install;

/// An emulator of AWS, beside its official client. It ends with the process that started it.
#[derive(Debug)]
pub struct Aws {
    modules: PathBuf,
    listen: String,
    home: TempDir,
    administrator: Keys,
    server: Child,
}

/// Which one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Emulator {
    /// `moto`, which checks signatures and policies.
    Moto,
    /// `ministack`, which checks neither, and issues roles for tokens.
    Ministack,
}

/// An access key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keys {
    /// The ID.
    pub id: String,
    /// The secret.
    pub secret: String,
}

/// By their hashes.
const REQUIREMENTS: &str = include_str!("../aws_requirements.txt");
/// Of what is installed.
const VERSION: &str = "aws-moto-5.2.5-ministack-1.4.21";

/// Before what is run. Their programs are short, and the collection of garbage takes a third of their time.
const KEEPS_GARBAGE: &str = "import gc\ngc.disable()\n";

/// Ends when its standard input does, which is when the one who started it is no more.
const WATCHED: &str = "import os, sys, threading
threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
";

static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

impl Aws {
    /// Starts one. `target` is cargo's directory for temporary files: `env!("CARGO_TARGET_TMPDIR")`.
    ///
    /// # Errors
    ///
    /// Why there can be none here.
    pub fn start(target: &str, emulator: Emulator) -> Result<Self, &'static str> {
        let modules = installed(Path::new(target))?;
        let home = tempfile::tempdir().map_err(|_| "no temporary directory")?;
        let listen = free_address().ok_or("no free port")?;
        let (_, port) = listen.rsplit_once(':').ok_or("no free port")?;
        let main = match emulator {
            Emulator::Moto => {
                format!("import moto.server; moto.server.main(['-H', '127.0.0.1', '-p', '{port}'])")
            }
            Emulator::Ministack => {
                "import runpy; runpy.run_module('ministack', run_name='__main__')".to_owned()
            }
        };
        let mut command = python(&modules, home.path());
        command.arg("-c").arg(format!("{KEEPS_GARBAGE}{WATCHED}{main}")).stdin(Stdio::piped());
        command.stdout(Stdio::null()).stderr(Stdio::null()).current_dir(home.path());
        // What makes an administrator is not checked, and all that follows is.
        command.env("INITIAL_NO_AUTH_ACTION_COUNT", "4");
        command.env("BIND_HOST", "127.0.0.1").env("GATEWAY_PORT", port);
        let server = command.spawn().map_err(|_| "there is no python3")?;
        let anybody = Keys { id: "testing".to_owned(), secret: "testing".to_owned() };
        let mut aws = Self { modules, listen, home, administrator: anybody, server };
        aws.wait()?;
        if emulator == Emulator::Moto {
            aws.administrator = aws.user("administrator", &["*"]);
            aws.python("boto3.client('iam').list_users()");
        }
        Ok(aws)
    }

    /// Starts one for tests, or says that they could not run.
    #[must_use]
    pub fn for_test(test: &str, target: &str, emulator: Emulator) -> Option<Self> {
        Self::start(target, emulator).map_err(|why| not_run(test, why)).ok()
    }

    fn wait(&self) -> Result<(), &'static str> {
        for _ in 0..600 {
            if std::net::TcpStream::connect(&self.listen).is_ok() {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(50));
        }
        Err("the emulator of AWS does not answer")
    }

    /// Its URL.
    #[must_use]
    pub fn address(&self) -> String {
        format!("http://{}", self.listen)
    }

    /// Host and port.
    #[must_use]
    pub fn listens_at(&self) -> &str {
        &self.listen
    }

    /// Of the one who may do everything.
    #[must_use]
    pub fn administrator(&self) -> &Keys {
        &self.administrator
    }

    /// A user who may do that.
    ///
    /// # Panics
    ///
    /// If the emulator refuses.
    #[must_use]
    pub fn user(&self, name: &str, actions: &[&str]) -> Keys {
        let made = self.python(&format!(
            "iam = boto3.client('iam')
iam.create_user(UserName='{name}')
key = iam.create_access_key(UserName='{name}')['AccessKey']
allow = {{'Effect': 'Allow', 'Action': {actions:?}, 'Resource': '*'}}
policy = json.dumps({{'Version': '2012-10-17', 'Statement': [allow]}})
iam.put_user_policy(UserName='{name}', PolicyName='of-the-test', PolicyDocument=policy)
result = [key['AccessKeyId'], key['SecretAccessKey']]"
        ));
        let word = |at: usize| made[at].as_str().expect("a key").to_owned();
        Keys { id: word(0), secret: word(1) }
    }

    /// What a script of the official client leaves in `result`, as the one who may do everything.
    ///
    /// # Panics
    ///
    /// If it fails.
    #[allow(clippy::must_use_candidate, reason = "most say nothing of interest")]
    pub fn python(&self, script: &str) -> Value {
        let Keys { id, secret } = &self.administrator;
        let variables = [
            ("AWS_ENDPOINT_URL", self.address()),
            ("AWS_ACCESS_KEY_ID", id.clone()),
            ("AWS_SECRET_ACCESS_KEY", secret.clone()),
            ("AWS_REGION", "eu-west-1".to_owned()),
            ("AWS_DEFAULT_REGION", "eu-west-1".to_owned()),
        ];
        self.python_with(&variables, script).unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// The same in that environment.
    ///
    /// # Errors
    ///
    /// What it says where it fails.
    ///
    /// # Panics
    ///
    /// If there is no Python.
    pub fn python_with(&self, variables: &[(&str, String)], script: &str) -> Result<Value, String> {
        let mut command = python(&self.modules, self.home.path());
        command.envs(variables.iter().map(|(name, value)| (*name, value)));
        let script = format!(
            "{KEEPS_GARBAGE}import boto3, json\nresult = None\n{script}\nprint(json.dumps(result, default=str))"
        );
        let out = command.arg("-c").arg(script).output().expect("python3");
        if !out.status.success() {
            return Err(String::from_utf8_lossy(&out.stderr).into_owned());
        }
        Ok(serde_json::from_slice(&out.stdout).unwrap_or(Value::Null))
    }
}

impl Drop for Aws {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// Without any variable of whoever runs the tests.
fn python(modules: &Path, home: &Path) -> Command {
    let mut command = Command::new("python3");
    command.env_clear().env("PATH", env::var_os("PATH").unwrap_or_default());
    command.env("PYTHONPATH", modules).env("HOME", home);
    command
}

/// Where the modules are; installed below `target` unless they are there.
fn installed(target: &Path) -> Result<PathBuf, &'static str> {
    let _guard = ONE_AT_A_TIME.lock().unwrap();
    let place = target.join(VERSION);
    if !place.join("moto").is_dir() {
        pip_install(&place, REQUIREMENTS, |_| Some(()))
            .ok_or("pip cannot install the emulators of AWS")?;
    }
    Ok(place)
}
