use std::ffi::OsString;
use std::path::PathBuf;

use crate::loading::Loading;

/// Start a command with the credentials in its environment
#[derive(Debug, clap::Args)]
#[command(long_about = LONG, after_help = EXAMPLES)]
pub(crate) struct Run {
    #[command(flatten)]
    pub(super) loading: Loading,
    /// What the names of the variables begin with
    #[arg(long, value_name = "PREFIX", default_value = "", hide_default_value = true, value_parser = prefix)]
    pub(super) prefix: String,
    /// Write each value to a file, and set `NAME_FILE` to its path instead of `NAME`
    #[arg(long)]
    pub(super) files: bool,
    /// Leave this variable, which the manifest's sources read, in the command's environment (repeatable)
    #[arg(long, value_name = "NAME")]
    pub(super) keep: Vec<String>,
    /// Where the files are, of the process that loads and becomes the command
    #[arg(long, hide = true, value_name = "DIR")]
    pub(super) files_in: Option<PathBuf>,
    /// That this is that process
    #[arg(long, hide = true)]
    pub(super) becomes_command: bool,
    /// The command and its arguments, behind `--`
    #[arg(last = true, required = true, value_name = "COMMAND")]
    pub(super) command: Vec<OsString>,
}

/// A name begins with it, and so does that of a file.
fn prefix(text: &str) -> Result<String, &'static str> {
    let is_good = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if text.chars().all(is_good) && !text.starts_with(|c: char| c.is_ascii_digit()) {
        Ok(text.to_owned())
    } else {
        Err("names of variables have letters, digits and `_`")
    }
}

const LONG: &str = "\
Loads the credentials by the rules of the library, and starts a command with them in its environment. If a required \
one is missing, the command is not started.

A value is in the variable that the manifest's `env_var` names; without one, in the ID in capitals (`stripe-live` is \
in STRIPE_LIVE), with the name of the part behind it where there are several (DB_USERNAME, DB_PASSWORD). Nothing is \
on a command line.

Variables that the manifest's sources read, their `_FILE` twins, and the keys and tokens of the stores that it names \
(VAULT_TOKEN, AWS_SECRET_ACCESS_KEY) are taken out of the environment, unless they are credentials that the command \
gets, or `--keep` names them. Of `--env-file`, only what the manifest's sources read is used: other lines, such as \
LOG_LEVEL, do not reach the command.

Warnings about values and files are written to standard error.

This process becomes the command. With `--files`, and as process 1 of a container, it stays instead: it passes \
signals on, reaps, removes the files, and ends as the command did. Values are then loaded by a process of their own \
and are never in this one.";

const EXAMPLES: &str = "\
Examples:
  cargo credentials run -- ./agent --port 8080
  cargo credentials run --env-file .env --only openai -- python3 script.py
  cargo credentials run --files -- postgres_exporter";
