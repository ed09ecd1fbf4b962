//! What is wrong with a value, or with the text that holds it.

use core::fmt;

use super::row::{Row, Words};
use crate::report::place::Place;
use crate::report::position::Position;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum ValueReason {
    JsonSyntax(Position),
    YamlSyntax(Position),
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
            format_args!("{place} is {}, and that feature is off", feature.to_uppercase()),
            format_args!("enable feature `{feature}` of provider-credentials"),
        ),
        ValueReason::NoFormat => row(
            "format_unsupported",
            format_args!("key {key} in {place} cannot be looked up, because no format is enabled"),
            format_args!("enable feature `json` or `yaml` of provider-credentials"),
        ),
        ValueReason::KeyNotFound { depth } => row(
            "key_not_found",
            format_args!(
                "{}",
                Words(&|f| match key.segment(depth) {
                    None => write!(f, "{place} has no key {key}"),
                    Some(segment) => {
                        write!(f, "{place} has no `{segment}` on the path to key {key}")
                    }
                })
            ),
            format_args!("add it, or correct {} in the manifest", key.manifest_key()),
        ),
        ValueReason::KeyDuplicated { depth } => row(
            "key_duplicated",
            format_args!(
                "{}",
                Words(&|f| match key.segment(depth) {
                    None => write!(f, "{place} has key {key} twice"),
                    Some(segment) => {
                        write!(f, "{place} has `{segment}` twice on the path to key {key}")
                    }
                })
            ),
            format_args!("remove one of them"),
        ),
        ValueReason::KeyIsNull => row(
            "key_is_null",
            format_args!("key {key} in {place} is null"),
            format_args!("set it to the secret"),
        ),
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
            format_args!("set it to the secret"),
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
    }
}

/// The key path of a place, in backticks.
struct Key(Place);

impl Key {
    /// The key of the manifest that has it.
    fn manifest_key(&self) -> &'static str {
        match self.0 {
            Place::File(_) => "`file_key`",
            _ => "its key",
        }
    }

    /// Its segment at `depth`, unless that is the last.
    fn segment(&self, depth: u8) -> Option<&'static str> {
        let segments = self.0.key()?.segments;
        let depth = usize::from(depth);
        segments.get(depth).copied().filter(|_| depth + 1 < segments.len())
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`", self.0.key().map_or("", |key| key.text))
    }
}
