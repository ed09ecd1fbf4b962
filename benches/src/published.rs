//! This workspace as users get it. What cargo has by a path it builds otherwise than what comes from a
//! registry: incrementally, and with its lints. From a git repository it builds it the same.

use std::env;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The workspace's files, committed to a repository of its own.
#[derive(Debug)]
pub struct Published {
    repository: PathBuf,
    commit: String,
}

impl Published {
    /// The files as they are now, whether the project's own repository has them or not.
    pub fn now() -> io::Result<Self> {
        // Always the same place, in the target directory: cargo keeps a copy of each that it has seen.
        let repository = env::current_exe()?.with_file_name("published.git");
        git(Command::new("git").args(["init", "--quiet", "--bare"]).arg(&repository))?;
        let run = |arguments: &[&str]| git(in_repository(&repository).args(arguments));
        run(&["add", "--all"])?;
        let tree = run(&["write-tree"])?;
        // The same files make the same commit, because nothing else of it varies.
        let commit = run(&["commit-tree", &tree, "-m", "The workspace"])?;
        run(&["update-ref", "HEAD", &commit])?;
        Ok(Self { repository, commit })
    }

    /// A line for `[dependencies]`; `more` are other settings, with a comma before them.
    pub fn dependency(&self, package: &str, more: &str) -> String {
        let Self { repository, commit } = self;
        let repository = repository.display();
        format!("{package} = {{ git = 'file://{repository}', rev = '{commit}'{more} }}\n")
    }
}

fn in_repository(repository: &Path) -> Command {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a workspace");
    let mut command = Command::new("git");
    command.current_dir(workspace).arg("--git-dir").arg(repository).arg("--work-tree=.");
    for who in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{who}_NAME"), "Benchmark");
        command.env(format!("GIT_{who}_EMAIL"), "benchmark@example.com");
        command.env(format!("GIT_{who}_DATE"), "2000-01-01T00:00:00Z");
    }
    command
}

/// What it says, without the line's end.
fn git(command: &mut Command) -> io::Result<String> {
    // Set in a hook, and it is another repository's.
    let output = command.env_remove("GIT_INDEX_FILE").output()?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).trim_end().to_owned());
    }
    let error = String::from_utf8_lossy(&output.stderr);
    Err(io::Error::other(format!("{command:?} failed:\n{error}")))
}
