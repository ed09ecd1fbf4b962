use super::key::{EXTENSION, Key, Mapping, Need, Shape};
use super::sources::{SOURCE_NAMES, keys_behind, with_keys};
use super::words::{ALLOWED, ENCODINGS, FAILURES, TYPES};

/// The manifest itself.
pub static ROOT: Mapping = Mapping {
    name: "the manifest",
    keys: &[
        key(
            "provider_credentials",
            Need::Always,
            "The list of credentials; may be empty.",
            "[]",
            Shape::Mappings(&CREDENTIAL, 0),
        ),
        key(
            EXTENSION,
            Need::Optional,
            "Any other key that begins with `x-`: a place for anchors, not read otherwise.",
            "...",
            Shape::Anything,
        ),
    ],
};

/// An item of `provider_credentials`.
pub static CREDENTIAL: Mapping = Mapping {
    name: "a credential",
    keys: &[
        key(
            "id",
            Need::Always,
            "Its name in the program; letters, digits, `_` and `-`.",
            "openai",
            Shape::Name,
        ),
        key("provider", Need::Always, "Who issued it.", "openai", Shape::Text),
        key(
            "description",
            Need::Optional,
            "Becomes the field's documentation.",
            "...",
            Shape::Text,
        ),
        key(
            "required",
            Need::Optional,
            "Whether its absence is a failure; `true` if left out.",
            "true",
            Shape::Boolean,
        ),
        key("auth", Need::Always, "What it is and where it is read from.", "...", Shape::Auth),
        key(
            "config",
            Need::Optional,
            "Constants that go with it; no secrets.",
            "...",
            Shape::Config,
        ),
        key(
            "not_secret",
            Need::Optional,
            "Key paths of values that look like a secret and are none.",
            "[]",
            Shape::KeyPaths,
        ),
        key(
            "allow",
            Need::Optional,
            "Codes of warnings about the secret's value that do not apply to it.",
            "[]",
            Shape::Words(ALLOWED),
        ),
    ],
};

/// `auth` of a kind without parts of its own.
pub static AUTH: Mapping = Mapping { name: "`auth`", keys: &AUTH_KEYS };

const AUTH_KEYS: [Key; with_keys(4)] = keys_behind([
    key("type", Need::Always, "The kind of credential.", "api_key", Shape::Word(TYPES)),
    key("source", Need::Or("sources"), "Where the secret is.", "env", Shape::Word(SOURCE_NAMES)),
    SOURCES_KEY,
    ENCODING,
]);

/// A part of a credential that comes from a source.
pub static PART: Mapping = Mapping { name: "the mapping of a part", keys: &PART_KEYS };

const PART_KEYS: [Key; with_keys(3)] = keys_behind([
    key("source", Need::Or("sources"), "Where the part is.", "env", Shape::Word(SOURCE_NAMES)),
    SOURCES_KEY,
    ENCODING,
]);

pub(super) const SOURCES_KEY: Key = key(
    "sources",
    Need::Or("source"),
    "Several places in order; the first that is there wins.",
    "[...]",
    Shape::Mappings(&SOURCE, 1),
);

/// An item of `auth.sources`.
pub static SOURCE: Mapping = Mapping { name: "an item of `sources`", keys: &SOURCE_KEYS };

const SOURCE_KEYS: [Key; with_keys(3)] = keys_behind([
    key("source", Need::Always, "Where the secret is.", "env", Shape::Word(SOURCE_NAMES)),
    ENCODING,
    FALL_THROUGH,
]);

/// Of an item that is asked and has another behind it.
pub(crate) const FALL_THROUGH: Key = key(
    "fall_through",
    Need::OptionalWithAsked,
    "On which failures the next item is tried; `[absent]` if left out.",
    "[absent, unreachable]",
    Shape::WordsWith(ABSENT, FAILURES),
);

/// The failure on which the next item is always tried.
const ABSENT: &str = "absent";

/// Of every kind of source.
pub(crate) const ENCODING: Key = key(
    "encoding",
    Need::Optional,
    "What the secret is wrapped in there, and is decoded from.",
    "base64",
    Shape::Word(ENCODINGS),
);

pub(super) const fn key(
    name: &'static str,
    need: Need,
    doc: &'static str,
    example: &'static str,
    shape: Shape,
) -> Key {
    Key::new(name, need, shape, doc, example)
}
