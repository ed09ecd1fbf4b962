use core::fmt;
use std::sync::Arc;

use super::place::Place;
use super::reason::{Failure, Reason};
use super::skipped::Skipped;
use crate::spec::{PartSpec, Spec};

/// Why a credential is not loaded.
///
/// The text names the credential, the place and the one thing to do. It never holds a byte of a
/// variable's value or a file's content, and a path that came out of a variable is shown as
/// `$X_FILE` or by its template: it is safe to log. `Debug` shows the same, because that is what
/// `fn main() -> Result<(), Box<dyn Error>>` prints.
///
/// ```
/// # use provider_credentials_core as provider_credentials;
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
    part: &'static PartSpec,
    failures: Failures,
}

enum Failures {
    One(Failure),
    /// None of several sources has the secret, or gives it.
    NotInAny(Vec<Failure>),
}

impl LoadError {
    pub(crate) fn new(spec: &'static Spec, part: &'static PartSpec, failure: Failure) -> Self {
        Self(Arc::new(Inner { spec, part, failures: Failures::One(failure) }))
    }

    /// The error of a part that none of its sources has, or gives.
    pub(crate) fn absent(
        spec: &'static Spec,
        part: &'static PartSpec,
        failures: Vec<Failure>,
    ) -> Self {
        let failures = match failures.as_slice() {
            [only] => Failures::One(*only),
            _ => Failures::NotInAny(failures),
        };
        Self(Arc::new(Inner { spec, part, failures }))
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

    /// The part that is missing or cannot be used, such as the `password` of a `basic` credential; `secret` of an
    /// API key.
    #[must_use]
    pub fn part(&self) -> &'static str {
        self.0.part.name
    }

    /// The kind of source that failed: `env`, `file`, `given`, another kind, or the name of a custom
    /// source. If none of several sources has the secret, it is the first one's; `access` if it is loaded and not given
    /// out.
    #[must_use]
    pub fn source_kind(&self) -> &'static str {
        if self.is_refused() { "access" } else { self.place().map_or("none", Place::kind) }
    }

    pub(super) fn place(&self) -> Option<Place> {
        match &self.0.failures {
            Failures::One(failure) => Some(failure.place),
            Failures::NotInAny(all) => all.first().map(|first| first.place),
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
    /// | `path_variable_not_set` | the path, or another text of the manifest, uses a variable that is unset or empty |
    /// | `file_not_found` | no such file |
    /// | `file_unreadable` | the file cannot be opened or read |
    /// | `file_not_regular` | a directory, device, FIFO or socket |
    /// | `file_too_large` | larger than the loader's limit |
    /// | `file_empty` | empty, or white space only |
    /// | `file_not_utf8` | not UTF-8 text |
    /// | `file_insecure_permissions` | its mode lets others read or change it, see [`Permissions`](crate::Permissions) |
    /// | `file_insecure_owner` | it is owned by neither the process's user nor root |
    /// | `file_insecure_directory` | others can change a directory or a symbolic link on the path to it |
    /// | `json_syntax`, `yaml_syntax` | the file is not in its format |
    /// | `unknown_syntax` | nothing tells the format, and it is neither JSON nor YAML |
    /// | `format_unsupported` | the file's format needs a feature that is off |
    /// | `key_not_found` | the file or answer has no such key |
    /// | `key_duplicated` | a key on the path stands twice in its mapping |
    /// | `key_is_null` | the value is null |
    /// | `key_not_scalar` | the value is a mapping or a list |
    /// | `value_empty` | the value is empty, or white space only |
    /// | `value_not_text` | the value is a string that stands for no text, or has a NUL byte in it |
    /// | `value_encrypted` | the value is ciphertext of sops, age, PGP, Ansible Vault, Vault's transit engine or git-crypt |
    /// | `encoding_invalid` | the value is not in the `encoding` that the manifest says |
    /// | `dotenv_syntax` | the `.env` file has a line that is not an assignment, or a quote that is not closed |
    /// | `dotenv_repeated` | the `.env` file sets the variable twice |
    /// | `dotenv_ambiguous` | programs read the variable's line of the `.env` file differently |
    /// | `not_given` | the isolated loader was not given this value |
    /// | `source_not_registered` | the loader knows no source of that name |
    /// | `source_gave_no_answer` | the source left the request unanswered |
    /// | `source_panicked` | the source panicked |
    /// | `source_timed_out` | the source did not answer within the loader's time limit |
    /// | `needed_credential_unknown` | the source needs a credential that the manifest does not have, see [`Needed`](crate::Needed) |
    /// | `needed_credential_not_local` | the credential that it needs comes from a source that is asked |
    /// | `needed_credential_failed` | the credential that it needs is not loaded |
    /// | `not_found_in_sources` | none of several sources has the secret, or gives it |
    /// | `access_not_recorded` | it is loaded, and not given out: the access could not be recorded, see `AccessObserver` |
    /// | `source_only_signs` | the source has a private key that signs where it is, and a value is needed |
    /// | `key_not_exportable` | it is loaded, and not given out: the private key signs where it is, see [`KeySigner`](crate::KeySigner) |
    ///
    /// With [`Loader::strict_values`](crate::Loader::strict_values), the codes of warnings about values come to
    /// these, see [`LoadWarning::code`](crate::LoadWarning::code).
    ///
    /// A source adds codes of its own, see [`SourceError`](crate::SourceError).
    #[must_use]
    pub fn code(&self) -> &'static str {
        match &self.0.failures {
            Failures::One(failure) => failure.code(),
            Failures::NotInAny(_) => "not_found_in_sources",
        }
    }

    /// Whether a later load may succeed without anybody changing anything: a source did not answer in
    /// time, said so itself ([`SourceError::retryable`](crate::SourceError::retryable)), or a file was being
    /// written. A file that is not there is not among these; a program that waits for one, as for a
    /// sidecar, knows so itself.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match &self.0.failures {
            Failures::One(failure) => failure.is_retryable(),
            Failures::NotInAny(all) => all.iter().any(|failure| failure.is_retryable()),
        }
    }

    /// Whether there is nothing where the secret was looked for: the variable is not set, there is no such file or key, the
    /// store says that it has no such secret ([`SourceError::absent`](crate::SourceError::absent)). An empty one counts as
    /// none. All else was refused, out of reach, or is there and cannot be used.
    ///
    /// Of several sources, each of them has nothing.
    ///
    /// ```
    /// # use provider_credentials_core as provider_credentials;
    /// # use provider_credentials::__private::AnyCredential;
    /// /// What is not there may be set up later; what is there and broken needs somebody now.
    /// fn is_to_be_set_up(credential: &AnyCredential) -> bool {
    ///     credential.metadata().error().is_some_and(|error| error.is_absent())
    /// }
    /// ```
    #[must_use]
    pub fn is_absent(&self) -> bool {
        match &self.0.failures {
            Failures::One(failure) => failure.is_absent(),
            Failures::NotInAny(all) => all.iter().all(|failure| failure.is_absent()),
        }
    }

    /// Problem, fix and code, without the credential's name: for what names the credential beside it.
    #[cfg(any(feature = "serde", feature = "tracing", feature = "json-events"))]
    pub(crate) fn text(&self) -> String {
        format!("{} [{}]", self.detail(), self.code())
    }

    /// Whether the secret is loaded all the same.
    fn is_refused(&self) -> bool {
        match &self.0.failures {
            #[cfg(feature = "access")]
            Failures::One(Failure { reason: Reason::Access(_), .. }) => true,
            Failures::One(_) | Failures::NotInAny(_) => false,
        }
    }

    /// The same of a private key that nobody gets out of its token.
    fn is_not_exportable(&self) -> bool {
        matches!(&self.0.failures, Failures::One(Failure { reason: Reason::NotExportable, .. }))
    }

    /// What is wrong, without the credential's name and without what to do.
    #[must_use]
    pub fn problem(&self) -> impl fmt::Display + '_ {
        Problem(self)
    }

    /// The one thing to do.
    #[must_use]
    pub fn fix(&self) -> impl fmt::Display + '_ {
        Fix(self)
    }

    /// Problem and fix, without the credential's name.
    pub(crate) fn detail(&self) -> impl fmt::Display + '_ {
        Detail(self)
    }
}

struct Detail<'a>(&'a LoadError);

impl fmt::Display for Detail<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Problem(self.0).fmt(f)?;
        f.write_str("; ")?;
        Fix(self.0).fmt(f)
    }
}

struct Problem<'a>(&'a LoadError);

impl fmt::Display for Problem<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { spec, part, failures } = &*self.0.0;
        if spec.parts.len() > 1 && !part.is_whole_credential() {
            write!(f, "its `{}`: ", part.name)?;
        }
        match failures {
            Failures::One(failure) => failure.write_problem(f),
            Failures::NotInAny(all) => {
                let gives = if first_skipped(all).is_some() { "gave" } else { "has" };
                write!(f, "none of its {} sources {gives} it: ", all.len())?;
                for (before, failure) in all.iter().enumerate() {
                    let comma = if before == 0 { "" } else { ", " };
                    write!(f, "{comma}({}) ", before + 1)?;
                    failure.write_problem(f)?;
                }
                Ok(())
            }
        }
    }
}

struct Fix<'a>(&'a LoadError);

impl fmt::Display for Fix<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0.0.failures {
            Failures::One(failure) => failure.write_fix(f),
            Failures::NotInAny(all) => match first_skipped(all) {
                None => f.write_str("provide one of them"),
                // It comes before those that stand in for it.
                Some(skipped) => {
                    write!(f, "for {}, ", skipped.place())?;
                    skipped.write_fix(f)
                }
            },
        }
    }
}

fn first_skipped(failures: &[Failure]) -> Option<Skipped> {
    failures.iter().find_map(|failure| Skipped::of(*failure))
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_loaded = self.is_refused() || self.is_not_exportable();
        let state = if is_loaded { "is not given out" } else { "is not loaded" };
        write!(f, "credential `{}` {state}: {}", self.id(), self.detail())
    }
}

impl fmt::Debug for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self} [{}]", self.code())
    }
}

impl core::error::Error for LoadError {}
