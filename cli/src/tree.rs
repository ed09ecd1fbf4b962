//! The tree of commands. Each has a file with its options, its examples and what it does, and two lines here.

use std::ffi::OsString;
use std::io::Write;

use clap::error::{ContextKind, ContextValue};
use clap::{CommandFactory, Parser, Subcommand};

use crate::color::Color;
use crate::end::{End, Failure, statuses};
use crate::typed::{may_be_secret, shown};
use crate::{
    audit, check, completions, decrypt, diff, edit, encrypt, expand, explain, init, man, rekey,
    run, schema, set, status,
};

/// What the command line says.
#[derive(Debug, Parser)]
#[command(
    name = "cargo-credentials",
    bin_name = "cargo credentials",
    version,
    about = "Checks and shows what a program's provider-credentials manifest asks for.",
    max_term_width = 100,
    subcommand_value_name = "COMMAND"
)]
pub(crate) struct Tree {
    #[arg(
        long,
        value_enum,
        global = true,
        value_name = "WHEN",
        default_value_t,
        help = "Colours: auto, which obeys NO_COLOR and CLICOLOR_FORCE, always or never",
        hide_possible_values = true,
        hide_default_value = true
    )]
    color: Color,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    Init(init::Init),
    Status(status::Status),
    Run(run::Run),
    Set(set::Set),
    Encrypt(encrypt::Encrypt),
    Decrypt(decrypt::Decrypt),
    Edit(edit::Edit),
    Rekey(rekey::Rekey),
    Check(check::Check),
    Expand(expand::Expand),
    Diff(diff::Diff),
    Explain(explain::Explain),
    Schema(schema::Schema),
    Audit(audit::Audit),
    Completions(completions::Completions),
    Man(man::Man),
}

impl Tree {
    pub(crate) fn run(self, out: &mut dyn Write) -> Result<End, Failure> {
        let color = self.color;
        match self.command {
            Some(Command::Init(options)) => init::run(&options, out),
            Some(Command::Status(options)) => status::run(&options, color, out),
            Some(Command::Run(options)) => Ok(run::run(&options)),
            Some(Command::Set(options)) => set::run(&options, out),
            Some(Command::Encrypt(options)) => encrypt::run(&options, out),
            Some(Command::Decrypt(options)) => decrypt::run(&options, out),
            Some(Command::Edit(options)) => edit::run(&options, out),
            Some(Command::Rekey(options)) => rekey::run(&options, out),
            Some(Command::Check(options)) => check::run(&options, color, out),
            Some(Command::Expand(options)) => expand::run(&options, out),
            Some(Command::Diff(options)) => diff::run(&options, color, out),
            Some(Command::Explain(options)) => explain::run(&options, out),
            Some(Command::Schema(options)) => schema::run(&options, out),
            Some(Command::Audit(options)) => audit::run(&options, out),
            Some(Command::Completions(options)) => completions::run(&options, tree(), out),
            Some(Command::Man(options)) => man::run(&options, tree(), out),
            None => {
                write!(out, "{}", tree().render_help())?;
                Ok(End::Good)
            }
        }
    }
}

/// As clap has it, for help, completions and man pages.
fn tree() -> clap::Command {
    let tree = Tree::command().mut_subcommand("set", |set| {
        set.mut_arg("env_file", |file| file.help(set::ENV_FILE).long_help(None::<&str>))
    });
    tree.after_help(statuses(None)).mut_subcommands(|command| {
        let after = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        let statuses = statuses(Some(command.get_name()));
        command.after_help(format!("{after}\n\n{statuses}"))
    })
}

/// Reads the command line, whose first word is the program.
///
/// # Errors
///
/// What is wrong with it, or the help that it asks for.
pub(crate) fn parse(args: impl Iterator<Item = OsString>) -> Result<Tree, clap::Error> {
    // `cargo credentials check` runs `cargo-credentials credentials check`.
    let mut args: Vec<OsString> = args.collect();
    if args.get(1).is_some_and(|first| first == "credentials") {
        args.remove(1);
    }
    let matches = tree().try_get_matches_from(args).map_err(masked)?;
    clap::FromArgMatches::from_arg_matches(&matches).map_err(masked)
}

/// Without a word that may be a secret in the wrong place: `set openai KEY`.
fn masked(mut error: clap::Error) -> clap::Error {
    for kind in [ContextKind::InvalidArg, ContextKind::InvalidValue, ContextKind::InvalidSubcommand]
    {
        if let Some(ContextValue::String(text)) = error.get(kind) {
            if may_be_secret(text) {
                let text = shown(text);
                error.insert(kind, ContextValue::String(text));
            }
        }
    }
    error
}

/// The status of a command line that is wrong.
pub(crate) fn status_of_wrong_use(args: impl Iterator<Item = OsString>) -> u8 {
    let mut words = args.enumerate().filter_map(|(at, word)| {
        // Cargo's own word.
        (at != 0 || word != "credentials").then_some(word)
    });
    let command = loop {
        match words.next() {
            // Its value may be a word of its own.
            Some(word) if word == "--color" => drop(words.next()),
            Some(word) if word.as_encoded_bytes().starts_with(b"-") => {}
            other => break other,
        }
    };
    // Status 2 may well be the command's that `run` was to start.
    if command.is_some_and(|command| command == "run") { run::FAILED } else { 2 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tree_has_no_contradictions() {
        tree().debug_assert();
    }

    #[test]
    fn wrong_use_of_run_has_a_status_of_its_own() {
        for (line, status) in [
            ("run --fiels", 125),
            ("credentials run --fiels", 125),
            ("credentials --color never run --fiels", 125),
            ("--color=never run", 125),
            ("set run --fiels", 2),
            ("explain run --fiels", 2),
            ("--color run --fiels", 2),
            ("", 2),
        ] {
            let words = line.split_whitespace().map(OsString::from);
            assert_eq!(status_of_wrong_use(words), status, "{line}");
        }
    }

    #[test]
    fn every_command_has_examples() {
        for command in tree().get_subcommands() {
            let after = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            let example = format!("  cargo credentials {}", command.get_name());
            assert!(after.starts_with("Examples:\n") && after.contains(&example), "{example}");
        }
    }
}
