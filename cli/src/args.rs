//! The command line.

mod help;

use std::ffi::OsString;

use lexopt::prelude::*;
use provider_credentials_manifest::suggest;

use crate::discover::is_stdin;
use crate::end::Failure;
use crate::output::Format;
use crate::selection::Selection;
use help::HELP;

/// What to do.
#[derive(Debug)]
pub(crate) enum Command {
    Check(Check),
    Expand(Expand),
    Explain(Option<String>),
    Schema,
    Print(String),
}

/// The options of `check`.
#[derive(Debug, Default)]
pub(crate) struct Check {
    pub(crate) selection: Selection,
    pub(crate) quiet: bool,
    pub(crate) format: Format,
    pub(crate) color: Color,
    pub(crate) deny_warnings: bool,
}

/// The options of `expand`.
#[derive(Debug, Default)]
pub(crate) struct Expand {
    pub(crate) selection: Selection,
    pub(crate) quiet: bool,
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
        "expand" => expand(parser),
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

/// The options that `check` and `expand` have.
const CHOOSING: [&str; 7] =
    ["package", "workspace", "exclude", "manifest-path", "quiet", "help", "version"];
const CHECK: [&str; 3] = ["format", "color", "deny-warnings"];

fn check(parser: &mut lexopt::Parser) -> Result<Command, lexopt::Error> {
    let mut options = Check::default();
    while let Some(arg) = parser.next()? {
        match arg {
            Long("format") => options.format = parser.value()?.parse_with(Format::parse)?,
            Long("color") => options.color = parser.value()?.parse_with(Color::parse)?,
            Long("deny-warnings") => options.deny_warnings = true,
            Short('q') | Long("quiet") => options.quiet = true,
            Value(path) => options.selection.paths.push(path.into()),
            arg => match Choice::of(&arg) {
                Some(choice) => choice.read(parser, &mut options.selection)?,
                None => return other(arg, &[&CHOOSING[..], &CHECK].concat()),
            },
        }
    }
    is_one_choice(&options.selection)?;
    // Code scanning looks for the file that a result names.
    if options.format == Format::Sarif && options.selection.paths.iter().any(|path| is_stdin(path))
    {
        return Err("`--format sarif` needs manifests that are files, `-` is none".into());
    }
    Ok(Command::Check(options))
}

fn expand(parser: &mut lexopt::Parser) -> Result<Command, lexopt::Error> {
    let mut options = Expand::default();
    while let Some(arg) = parser.next()? {
        match arg {
            Short('q') | Long("quiet") => options.quiet = true,
            Value(path) if options.selection.paths.is_empty() => {
                options.selection.paths.push(path.into());
            }
            arg => match Choice::of(&arg) {
                Some(choice) => choice.read(parser, &mut options.selection)?,
                None => return other(arg, &CHOOSING),
            },
        }
    }
    is_one_choice(&options.selection)?;
    Ok(Command::Expand(options))
}

/// An option that chooses packages.
enum Choice {
    Package,
    Workspace,
    Exclude,
    ManifestPath,
}

impl Choice {
    fn of(arg: &lexopt::Arg<'_>) -> Option<Self> {
        match arg {
            Short('p') | Long("package") => Some(Choice::Package),
            Long("workspace") => Some(Choice::Workspace),
            Long("exclude") => Some(Choice::Exclude),
            Long("manifest-path") => Some(Choice::ManifestPath),
            _ => None,
        }
    }

    fn read(
        self,
        parser: &mut lexopt::Parser,
        selection: &mut Selection,
    ) -> Result<(), lexopt::Error> {
        match self {
            Choice::Package => selection.specs.push(parser.value()?.string()?),
            Choice::Workspace => selection.workspace = true,
            Choice::Exclude => selection.excluded.push(parser.value()?.string()?),
            Choice::ManifestPath => selection.manifest_path = Some(parser.value()?.into()),
        }
        Ok(())
    }
}

fn is_one_choice(selection: &Selection) -> Result<(), lexopt::Error> {
    match (selection.paths.first(), selection.option()) {
        (Some(path), Some(option)) => {
            let path = path.display();
            Err(format!("`{option}` chooses packages, and `{path}` a path; give one of them")
                .into())
        }
        _ if !selection.excluded.is_empty() && !selection.workspace => {
            Err("`--exclude` takes packages from those of `--workspace`; give it too".into())
        }
        _ => Ok(()),
    }
}

/// What every command has, or nothing that there is.
fn other(arg: lexopt::Arg<'_>, known: &[&'static str]) -> Result<Command, lexopt::Error> {
    if let Some(command) = common(&arg) {
        return Ok(command);
    }
    if let Long(name) = arg {
        if let Some(near) = suggest::nearest(name, known).filter(|near| *near != name) {
            return Err(format!("invalid option '--{name}', write `--{near}`").into());
        }
    }
    Err(arg.unexpected())
}

/// At most one argument, or an option that every command has.
enum Optional {
    Value(Option<OsString>),
    Command(Command),
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
