//! Why one source has no secret to give, as data; the words are made when somebody reads them.
//!
//! Everything here is `Copy` and static: nothing of a file or a variable can find its way in.

mod words;

use crate::custom::SourceError;
use crate::denied::Denied;
use crate::insecure::Insecure;
use crate::spec::{CustomSpec, EnvSpec, FileSpec, KeyPath};
use crate::structured::SyntaxError;

/// A reason and the place it speaks of.
#[derive(Clone, Copy)]
pub(crate) struct Failure {
    pub(crate) place: Place,
    pub(crate) reason: Reason,
}

#[derive(Clone, Copy)]
pub(crate) enum Place {
    Env(&'static EnvSpec),
    /// The file that `$X_FILE` names.
    EnvFile(&'static EnvSpec),
    File(&'static FileSpec),
    Custom(&'static CustomSpec),
    /// The file that adds to the environment.
    Dotenv,
    /// A value handed to the loader.
    Given,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Reason {
    EnvNotSet,
    EnvEmpty,
    EnvNotUnicode,
    EnvAndFileBothSet,
    PathVariableNotSet {
        name: &'static str,
    },
    FileNotFound,
    FileUnreadable(Unreadable),
    FileNotRegular,
    FileIsDirectory,
    FileTooLarge {
        limit: u64,
    },
    FileEmpty,
    FileNotUtf8,
    #[cfg_attr(not(unix), allow(dead_code, reason = "nothing is checked"))]
    FileInsecure(Insecure),
    JsonSyntax(SyntaxError),
    YamlSyntax(SyntaxError),
    /// A file whose name does not tell its format is in neither.
    UnknownSyntax {
        json: SyntaxError,
        yaml: SyntaxError,
    },
    #[cfg_attr(
        all(feature = "json", feature = "yaml"),
        allow(dead_code, reason = "all formats are supported")
    )]
    FormatUnsupported {
        feature: &'static str,
    },
    KeyNotFound {
        depth: u8,
    },
    KeyDuplicated {
        depth: u8,
    },
    KeyIsNull,
    KeyNotScalar,
    ValueEmpty,
    ValueNotText,
    SourceNotRegistered,
    SourceGaveNoAnswer,
    SourcePanicked,
    Custom(SourceError),
    NotGiven,
    DotenvSyntax,
}

/// What kept a file from being read, in our words: the system's differ by platform.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
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

impl Place {
    pub(crate) fn kind(self) -> &'static str {
        match self {
            Self::Env(_) | Self::Dotenv => "env",
            Self::EnvFile(_) | Self::File(_) => "file",
            Self::Custom(custom) => custom.name,
            Self::Given => "given",
        }
    }

    fn key(self) -> Option<&'static KeyPath> {
        match self {
            Self::File(file) => file.key.as_ref(),
            Self::Env(_) | Self::EnvFile(_) | Self::Custom(_) | Self::Dotenv | Self::Given => None,
        }
    }
}
