//! Reasons in words: what is wrong, and the one thing to do.

use core::fmt;

use super::{Failure, Place, Reason, Unreadable};
use crate::spec::{FileSpec, PathPart};

/// The place as a noun: `environment variable `X``, `file `/run/x``.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Env(env) => write!(f, "environment variable `{}`", env.var),
            Self::EnvFile(env) => write!(f, "file `${}`", env.file_var),
            Self::File(file) => write!(f, "file `{}`", file.path.text),
            Self::Custom(custom) => write!(f, "custom source `{}`", custom.name),
            Self::Dotenv => f.write_str("the `.env` file"),
            Self::Given => f.write_str("the given value"),
        }
    }
}

impl Failure {
    /// What is wrong.
    pub(crate) fn problem(self) -> impl fmt::Display {
        Problem(self)
    }

    /// The one thing to do.
    pub(crate) fn fix(self) -> impl fmt::Display {
        Fix(self)
    }

    /// The key path, and its segment at `depth` where that is not the last.
    fn key(self, depth: u8) -> (&'static str, Option<&'static str>) {
        let Some(key) = self.place.key() else {
            return ("", None);
        };
        let depth = usize::from(depth);
        let on_the_way = depth + 1 < key.segments.len();
        (key.text, key.segments.get(depth).copied().filter(|_| on_the_way))
    }
}

struct Problem(Failure);

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Failure { place, reason } = self.0;
        match reason {
            Reason::EnvNotSet => write!(f, "{place} is not set"),
            Reason::EnvEmpty | Reason::FileEmpty => write!(f, "{place} is empty"),
            Reason::EnvNotUnicode | Reason::FileNotUtf8 => {
                write!(f, "{place} does not hold UTF-8 text")
            }
            Reason::EnvAndFileBothSet => match place {
                Place::Env(env) | Place::EnvFile(env) => {
                    write!(f, "`{}` and `{}` are both set", env.var, env.file_var)
                }
                _ => write!(f, "{place} is set twice"),
            },
            Reason::PathVariableNotSet { name } => {
                write!(f, "the path of {place} needs `{name}`, which is unset or empty")
            }
            Reason::FileNotFound => write!(f, "{place} does not exist"),
            Reason::FileUnreadable(Unreadable::Permission) => {
                write!(f, "{place} may not be read by this process")
            }
            Reason::FileUnreadable(Unreadable::Denied(denied)) => denied.write_problem(place, f),
            Reason::FileUnreadable(Unreadable::LinkLoop) => {
                write!(f, "{place} is a loop of symbolic links")
            }
            Reason::FileUnreadable(Unreadable::Changing) => {
                write!(f, "{place} changes all the time while it is read")
            }
            Reason::FileUnreadable(Unreadable::Other) => write!(f, "{place} cannot be read"),
            Reason::FileInsecure(insecure) => insecure.write_problem(place, f),
            Reason::FileNotRegular => write!(f, "{place} is not a regular file"),
            Reason::FileIsDirectory => write!(f, "{place} is a directory"),
            Reason::DotenvSyntax => write!(f, "{place} has a line that is not `NAME=value`"),
            Reason::NotGiven => f.write_str("an isolated loader was given no secret for it"),
            Reason::FileTooLarge { limit } => {
                write!(f, "{place} is larger than {limit} bytes")
            }
            Reason::JsonSyntax(at) => {
                write!(f, "{place} is not valid JSON at line {}, column {}", at.line, at.column)
            }
            Reason::YamlSyntax(at) => {
                write!(f, "{place} is not valid YAML at line {}, column {}", at.line, at.column)
            }
            Reason::UnknownSyntax { json, yaml } => write!(
                f,
                "{place} is neither valid JSON (line {}, column {}) nor valid YAML (line {}, column \
                 {})",
                json.line, json.column, yaml.line, yaml.column
            ),
            Reason::FormatUnsupported { feature } => {
                write!(f, "{place} is {} and that feature is off", feature.to_uppercase())
            }
            Reason::KeyNotFound { depth } => match self.0.key(depth) {
                (key, None) => write!(f, "{place} has no key `{key}`"),
                (key, Some(segment)) => {
                    write!(f, "{place} has no `{segment}` on the way to key `{key}`")
                }
            },
            Reason::KeyDuplicated { depth } => match self.0.key(depth) {
                (key, None) => write!(f, "{place} has key `{key}` twice"),
                (key, Some(segment)) => {
                    write!(f, "{place} has `{segment}` twice on the way to key `{key}`")
                }
            },
            Reason::KeyIsNull => write!(f, "key `{}` in {place} is null", self.0.key(0).0),
            Reason::KeyNotScalar => {
                write!(f, "key `{}` in {place} is a mapping or a list", self.0.key(0).0)
            }
            Reason::ValueEmpty => match (place.key(), place) {
                (Some(key), _) => write!(f, "key `{}` in {place} is empty", key.text),
                (None, Place::Custom(_)) => write!(f, "{place} gave an empty value"),
                (None, _) => write!(f, "{place} is empty"),
            },
            Reason::SourceNotRegistered => write!(f, "{place} is not registered"),
            Reason::SourceGaveNoAnswer => write!(f, "{place} gave no answer"),
            Reason::SourcePanicked => write!(f, "{place} panicked"),
            Reason::Custom(error) => write!(f, "{place}: {}", error.problem),
            Reason::ValueNotText => {
                write!(f, "key `{}` in {place} has an unpaired surrogate escape", self.0.key(0).0)
            }
        }
    }
}

struct Fix(Failure);

impl fmt::Display for Fix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Failure { place, reason } = self.0;
        let fixed = match reason {
            Reason::PathVariableNotSet { name: CREDENTIALS_DIRECTORY } => {
                return write!(f, "{}", LoadCredential(place));
            }
            Reason::FileNotFound if is_systemds(place) => {
                return write!(f, "{}", LoadCredential(place));
            }
            Reason::EnvNotSet => {
                return match place {
                    Place::Env(env) => {
                        write!(f, "set it, or set `{}` to the path of a file with it", env.file_var)
                    }
                    _ => f.write_str("set it"),
                };
            }
            Reason::PathVariableNotSet { name } => return write!(f, "set `{name}`"),
            Reason::FileNotFound => match place {
                Place::EnvFile(_) => "correct the path in the variable, or mount the file there",
                Place::File(file) if file.path.is_relative() => {
                    "create it, or start the program in the directory that the path is relative to"
                }
                _ => "create it, or mount it there",
            },
            Reason::FileEmpty => match place.key() {
                Some(key) => {
                    return write!(f, "write the key `{}` with the secret into it", key.text);
                }
                None => "write the secret into it",
            },
            Reason::UnknownSyntax { .. } => "correct it, or state `format` in the manifest",
            Reason::DotenvSyntax => {
                "correct it; put a value that holds spaces, quotes or `$` in single quotes"
            }
            Reason::NotGiven => "give it with `Loader::with_secret`",
            // What `docker run -v` makes where the host has no such file.
            Reason::FileIsDirectory => {
                "name the file; a container engine makes a directory where \
                                        the file to mount is missing"
            }
            Reason::FormatUnsupported { feature } => {
                return write!(f, "enable feature `{feature}` of provider-credentials");
            }
            Reason::FileTooLarge { .. } => {
                "name the right file, or raise the limit with `Loader::max_file_size`"
            }
            Reason::EnvNotUnicode | Reason::FileNotUtf8 => "store the secret as plain text",
            Reason::EnvAndFileBothSet => "unset one of them",
            Reason::FileUnreadable(Unreadable::Permission) => "give the process's user read access",
            Reason::FileUnreadable(Unreadable::Denied(denied)) => {
                return denied.write_fix(place, f);
            }
            Reason::FileUnreadable(Unreadable::LinkLoop) => "make the link point to the file",
            Reason::FileUnreadable(Unreadable::Changing) => {
                "write the secret to a new file and rename it to this name"
            }
            Reason::FileUnreadable(Unreadable::Other) => "check the path and the disk",
            Reason::FileInsecure(insecure) => return insecure.write_fix(place, f),
            Reason::FileNotRegular => "name a regular file",
            Reason::JsonSyntax(_) | Reason::YamlSyntax(_) => "correct the file",
            Reason::KeyNotFound { .. } => "add it, or correct `file_key` in the manifest",
            Reason::KeyDuplicated { .. } => "remove one of them",
            Reason::EnvEmpty | Reason::KeyIsNull | Reason::ValueEmpty => "set it to the secret",
            Reason::KeyNotScalar => "let `file_key` lead to a single value",
            Reason::ValueNotText => "correct the value",
            Reason::SourceNotRegistered => match place {
                Place::Custom(custom) => {
                    return write!(
                        f,
                        "register it with `Loader::with_source(\"{}\", …)`",
                        custom.name
                    );
                }
                _ => "register it",
            },
            Reason::SourceGaveNoAnswer => "let its `fetch` answer every request",
            Reason::SourcePanicked => "look for its panic in the program's output",
            Reason::Custom(error) => error.fix,
        };
        f.write_str(fixed)
    }
}

/// Where systemd puts the credentials of a unit (systemd.exec(5)).
const CREDENTIALS_DIRECTORY: &str = "CREDENTIALS_DIRECTORY";

fn is_systemds(place: Place) -> bool {
    let Place::File(FileSpec { path, .. }) = place else {
        return false;
    };
    matches!(path.parts, [PathPart::Var { name: CREDENTIALS_DIRECTORY, .. }, ..])
}

/// What a unit needs for a credential at `place`, by name where the path is nothing else.
struct LoadCredential(Place);

impl fmt::Display for LoadCredential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self.0 {
            Place::File(FileSpec { path, .. }) => match path.parts {
                [PathPart::Var { .. }, PathPart::Text(text)] => text.strip_prefix('/'),
                _ => None,
            },
            _ => None,
        };
        let name = name.filter(|name| !name.contains('/')).unwrap_or("NAME");
        write!(
            f,
            "add `LoadCredential={name}:PATH`, or `LoadCredentialEncrypted=`, to the systemd unit, "
        )?;
        f.write_str("where PATH is the file with the secret")
    }
}
