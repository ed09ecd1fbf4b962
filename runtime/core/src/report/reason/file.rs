//! What is wrong with files.

use super::row::{Row, Words, say};
use super::systemd::{self, LoadCredential};
use super::text::{self, Cipher};
use crate::report::denied::Denied;
use crate::report::insecure::Insecure;
use crate::report::place::Place;

#[derive(Clone, Copy, PartialEq)]
#[cfg_attr(test, derive(Debug))]
pub(crate) enum FileReason {
    NotFound,
    /// As before, of a credential that systemd does not give the unit with that name.
    NotInUnit(Option<&'static str>),
    /// As before, where the variable that names the file does not hold a path.
    NotNamed(NotAPath),
    Unreadable(Unreadable),
    NotRegular,
    IsDirectory,
    TooLarge {
        limit: u64,
    },
    Empty,
    NotUtf8,
    Utf16,
    /// What macOS keeps beside a file.
    AppleDouble,
    Encrypted(Cipher),
    #[cfg_attr(not(unix), allow(dead_code, reason = "nothing is checked"))]
    Insecure(Insecure),
}

#[cfg_attr(test, derive(Debug))]
/// What the value of a variable is that should be a path.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum NotAPath {
    /// It begins with a quote.
    Quoted,
    /// It ends in a line break.
    LineBreak,
    Url,
    /// It begins with `~` or a variable, as a shell would expand it.
    OfShell,
    /// It has no sign of a path, and is as long as a secret.
    Secret,
}

impl NotAPath {
    /// The one thing to do; the value itself may be a secret.
    fn fix(self) -> &'static str {
        match self {
            Self::Quoted => "take the quotes off the value of the variable: it begins with one",
            Self::LineBreak => "take the line break off the end of the value of the variable",
            Self::Url => "set the variable to the path of a file: its value is a URL",
            Self::OfShell => {
                "write the path out: `~` and variables in the value of the variable are not expanded"
            }
            Self::Secret => {
                "set the variable to the path of a file: its value looks like the secret, which belongs \
                 into the variable without `_FILE`"
            }
        }
    }
}

#[cfg_attr(test, derive(Debug))]
/// What kept a file from being read, in our words: the system's differ by platform.
#[derive(Clone, Copy, PartialEq)]
#[cfg_attr(not(unix), allow(dead_code, reason = "links are the system's to follow"))]
pub(crate) enum Unreadable {
    /// All that is known.
    Permission,
    Denied(Denied),
    LinkLoop,
    /// It was not twice the same.
    Changing,
    Other,
}

pub(super) fn describe(reason: FileReason, place: Place, row: Row<'_>) {
    match reason {
        FileReason::NotFound => row(
            "file_not_found",
            format_args!("{place} does not exist"),
            format_args!(
                "{}",
                Words(&|f| {
                    match place {
                    _ if systemd::has(place) => write!(f, "{}", LoadCredential(place, None)),
                    Place::EnvFile(_) =>
                        f.write_str("correct the path in the variable, or mount the file there"),
                    Place::File(file) if file.path.is_relative() => f.write_str(
                        "create it, or start the program in the directory that the path is relative to"
                    ),
                    _ => f.write_str("create it, or mount it there"),
                }
                })
            ),
        ),
        FileReason::NotInUnit(unit) => row(
            "file_not_found",
            format_args!("{} has no {place}", systemd::Unit(unit)),
            format_args!("{}", LoadCredential(place, unit)),
        ),
        FileReason::NotNamed(value) => row(
            "file_not_found",
            format_args!("{place} does not exist"),
            format_args!("{}", value.fix()),
        ),
        FileReason::Unreadable(reason) => describe_unreadable(reason, place, row),
        FileReason::NotRegular => say(
            row,
            "file_not_regular",
            &place,
            ["is not a regular file", "point to a regular file"],
        ),
        // What `docker run -v` makes if the host has no such file.
        FileReason::IsDirectory => say(
            row,
            "file_not_regular",
            &place,
            [
                "is a directory",
                "point to the file; a container engine makes a directory if the file to mount is \
                 missing",
            ],
        ),
        FileReason::TooLarge { limit } => row(
            "file_too_large",
            format_args!("{place} is larger than {limit} bytes"),
            format_args!(
                "point to the right file, or raise the limit with `Loader::max_file_size`"
            ),
        ),
        FileReason::Empty => row(
            "file_empty",
            format_args!("{place} is empty"),
            format_args!(
                "{}",
                Words(&|f| match place.key() {
                    Some(key) => {
                        write!(f, "write the key `{}` with the secret into it", key.text)
                    }
                    None => f.write_str("write the secret into it"),
                })
            ),
        ),
        FileReason::NotUtf8 => say(
            row,
            "file_not_utf8",
            &place,
            [
                "does not hold UTF-8 text",
                "store the secret as plain text, or write `format: binary` if it is bytes, such as a key store",
            ],
        ),
        FileReason::Utf16 => say(
            row,
            "file_not_utf8",
            &place,
            [
                "is in UTF-16",
                "save it as UTF-8; in PowerShell, write it with `Set-Content -Encoding utf8` instead of `>`",
            ],
        ),
        FileReason::AppleDouble => say(
            row,
            "file_not_utf8",
            &place,
            [
                "has the attributes that macOS keeps of another file, and no secret",
                "point to the file without `._` before its name, and delete this one",
            ],
        ),
        FileReason::Encrypted(cipher) => text::describe_encrypted(cipher, &place, place, row),
        FileReason::Insecure(insecure) => row(
            insecure.code(),
            format_args!("{}", Words(&|f| insecure.write_problem(place, f))),
            format_args!("{}", Words(&|f| insecure.write_fix(place, f))),
        ),
    }
}

fn describe_unreadable(reason: Unreadable, place: Place, row: Row<'_>) {
    const CODE: &str = "file_unreadable";

    match reason {
        Unreadable::Permission => row(
            CODE,
            format_args!("this process cannot read {place}"),
            format_args!("give the process's user read permission on it"),
        ),
        Unreadable::Denied(denied) => row(
            CODE,
            format_args!("{}", Words(&|f| denied.write_problem(place, f))),
            format_args!("{}", Words(&|f| denied.write_fix(place, f))),
        ),
        Unreadable::LinkLoop => say(
            row,
            CODE,
            &place,
            ["leads into a symbolic link loop", "make the link point to the file"],
        ),
        Unreadable::Changing => say(
            row,
            CODE,
            &place,
            [
                "keeps changing while being read",
                "write the secret to a new file and rename it to this name",
            ],
        ),
        Unreadable::Other => {
            say(row, CODE, &place, ["cannot be read", "check the path and the disk"]);
        }
    }
}
