//! What is wrong with variables.

use super::row::{Row, Words};
use super::systemd::{self, LoadCredential};
use crate::report::place::Place;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum EnvReason {
    NotSet,
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
    DotenvSyntax,
    NotGiven,
}

pub(super) fn describe(reason: EnvReason, place: Place, row: Row<'_>) {
    match reason {
        EnvReason::NotSet => row(
            "env_not_set",
            format_args!("{place} is not set"),
            format_args!(
                "{}",
                Words(&|f| match place {
                    Place::Env(env) => write!(
                        f,
                        "set it, or set `{}` to the path of a file that holds the secret",
                        env.file_var
                    ),
                    _ => f.write_str("set it"),
                })
            ),
        ),
        EnvReason::Empty => {
            row(
                "env_empty",
                format_args!("{place} is empty"),
                format_args!("set it to the secret"),
            );
        }
        EnvReason::NotUnicode => row(
            "env_not_unicode",
            format_args!("{place} does not hold UTF-8 text"),
            format_args!("store the secret as plain text"),
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
            format_args!("{}{place} needs `{name}`, which is unset or empty", path_of(place)),
            format_args!(
                "{}",
                Words(&|f| if systemd::is_directory(name) {
                    write!(f, "{}", LoadCredential(place))
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
        EnvReason::DotenvSyntax => row(
            "dotenv_syntax",
            format_args!("{place} has a line that is not `NAME=value`"),
            format_args!(
                "correct it; put a value that holds spaces, quotes or `$` in single quotes"
            ),
        ),
        EnvReason::NotGiven => row(
            "not_given",
            format_args!("the isolated loader was not given this secret"),
            format_args!("give it with `Loader::with_secret`"),
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
