//! `audit`: what an audit log says, and whether it is as it was written.

mod counts;
mod filter;
mod key;
mod record;
mod safe;
mod show;
mod verify;

use std::io::{self, BufRead, Write};
use std::path::Path;

use provider_credentials_audit::open_log;

use crate::discover::is_stdin;
use crate::end::{End, Failure};

/// Read and verify audit logs, which say who got which secret
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Audit {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  cargo credentials audit verify access.jsonl
  cargo credentials audit show access.jsonl --id openai";

#[derive(Debug, clap::Subcommand)]
enum Command {
    Verify(verify::Verify),
    Show(show::Show),
}

/// How an output is written.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    #[default]
    Human,
    Json,
}

pub(crate) fn run(options: &Audit, out: &mut dyn Write) -> Result<End, Failure> {
    match &options.command {
        Command::Verify(options) => verify::run(options, out),
        Command::Show(options) => show::run(options, out),
    }
}

/// A log, or standard input for `-`.
fn open(path: &Path) -> Result<Box<dyn BufRead>, Failure> {
    if is_stdin(path) {
        return Ok(Box::new(io::stdin().lock()));
    }
    match open_log(path) {
        Ok(log) => Ok(Box::new(log)),
        Err(error) => Err(unreadable(path, &error)),
    }
}

fn unreadable(path: &Path, error: &io::Error) -> Failure {
    Failure(format!("cannot read `{}`: {}", path.display(), error.kind()))
}
