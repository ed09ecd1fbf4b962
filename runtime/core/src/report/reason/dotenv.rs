//! What is wrong with a line of a `.env` file.

use core::fmt;

use super::row::{Row, Words};
use crate::report::place::Place;

/// A line of the file, and its mistake.
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct DotenvFlaw {
    /// The variable that it assigns to, if that can be told.
    pub(crate) name: Option<&'static str>,
    pub(crate) line: u32,
    pub(crate) mistake: DotenvMistake,
}

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum DotenvMistake {
    NotAssignment,
    QuoteNotClosed,
    /// The name stands on this line as well, which comes before.
    Repeated {
        first: u32,
    },
    /// Readers of such files take the value differently.
    Ambiguous(Ambiguity, Notation),
}

/// What it is that they take differently.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Ambiguity {
    SpaceAtEquals,
    SpaceAtEnd,
    SpaceInside,
    Dollar,
    Backslash,
    Hash,
    Quote,
    AfterQuote,
    ShellSign,
    CarriageReturn,
}

/// How the value can be written such that all readers agree.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Notation {
    Plain,
    SingleQuotes,
    DoubleQuotes,
    /// There is none: it holds single quotes, and what has a meaning between double ones.
    None,
}

impl Ambiguity {
    fn what(self) -> &'static str {
        match self {
            Self::SpaceAtEquals => "white space beside its `=`",
            Self::SpaceAtEnd => "white space at its end",
            Self::SpaceInside => "white space and no quotes",
            Self::Dollar => "a `$` outside single quotes",
            Self::Backslash => "a backslash that some take as an escape",
            Self::Hash => "a `#`, which may begin a comment",
            Self::Quote => "a quote inside a value without quotes",
            Self::AfterQuote => "text behind its closing quote",
            Self::ShellSign => "a sign that has a meaning to a shell",
            Self::CarriageReturn => "a carriage return",
        }
    }
}

pub(super) fn describe(flaw: DotenvFlaw, place: Place, row: Row<'_>) {
    let line = flaw.line;
    let name = flaw.name.unwrap_or("NAME");
    match flaw.mistake {
        DotenvMistake::NotAssignment => row(
            "dotenv_syntax",
            format_args!("line {line} of {place} is not `NAME=value`"),
            format_args!("correct it, or put a `#` in front of it"),
        ),
        DotenvMistake::QuoteNotClosed => row(
            "dotenv_syntax",
            format_args!("the quote that opens on line {line} of {place} is not closed"),
            format_args!("close it"),
        ),
        DotenvMistake::Repeated { first } => row(
            "dotenv_repeated",
            format_args!("`{name}` is set twice in {place}, on line {first} and on line {line}"),
            format_args!("remove one of them"),
        ),
        DotenvMistake::Ambiguous(ambiguity, notation) => row(
            "dotenv_ambiguous",
            format_args!(
                "`{name}` has {} on line {line} of {place}, which other programs read \
                 differently",
                ambiguity.what()
            ),
            format_args!("{}", Words(&|f| write_fix(name, ambiguity, notation, f))),
        ),
    }
}

fn write_fix(
    name: &str,
    ambiguity: Ambiguity,
    notation: Notation,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    match (notation, ambiguity) {
        (_, Ambiguity::CarriageReturn) => f.write_str("save the file with Unix line breaks (LF)"),
        (Notation::Plain, Ambiguity::SpaceAtEnd) => f.write_str("remove it"),
        (Notation::Plain, _) => write!(f, "write `{name}=value`"),
        (Notation::SingleQuotes, Ambiguity::Hash) => {
            write!(f, "write `{name}='value'`, and a comment on a line of its own")
        }
        (Notation::SingleQuotes, _) => write!(f, "write `{name}='value'`"),
        (Notation::DoubleQuotes, _) => write!(f, "write `{name}=\"value\"`"),
        (Notation::None, _) => {
            write!(f, "put the value into a file, and write `{name}_FILE=` with its path instead")
        }
    }
}
