//! The manifest after every rule held. Only [`check`](crate::check) builds these types, so whoever
//! holds one need not check again: names are valid and unique, templates and key paths are parsed,
//! and every `config` value has one type.

use crate::schema::{self, CredentialKind, Encryption};

/// A manifest without problems.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Checked {
    /// The manifest's path as the user wrote it, for documentation.
    pub path: String,
    /// In the order of the manifest.
    pub credentials: Vec<Credential>,
    /// In the order of the manifest, each feature once.
    pub needs: Vec<Need>,
}

/// A feature of the runtime that the manifest needs, and the first place that needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Need {
    /// What needs it: a source, a kind of credential or a way to encrypt by its name, a format, or a part's feature.
    pub of: &'static str,
    /// The credential's ID, as written.
    pub id: String,
    /// Counted from 1.
    pub line: usize,
    /// Counted from 1, in characters.
    pub column: usize,
}

/// One entry of `provider_credentials`.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Credential {
    /// As written.
    pub id: String,
    /// The ID as identifiers.
    pub name: Name,
    /// The line of its `id`, counted from 1.
    pub line: u32,
    /// As written.
    pub provider: String,
    /// As written.
    pub description: Option<String>,
    /// Whether its absence is a failure.
    pub required: bool,
    /// What it is.
    pub kind: &'static CredentialKind,
    /// At least one; those that are secret first, and before them the one that the kind is about.
    pub parts: Vec<Part>,
    /// Codes of warnings about the value that the manifest allows.
    pub allow: Vec<&'static str>,
    /// Empty where the manifest has no `config` or an empty one.
    pub config: Vec<ConfigField>,
}

impl Credential {
    /// Every source, whatever part it is for.
    pub fn sources(&self) -> impl Iterator<Item = &Source> {
        self.parts.iter().flat_map(|part| &part.sources)
    }
}

/// One text of a credential.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Part {
    /// Its row in the kind's.
    pub row: &'static schema::Part,
    /// At least one, in order of preference.
    pub sources: Vec<Source>,
}

/// A YAML key as Rust identifiers, without `r#`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Name {
    /// `snake_case`, for fields. May be a keyword, for which `r#` is valid.
    pub snake: String,
    /// `UpperCamelCase`, for variants and types. Never a keyword.
    pub camel: String,
}

/// Where a secret comes from.
#[derive(Debug, Clone, PartialEq)]
pub enum Source {
    /// An environment variable.
    Env {
        /// Its name.
        var: String,
    },
    /// A file.
    File {
        /// Where it is.
        path: Template,
        /// Which value in it; the whole file where absent.
        key: Option<KeyPath>,
        /// How to read it; `Text` where `key` is absent.
        format: Format,
        /// How it is encrypted, if it is.
        encrypted: Option<Encrypted>,
    },
    /// A source that is asked.
    Remote(Remote),
    /// The manifest itself has the text.
    Text(Template),
    /// One of the others, whose value is decoded.
    Encoded(Box<Source>, Encoding),
}

impl Source {
    /// Where the value is.
    #[must_use]
    pub fn place(&self) -> &Self {
        match self {
            Self::Encoded(source, _) => source.place(),
            source => source,
        }
    }
}

/// That a file is encrypted.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Encrypted {
    /// Its row.
    pub by: &'static Encryption,
    /// The file with the key.
    pub identity_file: Option<Template>,
    /// The credential of the same manifest, by its ID, whose secret is the key, or the passphrase of the other.
    pub decrypt_with: Option<String>,
}

/// What a value is wrapped in (RFC 4648).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// Section 4.
    Base64,
    /// Section 5.
    Base64Url,
    /// Section 8, in small letters or capitals.
    Hex,
}

impl Encoding {
    /// As a manifest calls it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Base64 => "base64",
            Self::Base64Url => "base64url",
            Self::Hex => "hex",
        }
    }

    /// The one that a manifest calls so.
    pub(crate) fn named(word: &str) -> Option<Self> {
        [Self::Base64, Self::Base64Url, Self::Hex].into_iter().find(|one| one.word() == word)
    }
}

/// A source that is asked when the program loads.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Remote {
    /// The kind's name, or that under which the program registers a custom source.
    pub kind: String,
    /// The kind, whose crate opens the source; `None` if the program registers it.
    pub opens: Option<&'static str>,
    /// What messages call the place.
    pub noun: String,
    /// What the source is told: text by key, in the order of the row or the manifest. A list is several texts with one
    /// key.
    pub params: Vec<(String, Template)>,
    /// Which value of a JSON or YAML answer; the whole answer where absent.
    pub key: Option<KeyPath>,
    /// When the next source is tried.
    pub fall_through: FallThrough,
}

/// On which failures of a source the next one is tried, beside the secret's absence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FallThrough {
    /// The store refuses.
    pub denied: bool,
    /// The store is out of reach.
    pub unreachable: bool,
}

/// Text with variables, to be expanded when the program runs.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Template {
    /// As written.
    pub text: String,
    /// In order, at least one; no two `Text` in a row.
    pub parts: Vec<TemplatePart>,
}

impl Template {
    /// What messages call the file with this path.
    #[must_use]
    pub fn file_noun(&self) -> String {
        let kind = if self.is_systemd() { "systemd credential" } else { "file" };
        format!("{kind} `{}`", self.text)
    }

    /// Whether it is the name of a credential of systemd, and not a path.
    #[must_use]
    pub fn is_systemd(&self) -> bool {
        matches!(self.parts.first(), Some(TemplatePart::CredentialsDirectory))
    }
}

/// A piece of a [`Template`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TemplatePart {
    /// Copied as it is.
    Text(String),
    /// The user's home directory (a leading `~`, without the slash after it).
    Home,
    /// The directory where systemd puts the credentials of a unit (`source: systemd`).
    CredentialsDirectory,
    /// `${name}` or `${name:-default}`.
    Var {
        /// The variable's name.
        name: String,
        /// Used where the variable is unset or empty.
        default: Option<String>,
    },
}

/// The way to a value in a JSON or YAML file.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct KeyPath {
    /// As written.
    pub text: String,
    /// The unescaped keys and list indices, outermost first; at least one.
    pub segments: Vec<String>,
}

/// How a file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// By the extension of the path, else JSON and then YAML.
    ByExtension,
    /// The whole file is the secret.
    Text,
    /// JSON (RFC 8259).
    Json,
    /// YAML 1.2, one document.
    Yaml,
    /// The whole file is the secret, whatever its bytes are.
    Binary,
}

/// One key of a `config` mapping.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ConfigField {
    /// As written.
    pub key: String,
    /// The key as identifiers.
    pub name: Name,
    /// Its value.
    pub value: ConfigValue,
}

/// A value with one Rust type.
#[derive(Debug, Clone, PartialEq)]
pub enum ConfigValue {
    /// `&'static str`.
    Str(String),
    /// Text with variables, which is filled in when the program loads.
    Template {
        /// The part of the credential that it becomes: the path of its keys.
        part: String,
        /// The text.
        template: Template,
    },
    /// `i64`.
    Int(i64),
    /// `f64`.
    Float(f64),
    /// `bool`.
    Bool(bool),
    /// A slice; never empty, and all elements have the same type: for structs the same keys in the
    /// same order with the same types.
    List(Vec<ConfigValue>),
    /// A nested struct.
    Struct(Vec<ConfigField>),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::ENCODINGS;

    #[test]
    fn each_word_of_the_schema_is_an_encoding() {
        for word in ENCODINGS {
            assert_eq!(Encoding::named(word).map(Encoding::word), Some(*word));
        }
    }
}
