//! Programs outside of the workspace, as a user has them, built by cargo in a directory that goes away.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeVal;
use tempfile::TempDir;

/// What a cargo command took.
#[derive(Debug, Clone, Copy)]
pub struct Cost {
    /// Seconds of all processors, in user code and in the system, children of children included.
    pub cpu: f64,
    /// Seconds by the clock.
    pub wall: f64,
}

/// A program.
#[derive(Debug)]
pub struct Project {
    directory: TempDir,
    target: PathBuf,
}

impl Project {
    /// With these lines of dependencies; cargo finds the versions.
    pub fn new(dependencies: &str) -> Self {
        let directory = TempDir::new().expect("a directory for a program");
        let target = directory.path().join("target");
        let project = Self { directory, target };
        project.write(
            "Cargo.toml",
            &format!(
                "[package]\nname = \"program\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
                 [workspace]\n\n[profile.release]\nstrip = true\n\n[dependencies]\n{dependencies}"
            ),
        );
        project
    }

    /// Writes one of its files.
    pub fn write(&self, name: &str, content: &str) {
        let file = self.directory.path().join(name);
        fs::create_dir_all(file.parent().expect("a directory")).expect("a directory");
        fs::write(file, content).expect("a file of the program");
    }

    /// Adds to one of its files.
    pub fn append(&self, name: &str, content: &str) {
        let file = self.directory.path().join(name);
        let before = fs::read_to_string(file).expect("a file of the program");
        self.write(name, &(before + content));
    }

    /// Where its files are.
    pub fn path(&self) -> &Path {
        self.directory.path()
    }

    /// Where cargo puts what it builds.
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// Nothing is built yet.
    pub fn forget_builds(&self) {
        if self.target.exists() {
            fs::remove_dir_all(&self.target).expect("the target directory");
        }
    }

    /// Downloads what it depends on, so that no build has to.
    pub fn fetch(&self) -> io::Result<()> {
        run(self.cargo().arg("fetch")).map(drop)
    }

    /// How many packages it depends on, those of build scripts and macros included.
    pub fn crates(&self) -> io::Result<usize> {
        let mut tree = self.cargo();
        tree.args(["tree", "--offline", "--edges", "normal,build", "--prefix", "none"]);
        tree.args(["--format", "{p}"]);
        let output = tree.output()?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let names: BTreeSet<&str> =
            text.lines().map(|line| line.trim_end_matches(" (*)")).collect();
        Ok(names.iter().filter(|name| !name.is_empty()).count().saturating_sub(1))
    }

    /// Runs a cargo command without the network.
    pub fn build(&self, arguments: &[&str]) -> io::Result<Cost> {
        self.build_with(arguments, &[])
    }

    /// The same, with variables.
    pub fn build_with(&self, arguments: &[&str], variables: &[(&str, &str)]) -> io::Result<Cost> {
        run(self.cargo().args(arguments).arg("--offline").envs(variables.iter().copied()))
    }

    /// Runs a cargo command as it is.
    pub fn run(&self, arguments: &[&str]) -> io::Result<Cost> {
        run(self.cargo().args(arguments))
    }

    /// The size of the program.
    pub fn size(&self) -> io::Result<u64> {
        Ok(fs::metadata(self.target.join("release/program"))?.len())
    }

    /// Cargo, without what a surrounding cargo or the user's shell has set for builds.
    fn cargo(&self) -> Command {
        let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        for (name, _) in env::vars_os() {
            let text = name.to_string_lossy();
            let is_for_builds = ["CARGO_", "RUSTFLAGS", "RUSTC", "RUSTDOC"];
            let keep = text.starts_with("CARGO_HOME") || text.starts_with("CARGO_REGISTR");
            if is_for_builds.iter().any(|start| text.starts_with(start)) && !keep {
                command.env_remove(name);
            }
        }
        command.current_dir(self.path()).env("CARGO_TARGET_DIR", &self.target);
        command
    }
}

/// What a command took; an error with its last words where it fails.
fn run(command: &mut Command) -> io::Result<Cost> {
    let (cpu, start) = (children_cpu()?, Instant::now());
    let output = command.output()?;
    let cost = Cost { wall: start.elapsed().as_secs_f64(), cpu: children_cpu()? - cpu };
    if output.status.success() {
        return Ok(cost);
    }
    let text = String::from_utf8_lossy(&output.stderr);
    let lines: Vec<&str> = text.lines().collect();
    let last = lines[lines.len().saturating_sub(30)..].join("\n");
    Err(io::Error::other(format!("{command:?} failed:\n{last}")))
}

/// Seconds of all that this process has waited for, and of what they have waited for.
pub fn children_cpu() -> io::Result<f64> {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let seconds = |time: TimeVal| time.tv_sec() as f64 + time.tv_usec() as f64 / 1e6;
    Ok(seconds(usage.user_time()) + seconds(usage.system_time()))
}
