//! What is wrong with a value, or with the text that holds it.

use core::fmt;

use super::noun::{Key, Value};
use super::row::{Row, Words, say};
use super::text::{self, TextReason};
use crate::report::place::Place;
use crate::report::position::Position;

#[derive(Clone, Copy, PartialEq)]
#[cfg_attr(test, derive(Debug))]
pub(crate) enum ValueReason {
    JsonSyntax(Position),
    YamlSyntax(Position),
    /// A file has a second document, which begins there.
    YamlDocument(Position),
    /// A value has a tag of another program, such as `!vault`.
    YamlTag(Position),
    /// Text whose format nothing tells is in neither.
    UnknownSyntax {
        json: Position,
        yaml: Position,
    },
    #[cfg_attr(
        all(feature = "json", feature = "yaml"),
        allow(dead_code, reason = "all formats are supported")
    )]
    FormatUnsupported {
        feature: &'static str,
    },
    /// A key is to be looked up, and no format is supported.
    #[cfg_attr(
        any(feature = "json", feature = "yaml"),
        allow(dead_code, reason = "a format is supported")
    )]
    NoFormat,
    /// `depth` is the index of the segment that is not there.
    KeyNotFound {
        depth: u8,
    },
    /// A mapping on the path has the key more than once.
    KeyDuplicated {
        depth: u8,
    },
    KeyIsNull,
    /// A mapping or a list.
    KeyNotScalar,
    /// Empty, or white space only.
    Empty,
    /// A string that stands for no text: an unpaired surrogate.
    NotText,
    /// Text that is no secret.
    Text(TextReason),
}

pub(super) fn describe(reason: ValueReason, place: Place, row: Row<'_>) {
    let key = Key(place);
    match reason {
        ValueReason::JsonSyntax(at) => row(
            "json_syntax",
            format_args!("{place} is not valid JSON at {at}"),
            format_args!("correct it"),
        ),
        ValueReason::YamlSyntax(at) => row(
            "yaml_syntax",
            format_args!("{place} is not valid YAML at {at}"),
            format_args!("correct it"),
        ),
        ValueReason::YamlDocument(at) => row(
            "yaml_syntax",
            format_args!("{place} has a second YAML document at {at}"),
            format_args!("keep one document in it"),
        ),
        ValueReason::YamlTag(at) => row(
            "yaml_syntax",
            format_args!("{place} has a tag at {at} that only another program understands"),
            format_args!("remove the tag, and write the secret itself"),
        ),
        ValueReason::UnknownSyntax { json, yaml } => row(
            "unknown_syntax",
            format_args!("{place} is neither valid JSON ({json}) nor valid YAML ({yaml})"),
            format_args!(
                "{}",
                Words(&|f| match place {
                    Place::File(_) => f.write_str("correct it, or set `format` in the manifest"),
                    _ => f.write_str("correct it"),
                })
            ),
        ),
        ValueReason::FormatUnsupported { feature } => row(
            "format_unsupported",
            format_args!("{place} is {}, and that feature is off", feature.to_ascii_uppercase()),
            format_args!("enable feature `{feature}` of provider-credentials"),
        ),
        ValueReason::NoFormat => say(
            row,
            "format_unsupported",
            &Value(place),
            [
                "cannot be looked up, because no format is enabled",
                "enable feature `json` or `yaml` of provider-credentials",
            ],
        ),
        ValueReason::KeyNotFound { depth } => row(
            "key_not_found",
            format_args!("{}", Words(&|f| write_key(place, depth, ["no ", ""], f))),
            format_args!("add it, or correct {} in the manifest", key.manifest_key()),
        ),
        ValueReason::KeyDuplicated { depth } => row(
            "key_duplicated",
            format_args!("{}", Words(&|f| write_key(place, depth, ["", " twice"], f))),
            format_args!("remove one of them"),
        ),
        ValueReason::KeyIsNull => {
            say(row, "key_is_null", &Value(place), ["is null", "set it to the secret"]);
        }
        ValueReason::KeyNotScalar => row(
            "key_not_scalar",
            format_args!("key {key} in {place} is a mapping or a list"),
            format_args!("point {} to a single value", key.manifest_key()),
        ),
        ValueReason::Empty => row(
            "value_empty",
            format_args!(
                "{}",
                Words(&|f| match (place.key(), place) {
                    (Some(_), _) => write!(f, "key {key} in {place} is empty"),
                    (None, Place::Remote(_)) => write!(f, "{place} gave an empty value"),
                    (None, _) => write!(f, "{place} is empty"),
                })
            ),
            format_args!(
                "{}",
                Words(&|f| match place {
                    Place::Text(_) => f.write_str("set its variable, or write a default"),
                    _ => f.write_str("set it to the secret"),
                })
            ),
        ),
        ValueReason::NotText => row(
            "value_not_text",
            format_args!(
                "{}",
                Words(&|f| match place.key() {
                    Some(_) => write!(f, "key {key} in {place} has an unpaired surrogate escape"),
                    None => write!(f, "{place} gave a value that is not UTF-8 text"),
                })
            ),
            format_args!("correct the value"),
        ),
        ValueReason::Text(reason) => text::describe(reason, place, row),
    }
}

/// That a key is not there, or twice.
fn write_key(place: Place, depth: u8, how: [&str; 2], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let (key, [before, behind]) = (Key(place), how);
    match key.segment(depth) {
        None => write!(f, "{place} has {before}key {key}{behind}"),
        Some(segment) => {
            write!(f, "{place} has {before}`{segment}`{behind} on the path to key {key}")
        }
    }
}
