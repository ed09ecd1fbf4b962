use core::fmt;

use super::dotenv_file::DotenvFile;
use crate::spec::{EnvSpec, FileSpec, KeyPath, RemoteSpec, Template, TemplatePart};

/// Where a secret was looked for.
#[derive(Clone, Copy)]
pub(crate) enum Place {
    Env(&'static EnvSpec),
    /// The file that `$X_FILE` names.
    EnvFile(&'static EnvSpec),
    File(&'static FileSpec),
    Remote(&'static RemoteSpec),
    /// A text of the manifest.
    Text(&'static Template),
    /// The file that adds to the environment.
    #[cfg_attr(not(feature = "dotenv"), allow(dead_code, reason = "no file is read"))]
    Dotenv(DotenvFile),
    /// A value handed to the loader.
    Given,
}

impl Place {
    /// The kind of source, as metadata gives it.
    pub(crate) fn kind(self) -> &'static str {
        match self {
            Self::Env(_) | Self::Dotenv(_) => "env",
            Self::File(file) if file.path.is_systemd() => "systemd",
            Self::EnvFile(_) | Self::File(_) => "file",
            Self::Remote(remote) => remote.kind,
            Self::Text(_) => "manifest",
            Self::Given => "given",
        }
    }

    /// Whether it is a file in the directory that this variable names, as the manifest has it.
    pub(super) fn is_below(self, variable: &str) -> bool {
        let Self::File(file) = self else { return false };
        matches!(file.path.parts, [TemplatePart::Var { name, .. }, ..] if *name == variable)
    }

    /// Whether it is a credential of systemd, as the manifest says.
    pub(super) fn is_systemd(self) -> bool {
        matches!(self, Self::File(file) if file.path.is_systemd())
    }

    /// The key that the secret has in the content of the place.
    pub(crate) fn key(self) -> Option<&'static KeyPath> {
        match self {
            Self::File(file) => file.key.as_ref(),
            Self::Remote(remote) => remote.key.as_ref(),
            Self::Env(_) | Self::EnvFile(_) | Self::Text(_) | Self::Dotenv(_) | Self::Given => None,
        }
    }
}

/// The place as a noun: `` environment variable `X` ``, `` file `/run/x` ``.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Env(env) => write!(f, "environment variable `{}`", env.var),
            Self::EnvFile(env) => write!(f, "file `${}`", env.file_var),
            Self::File(file) if file.path.is_systemd() => {
                write!(f, "systemd credential `{}`", file.path.text)
            }
            Self::File(file) => write!(f, "file `{}`", file.path.text),
            Self::Remote(remote) => f.write_str(remote.noun),
            Self::Text(template) => write!(f, "`{}`", template.text),
            Self::Dotenv(file) => write!(f, "{file}"),
            Self::Given => f.write_str("the given value"),
        }
    }
}
