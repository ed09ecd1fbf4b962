use core::fmt;
use std::sync::Arc;

use crate::reason::{Failure, Reason};
use crate::spec::Spec;

/// Why a credential is not loaded.
///
/// The text names the credential, the place and the one thing to do. It never holds a byte of a
/// variable's value or a file's content, and a path that came out of a variable is shown as
/// `$X_FILE` or by its template: it is safe to log. `Debug` shows the same, because that is what
/// `fn main() -> Result<(), Box<dyn Error>>` prints.
///
/// ```
/// use provider_credentials::LoadError;
///
/// fn retry_later(error: &LoadError) -> bool {
///     // A secret that a sidecar has yet to write.
///     matches!(error.code(), "file_not_found" | "file_empty")
/// }
/// ```
#[derive(Clone)]
pub struct LoadError(Arc<Inner>);

/// Behind a pointer, so that a credential that is loaded does not pay for one that is not.
struct Inner {
    spec: &'static Spec,
    failures: Failures,
}

enum Failures {
    One(Failure),
    /// None of several sources has the secret.
    NotInAny(Vec<Failure>),
}

impl LoadError {
    pub(crate) fn new(spec: &'static Spec, failure: Failure) -> Self {
        let failures = Failures::One(failure);
        Self(Arc::new(Inner { spec, failures }))
    }

    /// The error of a credential that each of its sources answered with "not there".
    pub(crate) fn absent(spec: &'static Spec, failures: Vec<Failure>) -> Self {
        let failures = match failures.as_slice() {
            [only] => Failures::One(*only),
            _ => Failures::NotInAny(failures),
        };
        Self(Arc::new(Inner { spec, failures }))
    }

    /// The credential's ID, as the manifest has it.
    #[must_use]
    pub fn id(&self) -> &'static str {
        self.0.spec.id
    }

    /// The provider, as the manifest has it.
    #[must_use]
    pub fn provider(&self) -> &'static str {
        self.0.spec.provider
    }

    /// The kind of source that failed: `env`, `file`, `given`, or the name of a custom source. Where
    /// no source of several has the secret, it is the first one's.
    #[must_use]
    pub fn source_kind(&self) -> &'static str {
        match &self.0.failures {
            Failures::One(failure) => failure.place.kind(),
            Failures::NotInAny(all) => all.first().map_or("none", |first| first.place.kind()),
        }
    }

    /// A stable word for programs to match on. New ones may come.
    ///
    /// | code | meaning |
    /// |---|---|
    /// | `env_not_set` | the environment variable is not set, and neither is its `_FILE` twin |
    /// | `env_empty` | the variable is empty, or white space only |
    /// | `env_not_unicode` | the variable is not valid UTF-8 |
    /// | `env_and_file_both_set` | `X` and `X_FILE` are both set |
    /// | `path_variable_not_set` | the path uses a variable that is unset or empty |
    /// | `file_not_found` | no such file |
    /// | `file_unreadable` | the file cannot be opened or read |
    /// | `file_not_regular` | a directory, device, FIFO or socket |
    /// | `file_too_large` | larger than the loader's limit |
    /// | `file_empty` | empty, or white space only |
    /// | `file_not_utf8` | not UTF-8 text |
    /// | `file_insecure_permissions` | its mode lets others read or change it, see [`Permissions`](crate::Permissions) |
    /// | `file_insecure_owner` | it belongs to neither the process's user nor root |
    /// | `file_insecure_directory` | others can change a directory or a symbolic link on the way to it |
    /// | `json_syntax`, `yaml_syntax` | the file is not in its format |
    /// | `unknown_syntax` | the file's name does not tell its format, and it is neither JSON nor YAML |
    /// | `format_unsupported` | the file's format needs a feature that is off |
    /// | `key_not_found` | the file has no such key |
    /// | `key_duplicated` | a key on the path stands twice in its mapping |
    /// | `key_is_null` | the value is null |
    /// | `key_not_scalar` | the value is a mapping or a list |
    /// | `value_empty` | the value is empty, or white space only |
    /// | `value_not_text` | the value is a string that stands for no text |
    /// | `dotenv_syntax` | the `.env` file has a line that is no assignment |
    /// | `not_given` | an isolated loader was given no secret |
    /// | `source_not_registered` | the loader knows no custom source of that name |
    /// | `source_gave_no_answer` | the custom source left the request unanswered |
    /// | `source_panicked` | the custom source panicked |
    /// | `not_found_in_sources` | none of several sources has the secret |
    ///
    /// A custom source adds codes of its own, see [`SourceError`](crate::SourceError).
    #[must_use]
    pub fn code(&self) -> &'static str {
        match &self.0.failures {
            Failures::One(failure) => failure.reason.code(),
            Failures::NotInAny(_) => "not_found_in_sources",
        }
    }

    /// Problem and fix, without the credential's name.
    pub(crate) fn detail(&self) -> impl fmt::Display + '_ {
        Detail(self)
    }
}

struct Detail<'a>(&'a LoadError);

impl fmt::Display for Detail<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0.0.failures {
            Failures::One(failure) => write!(f, "{}; {}", failure.problem(), failure.fix()),
            Failures::NotInAny(all) => {
                write!(f, "none of its {} sources has it: ", all.len())?;
                for (before, failure) in all.iter().enumerate() {
                    let comma = if before == 0 { "" } else { ", " };
                    write!(f, "{comma}({}) {}", before + 1, failure.problem())?;
                }
                f.write_str("; provide one of them")
            }
        }
    }
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "credential `{}` is not loaded: {}", self.id(), self.detail())
    }
}

impl fmt::Debug for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self} [{}]", self.code())
    }
}

impl core::error::Error for LoadError {}

/// Required credentials that are not loaded, all of them.
///
/// Returned by `require_all`. `Display` and `Debug` list one a line, each with what to do.
#[derive(Clone)]
pub struct MissingCredentials {
    errors: Vec<LoadError>,
}

impl MissingCredentials {
    /// `None` where nothing is missing.
    pub(crate) fn new(errors: Vec<LoadError>) -> Option<Self> {
        (!errors.is_empty()).then_some(Self { errors })
    }

    /// One error for each, in the order of the manifest; never empty.
    #[must_use]
    pub fn errors(&self) -> &[LoadError] {
        &self.errors
    }
}

impl fmt::Display for MissingCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.errors.len() {
            1 => f.write_str("1 required credential is not loaded:")?,
            n => write!(f, "{n} required credentials are not loaded:")?,
        }
        for error in &self.errors {
            write!(f, "\n  {} ({}): {}", error.id(), error.provider(), error.detail())?;
            write!(f, " [{}]", error.code())?;
        }
        Ok(())
    }
}

impl fmt::Debug for MissingCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl core::error::Error for MissingCredentials {}

/// A text that is no credential ID of the manifest.
///
/// Returned by `CredentialId::from_str`. Does not repeat the text, which is not ours to log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnknownCredentialId;

impl fmt::Display for UnknownCredentialId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no credential with this ID is declared in the manifest")
    }
}

impl core::error::Error for UnknownCredentialId {}

impl Reason {
    fn code(self) -> &'static str {
        match self {
            Self::EnvNotSet => "env_not_set",
            Self::EnvEmpty => "env_empty",
            Self::EnvNotUnicode => "env_not_unicode",
            Self::EnvAndFileBothSet => "env_and_file_both_set",
            Self::PathVariableNotSet { .. } => "path_variable_not_set",
            Self::FileNotFound => "file_not_found",
            Self::FileUnreadable(_) => "file_unreadable",
            Self::FileNotRegular | Self::FileIsDirectory => "file_not_regular",
            Self::FileTooLarge { .. } => "file_too_large",
            Self::FileEmpty => "file_empty",
            Self::FileNotUtf8 => "file_not_utf8",
            Self::FileInsecure(insecure) => insecure.code(),
            Self::JsonSyntax(_) => "json_syntax",
            Self::YamlSyntax(_) => "yaml_syntax",
            Self::UnknownSyntax { .. } => "unknown_syntax",
            Self::NotGiven => "not_given",
            Self::DotenvSyntax => "dotenv_syntax",
            Self::FormatUnsupported { .. } => "format_unsupported",
            Self::KeyNotFound { .. } => "key_not_found",
            Self::KeyDuplicated { .. } => "key_duplicated",
            Self::KeyIsNull => "key_is_null",
            Self::KeyNotScalar => "key_not_scalar",
            Self::ValueEmpty => "value_empty",
            Self::ValueNotText => "value_not_text",
            Self::SourceNotRegistered => "source_not_registered",
            Self::SourceGaveNoAnswer => "source_gave_no_answer",
            Self::SourcePanicked => "source_panicked",
            Self::Custom(error) => error.code,
        }
    }
}
