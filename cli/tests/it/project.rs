//! Projects with secrets in them, and the program run in one with an environment of its own.

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use tempfile::TempDir;

/// Of the values that no command may show.
pub(crate) const SENTINEL: &str = "s3ntinel-0f-the-cli-tests";

pub(crate) struct Project(TempDir);

impl Project {
    /// With that manifest.
    pub(crate) fn new(manifest: &str) -> Self {
        let project = Self(TempDir::new().unwrap());
        fs::write(project.path("provider_credentials.yaml"), manifest).unwrap();
        project
    }

    pub(crate) fn directory(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn path(&self, name: &str) -> std::path::PathBuf {
        self.0.path().join(name)
    }

    /// With a file that only its owner may read, put there as a whole.
    pub(crate) fn with(self, name: &str, text: &str) -> Self {
        self.write(name, text);
        self
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let new = path.with_extension("new");
        fs::write(&new, text).unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            fs::set_permissions(&new, fs::Permissions::from_mode(0o600)).unwrap();
        }
        fs::rename(new, path).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// The program, with no variables but these.
    pub(crate) fn command(&self, args: &[&str], variables: &[(&str, &str)]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-credentials"));
        command
            .args(args)
            .current_dir(self.directory())
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap())
            .env("HOME", self.directory())
            .env("LC_ALL", "C.UTF-8")
            .envs(variables.iter().copied())
            .stdin(Stdio::null());
        command
    }

    pub(crate) fn run(&self, args: &[&str], variables: &[(&str, &str)]) -> Ended {
        Ended::from(self.command(args, variables).output().unwrap())
    }

    pub(crate) fn run_with(
        &self,
        args: &[&str],
        variables: &[(&str, &str)],
        input: impl AsRef<[u8]>,
    ) -> Ended {
        with_input(&mut self.command(args, variables), input.as_ref())
    }

    /// With calls of the system that fail or kill it, as strace(1) injects them.
    #[cfg(target_os = "linux")]
    pub(crate) fn run_traced(
        &self,
        inject: &str,
        args: &[&str],
        variables: &[(&str, &str)],
        input: &str,
    ) -> Ended {
        let calls = inject.split(':').next().unwrap();
        let program = self.command(args, variables);
        let mut command = Command::new("strace");
        command
            .args(["-f", "-qq", "-o", "/dev/null", "-e", &format!("trace={calls}")])
            .args(["-e", &format!("inject={inject}")])
            .arg(program.get_program())
            .args(program.get_args())
            .current_dir(self.directory())
            .env_clear();
        command.envs(program.get_envs().filter_map(|(name, value)| Some((name, value?))));
        with_input(&mut command, input.as_bytes())
    }
}

/// Whether [`Project::run_traced`] works here.
#[cfg(target_os = "linux")]
pub(crate) fn can_trace() -> bool {
    let works = Command::new("strace").args(["-qq", "-o", "/dev/null", "true"]).output();
    let works = works.is_ok_and(|output| output.status.success());
    if !works {
        println!("NOT RUN: there is no strace(1), or it may not trace");
    }
    works
}

fn with_input(command: &mut Command, input: &[u8]) -> Ended {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // It may end without having read.
    let _ = child.stdin.take().unwrap().write_all(input);
    Ended::from(child.wait_with_output().unwrap())
}

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Ended {
    /// As a shell has it.
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl From<Output> for Ended {
    fn from(output: Output) -> Self {
        #[cfg(unix)]
        let signal = std::os::unix::process::ExitStatusExt::signal(&output.status);
        #[cfg(not(unix))]
        let signal = None::<i32>;
        Self {
            status: output.status.code().unwrap_or_else(|| 128 + signal.unwrap()),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// Compares with the file of that name, or with `UPDATE_SNAPSHOTS` writes it.
pub(crate) fn is_snapshot(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/snapshots").join(name);
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
    }
    let known = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(known == text, "{name} (UPDATE_SNAPSHOTS=1 writes it):\n{text}");
}

/// Reads up to those words.
pub(crate) fn read_until(child: &mut impl Read, words: &str) -> String {
    let mut text = Vec::new();
    let mut byte = [0];
    while !String::from_utf8_lossy(&text).contains(words) {
        assert!(child.read(&mut byte).unwrap() > 0, "{}", String::from_utf8_lossy(&text));
        text.push(byte[0]);
    }
    String::from_utf8_lossy(&text).into_owned()
}

#[cfg(unix)]
pub(crate) fn signal(child: &Child, name: &str) {
    let sent = Command::new("kill").args([&format!("-{name}"), &child.id().to_string()]).status();
    assert!(sent.unwrap().success());
}
