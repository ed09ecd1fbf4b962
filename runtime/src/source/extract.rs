//! Values out of the text of a file, in the format that it has.

use crate::reason::Reason;
use crate::spec::Format;
use crate::structured::{Extracted, KeyError, Segments};

/// One answer a key, in order; or why none of them can be had.
type Extraction = Result<Extracted, Reason>;

pub(super) fn extract(format: Format, text: &str, keys: &[Segments]) -> Extraction {
    if text.trim().is_empty() {
        return Err(Reason::FileEmpty);
    }
    match format {
        Format::Json => extract_json(text, keys),
        Format::Yaml => extract_yaml(text, keys),
        // A file whose name does not tell: nearly all JSON is YAML, so JSON goes first.
        Format::ByExtension | Format::Text => match extract_json(text, keys) {
            Err(Reason::JsonSyntax(json)) => match extract_yaml(text, keys) {
                Err(Reason::YamlSyntax(yaml)) => Err(Reason::UnknownSyntax { json, yaml }),
                Err(Reason::FormatUnsupported { .. }) => Err(Reason::JsonSyntax(json)),
                extraction => extraction,
            },
            Err(Reason::FormatUnsupported { .. }) => extract_yaml(text, keys),
            extraction => extraction,
        },
    }
}

#[cfg(feature = "json")]
fn extract_json(text: &str, keys: &[Segments]) -> Extraction {
    crate::structured::json::extract(text, keys).map_err(Reason::JsonSyntax)
}

#[cfg(not(feature = "json"))]
fn extract_json(_: &str, _: &[Segments]) -> Extraction {
    Err(Reason::FormatUnsupported { feature: "json" })
}

#[cfg(feature = "yaml")]
fn extract_yaml(text: &str, keys: &[Segments]) -> Extraction {
    crate::structured::yaml::extract(text, keys).map_err(Reason::YamlSyntax)
}

#[cfg(not(feature = "yaml"))]
fn extract_yaml(_: &str, _: &[Segments]) -> Extraction {
    Err(Reason::FormatUnsupported { feature: "yaml" })
}

pub(super) fn key_reason(error: KeyError) -> Reason {
    match error {
        KeyError::NotFound { depth } => Reason::KeyNotFound { depth },
        KeyError::Duplicated { depth } => Reason::KeyDuplicated { depth },
        KeyError::Null => Reason::KeyIsNull,
        KeyError::NotScalar => Reason::KeyNotScalar,
        KeyError::Empty => Reason::ValueEmpty,
        KeyError::NotText => Reason::ValueNotText,
    }
}
