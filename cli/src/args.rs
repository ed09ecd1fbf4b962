//! The command line.

use std::ffi::OsString;
use std::path::PathBuf;

use lexopt::prelude::*;
use provider_credentials_manifest::suggest;

use crate::discover::is_stdin;
use crate::end::Failure;
use crate::output::Format;

const HELP: &str = "\
Checks provider-credentials manifests.

Usage: cargo credentials <COMMAND>

Commands:
  check [PATHS]    Report every problem of the manifests
  expand [PATH]    Show the Rust code that a manifest becomes
  explain [CODE]   Say more about a code such as `unknown_key` or `env_not_set`; alone, list all
  schema           Write a JSON Schema of manifests, for editors

Without PATHS the manifests of the workspace are checked: every `provider_credentials.yaml` and
`.yml` in its packages, and every file that their `src` names in `credentials!(\"...\")`. A directory
stands for the manifests below it, and `-` for standard input.

Options of `check`:
  --format <FORMAT>   human (default), short, json, sarif or github
  --color <WHEN>      auto (default), always or never; auto obeys NO_COLOR
  --deny-warnings     Warnings are problems too

Options:
  -h, --help          Show this text
  -V, --version       Show the version

Exit status: 0 all is well, warnings or not; 1 a manifest has a problem; 2 the command could not run:
the command line is wrong, a manifest cannot be read, or there is none.
";

/// What to do.
#[derive(Debug)]
pub(crate) enum Command {
    Check(Check),
    Expand(Option<PathBuf>),
    Explain(Option<String>),
    Schema,
    Print(String),
}

/// The options of `check`.
#[derive(Debug, Default)]
pub(crate) struct Check {
    pub(crate) paths: Vec<PathBuf>,
    pub(crate) format: Format,
    pub(crate) color: Color,
    pub(crate) deny_warnings: bool,
}

/// When to write colours.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

pub(crate) fn parse(args: impl Iterator<Item = OsString>) -> Result<Command, Failure> {
    // `cargo credentials check` runs `cargo-credentials credentials check`.
    let mut args = args.peekable();
    args.next_if(|first| first == "credentials");
    let mut parser = lexopt::Parser::from_args(args);
    match command(&mut parser) {
        Ok(command) => Ok(command),
        Err(error) => {
            Err(Failure(format!("{error}; `cargo credentials --help` shows what there is")))
        }
    }
}

fn command(parser: &mut lexopt::Parser) -> Result<Command, lexopt::Error> {
    let name = match parser.next()? {
        None => return Ok(Command::Print(HELP.to_owned())),
        Some(arg) => match common(&arg) {
            Some(command) => return Ok(command),
            None => match arg {
                Value(name) => name.string()?,
                arg => return Err(arg.unexpected()),
            },
        },
    };
    match name.as_str() {
        "check" => check(parser),
        "expand" => Ok(optional(parser)?.either(|path| Command::Expand(path.map(PathBuf::from)))),
        "explain" => match optional(parser)? {
            Optional::Command(command) => Ok(command),
            Optional::Value(code) => Ok(Command::Explain(code.map(ValueExt::string).transpose()?)),
        },
        "schema" => match parser.next()? {
            None => Ok(Command::Schema),
            Some(arg) => common(&arg).ok_or_else(|| arg.unexpected()),
        },
        "help" => Ok(Command::Print(HELP.to_owned())),
        other => Err(match suggest::nearest(other, &COMMANDS) {
            Some(near) => format!("unknown command `{other}`, write `{near}`").into(),
            None => format!("unknown command `{other}`").into(),
        }),
    }
}

const COMMANDS: [&str; 5] = ["check", "expand", "explain", "schema", "help"];

/// The option of `check` that was most likely meant by one that there is not.
fn near_option(name: &str) -> Option<&'static str> {
    suggest::nearest(name, &["format", "color", "deny-warnings", "help", "version"])
        .filter(|near| *near != name)
}

fn check(parser: &mut lexopt::Parser) -> Result<Command, lexopt::Error> {
    let mut options = Check::default();
    while let Some(arg) = parser.next()? {
        match arg {
            Long("format") => options.format = parser.value()?.parse_with(Format::parse)?,
            Long("color") => options.color = parser.value()?.parse_with(Color::parse)?,
            Long("deny-warnings") => options.deny_warnings = true,
            Value(path) => options.paths.push(path.into()),
            Long(name) if near_option(name).is_some() => {
                let near = near_option(name).unwrap_or_default();
                return Err(format!("invalid option '--{name}', write `--{near}`").into());
            }
            arg => return common(&arg).ok_or_else(|| arg.unexpected()),
        }
    }
    // Code scanning looks for the file that a result names.
    if options.format == Format::Sarif && options.paths.iter().any(|path| is_stdin(path)) {
        return Err("`--format sarif` needs manifests that are files, `-` is none".into());
    }
    Ok(Command::Check(options))
}

/// At most one argument, or an option that every command has.
enum Optional {
    Value(Option<OsString>),
    Command(Command),
}

impl Optional {
    fn either(self, command: impl FnOnce(Option<OsString>) -> Command) -> Command {
        match self {
            Optional::Value(value) => command(value),
            Optional::Command(command) => command,
        }
    }
}

fn optional(parser: &mut lexopt::Parser) -> Result<Optional, lexopt::Error> {
    let mut value = None;
    while let Some(arg) = parser.next()? {
        match arg {
            Value(given) if value.is_none() => value = Some(given),
            arg => return common(&arg).map(Optional::Command).ok_or_else(|| arg.unexpected()),
        }
    }
    Ok(Optional::Value(value))
}

/// The options that every command has.
fn common(arg: &lexopt::Arg<'_>) -> Option<Command> {
    match arg {
        Short('h') | Long("help") => Some(Command::Print(HELP.to_owned())),
        Short('V') | Long("version") => {
            Some(Command::Print(format!("cargo-credentials {}\n", env!("CARGO_PKG_VERSION"))))
        }
        _ => None,
    }
}

impl Color {
    fn parse(text: &str) -> Result<Self, String> {
        match text {
            "auto" => Ok(Color::Auto),
            "always" => Ok(Color::Always),
            "never" => Ok(Color::Never),
            _ => Err("expected `auto`, `always` or `never`".to_owned()),
        }
    }
}
