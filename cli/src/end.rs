//! How a run ends.

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::process::ExitCode;

use crate::screen::clean;

/// How a run ended that did what it was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// Status 0.
    Good,
    /// Status 1.
    Problems,
    /// A manifest that was named could not be read, which has been reported: status 2.
    Unread,
    /// That one.
    Status(u8),
}

impl From<End> for ExitCode {
    fn from(end: End) -> Self {
        match end {
            End::Good => ExitCode::SUCCESS,
            End::Problems => ExitCode::from(1),
            End::Unread => ExitCode::from(2),
            End::Status(status) => ExitCode::from(status),
        }
    }
}

/// What a status means: the status, the commands that end with it (none stands for all), and the meaning.
//
// Help, man pages and docs/cli.md have this table.
pub(crate) static STATUSES: &[(&str, &[&str], &str)] = &[
    ("0", &[], "all is well, warnings or not"),
    (
        "1",
        &["status"],
        "a required one is not loaded, or with `--deny-warnings` there is a warning",
    ),
    ("1", &["set"], "the value is written, and does not load"),
    ("1", &["check", "expand"], "a manifest has a problem"),
    ("1", &["audit"], "a record is not as it was written"),
    ("1", &["diff"], "with `--exit-code`, there are differences"),
    (
        "2",
        &[],
        "could not run: the command line is wrong, a manifest cannot be read, or there is none",
    ),
    ("78", &["run"], "a required credential is not loaded, and the command was not started"),
    ("125", &["run"], "could not run, in place of 2"),
    ("126", &["run"], "the command cannot be executed"),
    ("127", &["run"], "there is no such command"),
    ("*", &["run"], "that of the command; 128 and the number of the signal that ended it"),
];

/// The lines that say how a command can end, or the whole tree.
pub(crate) fn statuses(command: Option<&str>) -> String {
    let mut text = String::from("Exit status:\n");
    for (status, commands, meaning) in STATUSES {
        match command {
            Some(command) if !commands.is_empty() && !commands.contains(&command) => {}
            // It ends as its own command does.
            Some("run") if commands.is_empty() => {}
            None if !commands.is_empty() => {
                let _ = writeln!(text, "  {status:<5} {}: {meaning}", commands.join(", "));
            }
            _ => {
                let _ = writeln!(text, "  {status:<5} {meaning}");
            }
        }
    }
    text
}

/// Why a run could not do what it was asked: status 2.
#[derive(Debug)]
pub(crate) struct Failure(pub(crate) String);

impl Failure {
    /// On standard error; when nobody reads that, nobody is told.
    pub(crate) fn tell(&self) {
        let lines: Vec<_> = self.0.split('\n').map(clean).collect();
        let _ = writeln!(io::stderr(), "error: {}", lines.join("\n"));
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Failure(format!("cannot write the output: {}", error.kind()))
    }
}
