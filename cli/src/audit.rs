//! `audit`: what an audit log says, and whether it is as it was written.

mod counts;
mod filter;
mod input;
mod key;
mod record;
mod safe;
mod show;
mod verify;

use std::io::Write;

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

pub(crate) fn run(options: &Audit, out: &mut dyn Write) -> Result<End, Failure> {
    match &options.command {
        Command::Verify(options) => verify::run(options, out),
        Command::Show(options) => show::run(options, out),
    }
}
