//! The keys of a manifest and the words they allow: the one table that decoding, suggestions, the
//! JSON Schema and the documentation read.

/// A mapping of the manifest.
#[derive(Debug)]
#[non_exhaustive]
pub struct Mapping {
    /// How messages call it.
    pub name: &'static str,
    /// Every key it may have.
    pub keys: &'static [Key],
}

/// A key of a [`Mapping`].
#[derive(Debug)]
#[non_exhaustive]
pub struct Key {
    /// As it is written.
    pub name: &'static str,
    /// When it must be there.
    pub need: Need,
    /// One line of documentation.
    pub doc: &'static str,
    /// A value for the "missing key" message.
    pub example: &'static str,
    /// What its value is.
    pub value: Value,
}

/// The shape of a value.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum Value {
    /// Any text.
    Text,
    /// `[A-Za-z][A-Za-z0-9_-]*`.
    Name,
    /// `[A-Za-z_][A-Za-z0-9_]*`.
    Variable,
    /// `true` or `false`.
    Boolean,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A mapping with the keys of that one.
    Mapping(&'static Mapping),
    /// A list of such mappings, and the least number of them.
    Mappings(&'static Mapping, usize),
    /// A mapping of text to text.
    Texts,
    /// A list of key paths.
    KeyPaths,
    /// A mapping of names to anything that has a Rust type.
    Config,
    /// Whatever it is, it is not read.
    Anything,
}

/// When a key must be there, and when it may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Always needed.
    Always,
    /// May be left out.
    Optional,
    /// Either this key or the named one.
    Or(&'static str),
    /// Needed with that `source`, unused with any other.
    With(&'static str),
    /// May be given with that `source`, unused with any other.
    OptionalWith(&'static str),
}

impl Mapping {
    pub(crate) fn key(&self, name: &str) -> Option<&'static Key> {
        let is_it = |key: &&Key| match key.name {
            EXTENSION => name.starts_with("x-"),
            known => known == name,
        };
        self.keys.iter().find(is_it)
    }

    /// Whether keys of the user's own may stand here.
    pub(crate) fn has_extensions(&self) -> bool {
        self.keys.iter().any(|key| key.name == EXTENSION)
    }

    /// Whether it names this key itself.
    pub(crate) fn has(&self, name: &str) -> bool {
        name != EXTENSION && self.keys.iter().any(|key| key.name == name)
    }

    pub(crate) fn names(&self) -> Vec<&'static str> {
        let mut names = Vec::new();
        for key in self.keys {
            if key.name != EXTENSION {
                names.push(key.name);
            }
        }
        names
    }
}

impl Need {
    /// The `source` that this key belongs to, if it does not fit all.
    #[must_use]
    pub fn source(self) -> Option<&'static str> {
        match self {
            Need::With(source) | Need::OptionalWith(source) => Some(source),
            Need::Always | Need::Optional | Need::Or(_) => None,
        }
    }
}

/// The manifest itself.
pub static ROOT: Mapping = Mapping {
    name: "the manifest",
    keys: &[
        key(
            "provider_credentials",
            Need::Always,
            "The list of credentials; may be empty.",
            "[]",
            Value::Mappings(&CREDENTIAL, 0),
        ),
        key(
            EXTENSION,
            Need::Optional,
            "Any other key that begins with `x-`: a place for anchors, not read otherwise.",
            "...",
            Value::Anything,
        ),
    ],
};

/// Stands in [`ROOT`] for every key that begins with `x-`.
const EXTENSION: &str = "x-*";

/// An item of `provider_credentials`.
pub static CREDENTIAL: Mapping = Mapping {
    name: "a credential",
    keys: &[
        key(
            "id",
            Need::Always,
            "Its name in the program; letters, digits, `_` and `-`.",
            "openai",
            Value::Name,
        ),
        key("provider", Need::Always, "Who issued it.", "openai", Value::Text),
        key(
            "description",
            Need::Optional,
            "Becomes the field's documentation.",
            "...",
            Value::Text,
        ),
        key(
            "required",
            Need::Optional,
            "Whether its absence is a failure; `true` if left out.",
            "true",
            Value::Boolean,
        ),
        key(
            "auth",
            Need::Always,
            "What it is and where it is read from.",
            "...",
            Value::Mapping(&AUTH),
        ),
        key(
            "config",
            Need::Optional,
            "Constants that go with it; no secrets.",
            "...",
            Value::Config,
        ),
        key(
            "not_secret",
            Need::Optional,
            "Key paths of values that look like a secret and are none.",
            "[]",
            Value::KeyPaths,
        ),
    ],
};

/// `auth`.
pub static AUTH: Mapping = Mapping {
    name: "`auth`",
    keys: &[
        key("type", Need::Always, "The kind of credential.", "api_key", Value::Word(TYPES)),
        key("source", Need::Or("sources"), "Where the secret is.", "env", Value::Word(SOURCES)),
        key(
            "sources",
            Need::Or("source"),
            "Several places in order; the first that is there wins.",
            "[...]",
            Value::Mappings(&SOURCE, 1),
        ),
        ENV_VAR,
        FILE_PATH,
        FILE_KEY,
        FORMAT,
        CUSTOM_NAME,
        CUSTOM_PARAMS,
    ],
};

/// An item of `auth.sources`.
pub static SOURCE: Mapping = Mapping {
    name: "an item of `sources`",
    keys: &[
        key("source", Need::Always, "Where the secret is.", "env", Value::Word(SOURCES)),
        ENV_VAR,
        FILE_PATH,
        FILE_KEY,
        FORMAT,
        CUSTOM_NAME,
        CUSTOM_PARAMS,
    ],
};

const ENV_VAR: Key = key(
    "env_var",
    Need::With("env"),
    "The name of an environment variable.",
    "OPENAI_API_KEY",
    Value::Variable,
);
const FILE_PATH: Key = key(
    "file_path",
    Need::With("file"),
    "A path; `${VAR}` and a leading `~/` are expanded.",
    "/run/secrets/openai",
    Value::Text,
);
const FILE_KEY: Key = key(
    "file_key",
    Need::OptionalWith("file"),
    "Which value of the file; the whole file if left out.",
    "openai.api_key",
    Value::Text,
);
const FORMAT: Key = key(
    "format",
    Need::OptionalWith("file"),
    "How the file is read; by its extension if left out.",
    "json",
    Value::Word(FORMATS),
);
const CUSTOM_NAME: Key = key(
    "custom_name",
    Need::With("custom"),
    "The name under which the program registers the source.",
    "vault",
    Value::Name,
);
const CUSTOM_PARAMS: Key = key(
    "custom_params",
    Need::OptionalWith("custom"),
    "What the source is told: a mapping of text to text.",
    "{ path: ... }",
    Value::Texts,
);

const fn key(
    name: &'static str,
    need: Need,
    doc: &'static str,
    example: &'static str,
    value: Value,
) -> Key {
    Key { name, need, doc, example, value }
}

/// What `auth.type` may be.
pub static TYPES: &[&str] = &["api_key"];

/// What `source` may be.
pub static SOURCES: &[&str] = &["env", "file", "custom"];

/// What `format` may be.
pub static FORMATS: &[&str] = &["text", "json", "yaml"];
