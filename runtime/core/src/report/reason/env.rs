//! What is wrong with variables.

use core::fmt;

#[cfg(feature = "dotenv")]
use super::dotenv::{self, DotenvFlaw};
use super::row::{Row, Words, say};
use super::systemd::{self, LoadCredential};
use crate::report::dotenv_file::DotenvFile;
use crate::report::place::Place;

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum EnvReason {
    NotSet(DotenvNote),
    Empty,
    NotUnicode,
    AndFileBothSet,
    /// Of a variable in a path, or in another text that a source is told.
    PathVariableNotSet {
        name: &'static str,
    },
    /// As before: its value is no text.
    PathVariableNotUnicode {
        name: &'static str,
    },
    /// Of a line in a `.env` file.
    #[cfg(feature = "dotenv")]
    Dotenv(DotenvFlaw),
    NotGiven,
}

/// What is known of the `.env` file where a variable is not set.
#[derive(Clone, Copy, PartialEq)]
#[cfg_attr(not(feature = "dotenv"), allow(dead_code, reason = "no file is read"))]
pub(crate) enum DotenvNote {
    NotAsked,
    Read(DotenvFile),
    Missing(DotenvFile),
    /// It is not where the loader was told, but this many directories further up.
    InParent {
        levels: u8,
        file: DotenvFile,
    },
}

pub(super) fn describe(reason: EnvReason, place: Place, row: Row<'_>) {
    match reason {
        EnvReason::NotSet(note) => row(
            "env_not_set",
            format_args!(
                "{}",
                Words(&|f| {
                    write!(f, "{place} is not set")?;
                    match note {
                        DotenvNote::NotAsked => Ok(()),
                        DotenvNote::Read(file) => write!(f, ", and {file} does not have it"),
                        DotenvNote::Missing(file) => write!(f, ", and {file} does not exist"),
                        DotenvNote::InParent { levels, file } => write!(
                            f,
                            ", and {file} is not in this directory but {} higher",
                            Levels(levels)
                        ),
                    }
                })
            ),
            format_args!(
                "{}",
                Words(&|f| match (note, place) {
                    (DotenvNote::InParent { .. }, _) => f.write_str(
                        "move the file here, or have it found with \
                         `Loader::with_dotenv_in_parents`"
                    ),
                    (_, Place::Env(env)) => write!(
                        f,
                        "set it, or set `{}` to the path of a file that holds the secret",
                        env.file_var
                    ),
                    _ => f.write_str("set it"),
                })
            ),
        ),
        EnvReason::Empty => {
            say(row, "env_empty", &place, ["is empty", "set it to the secret"]);
        }
        EnvReason::NotUnicode => say(
            row,
            "env_not_unicode",
            &place,
            ["does not hold UTF-8 text", "store the secret as plain text"],
        ),
        EnvReason::AndFileBothSet => row(
            "env_and_file_both_set",
            format_args!(
                "{}",
                Words(&|f| match place {
                    Place::Env(env) | Place::EnvFile(env) => {
                        write!(f, "`{}` and `{}` are both set", env.var, env.file_var)
                    }
                    _ => write!(f, "{place} is set twice"),
                })
            ),
            format_args!("unset one of them"),
        ),
        EnvReason::PathVariableNotSet { name } => row(
            "path_variable_not_set",
            format_args!(
                "{}",
                Words(&|f| if place.is_systemd() {
                    write!(
                        f,
                        "{place} is not there, because the program was not started by systemd with a credential"
                    )
                } else {
                    write!(f, "{}{place} needs `{name}`, which is unset or empty", path_of(place))
                })
            ),
            format_args!(
                "{}",
                Words(&|f| if systemd::is_directory(name) {
                    write!(f, "{}", LoadCredential(place, None))
                } else {
                    write!(f, "set `{name}`")
                })
            ),
        ),
        EnvReason::PathVariableNotUnicode { name } => row(
            "env_not_unicode",
            format_args!("{place} needs `{name}`, which does not hold UTF-8 text"),
            format_args!("set `{name}` to text"),
        ),
        #[cfg(feature = "dotenv")]
        EnvReason::Dotenv(flaw) => dotenv::describe(flaw, place, row),
        EnvReason::NotGiven => row(
            "not_given",
            format_args!("the isolated loader was not given this value"),
            format_args!(
                "give it with `Loader::with_secret`, by the ID, or by `ID.password` for a part and `ID.config.KEY` for a text"
            ),
        ),
    }
}

/// What a variable is a part of, before the place itself.
fn path_of(place: Place) -> &'static str {
    match place {
        Place::File(_) => "the path of ",
        _ => "",
    }
}

struct Levels(u8);

impl fmt::Display for Levels {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            1 => f.write_str("one"),
            levels => write!(f, "{levels}"),
        }
    }
}
