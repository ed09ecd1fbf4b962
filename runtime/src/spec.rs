//! What the generated code hands to the runtime: static data, one [`Spec`] a credential.
//!
//! Public only through [`__private`](crate::__private): the generator and the runtime are released
//! together, and no one else builds these.
#![allow(missing_docs, missing_debug_implementations, reason = "not for people")]

/// One credential of a manifest.
pub struct Spec {
    pub id: &'static str,
    pub provider: &'static str,
    pub required: bool,
    /// In order of preference.
    pub sources: &'static [SourceSpec],
}

/// One place to look for a secret.
pub enum SourceSpec {
    Env(EnvSpec),
    File(FileSpec),
    Custom(CustomSpec),
}

pub struct EnvSpec {
    pub var: &'static str,
    /// `var` with `_FILE` after it, which names a file that holds the secret.
    pub file_var: &'static str,
}

pub struct FileSpec {
    pub path: PathTemplate,
    /// Absent: the whole file is the secret.
    pub key: Option<KeyPath>,
    pub format: Format,
}

/// A source that the program registers.
pub struct CustomSpec {
    pub name: &'static str,
    pub params: &'static [(&'static str, &'static str)],
}

/// A path with variables.
pub struct PathTemplate {
    /// As the manifest has it, for messages.
    pub text: &'static str,
    pub parts: &'static [PathPart],
}

impl PathTemplate {
    /// Whether the manifest says that the path is relative.
    pub(crate) fn is_relative(&self) -> bool {
        let first = self.parts.first();
        matches!(first, Some(PathPart::Text(text)) if std::path::Path::new(text).is_relative())
    }
}

pub enum PathPart {
    Text(&'static str),
    /// A leading `~`.
    Home,
    Var {
        name: &'static str,
        /// Used where the variable is unset or empty.
        default: Option<&'static str>,
    },
}

/// The way to a value in a JSON or YAML file.
pub struct KeyPath {
    /// As the manifest has it, for messages.
    pub text: &'static str,
    pub segments: &'static [&'static str],
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Format {
    ByExtension,
    Text,
    Json,
    Yaml,
}
