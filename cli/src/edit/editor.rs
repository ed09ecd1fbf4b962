//! The editor.

use std::env;
use std::ffi::{OsStr, OsString};
use std::io::{self, BufRead, ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use super::signals::Supervisor;
use super::words;
use crate::end::Failure;
use crate::plain::plain;

pub(super) struct Editor {
    program: String,
    arguments: Vec<String>,
}

/// Where it is said which.
const VARIABLES: [&str; 2] = ["VISUAL", "EDITOR"];

/// What POSIX has.
const USUAL: &str = "vi";

/// How programs are called, and what makes them write nothing but the file.
const WITHOUT_COPIES: [(&[&str], &[&str]); 3] = [
    (
        &["vim", "nvim", "gvim"],
        &[
            // Neither a swap file nor `.viminfo`.
            "-n",
            "-i",
            "NONE",
            "-c",
            "silent! set nobackup nowritebackup noswapfile",
            "-c",
            "silent! set noundofile",
        ],
    ),
    (&["nano", "rnano"], &["--restricted"]),
    (
        &["emacs"],
        &["--eval", "(setq make-backup-files nil auto-save-default nil create-lockfiles nil)"],
    ),
];

impl Editor {
    pub(super) fn of_environment() -> Result<Self, Failure> {
        for name in VARIABLES {
            let Some(value) = env::var_os(name).filter(|value| !value.is_empty()) else { continue };
            let words = value.to_str().and_then(words::split);
            let mut words = words
                .ok_or_else(|| {
                    Failure(format!(
                        "`{name}` is no command; set it to a program and its arguments"
                    ))
                })?
                .into_iter();
            let program = words.next().unwrap_or_default();
            return Ok(Self { program, arguments: words.collect() });
        }
        Ok(Self { program: USUAL.to_owned(), arguments: Vec::new() })
    }

    /// Until it ends.
    pub(super) fn run(&self, file: &Path, supervisor: &Supervisor) -> Result<(), Failure> {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments).args(without_copies(&self.program)).arg(file);
        let shown = plain(&self.program);
        let status = supervisor.run(&mut command).map_err(|error| {
            let why = match error.kind() {
                ErrorKind::NotFound => "no such program".to_owned(),
                kind => kind.to_string(),
            };
            Failure(format!("cannot start the editor `{shown}`: {why}; set `EDITOR` to one"))
        })?;
        if status.success() {
            return Ok(());
        }
        Err(Failure(format!("the editor `{shown}` failed ({status}); nothing is written")))
    }
}

fn without_copies(program: &str) -> &'static [&'static str] {
    let path = found(program);
    let real = path.as_deref().and_then(|path| path.canonicalize().ok());
    let names = [Some(Path::new(program)), path.as_deref(), real.as_deref()];
    let names: Vec<&str> = names
        .iter()
        .flatten()
        .filter_map(|path| path.file_name())
        .filter_map(OsStr::to_str)
        .collect();
    // As in `vim.basic`, and `emacs-29.1`.
    let is = |known: &str| names.iter().any(|name| name.split(['.', '-']).next() == Some(known));
    let row = WITHOUT_COPIES.iter().find(|(known, _)| known.iter().any(|known| is(known)));
    row.map_or(&[], |(_, arguments)| arguments)
}

/// Where a program is.
fn found(program: &str) -> Option<PathBuf> {
    if program.contains('/') {
        return Some(program.into());
    }
    let path: OsString = env::var_os("PATH")?;
    env::split_paths(&path).map(|directory| directory.join(program)).find(|path| path.is_file())
}

/// What is wrong, and whether to go on; the failure itself where nobody can answer.
pub(super) fn ask_again(failure: Failure) -> Result<(), Failure> {
    let stdin = io::stdin();
    if !stdin.is_terminal() {
        return Err(failure);
    }
    failure.tell();
    let _ = write!(io::stderr(), "Enter edits it again, `q` and Enter drops what was changed: ");
    let mut answer = String::new();
    let read = stdin.lock().read_line(&mut answer);
    if read.is_ok_and(|count| count > 0) && answer.trim() != "q" {
        return Ok(());
    }
    Err(Failure("nothing is written".to_owned()))
}
