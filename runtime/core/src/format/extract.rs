use std::path::Path;

use super::paths_asked::{Extracted, Segments};
use crate::report::ValueReason;
use crate::spec::Format;

/// One answer a key, in order; or why none of them can be had.
type Extraction = Result<Extracted, ValueReason>;

/// Looks keys up in YAML: [`extract_yaml`], or [`no_yaml`].
///
/// A manifest without YAML has the second in its table, and its program is not linked to a parser.
pub(crate) type Yaml = fn(&str, &[Segments]) -> Extraction;

/// Looks the keys up in `text`.
pub(crate) fn extract(format: Format, yaml: Yaml, text: &str, keys: &[Segments]) -> Extraction {
    // Known to the compiler, which then leaves out what would come of it.
    let yaml = if cfg!(feature = "yaml") { yaml } else { no_yaml };
    match format {
        Format::Json => extract_json(text, keys),
        Format::Yaml => yaml(text, keys),
        // Nothing tells the format. JSON is tried first, because nearly all JSON is YAML too.
        Format::ByExtension | Format::Text | Format::Binary => match extract_json(text, keys) {
            // What begins like JSON was meant to be: YAML would fold its lines into others.
            Err(ValueReason::JsonSyntax(json)) if is_like_json(text) => {
                Err(ValueReason::JsonSyntax(json))
            }
            Err(ValueReason::JsonSyntax(json)) => match yaml(text, keys) {
                Err(ValueReason::YamlSyntax(yaml)) => {
                    Err(ValueReason::UnknownSyntax { json, yaml })
                }
                Err(ValueReason::FormatUnsupported { .. }) => Err(ValueReason::JsonSyntax(json)),
                extraction => extraction,
            },
            Err(ValueReason::FormatUnsupported { .. }) if cfg!(feature = "yaml") => {
                yaml(text, keys)
            }
            Err(ValueReason::FormatUnsupported { .. }) => Err(ValueReason::NoFormat),
            extraction => extraction,
        },
    }
}

fn is_like_json(text: &str) -> bool {
    matches!(text.trim_start().chars().next(), Some('{' | '['))
}

/// Whether the text is JSON of more than one value, as far as this program can tell.
pub(crate) fn is_json(text: &str) -> bool {
    matches!(text.as_bytes(), [b'{', .., b'}'] | [b'[', .., b']'])
        && !matches!(extract_json(text, &[]), Err(ValueReason::JsonSyntax(_)))
}

/// Why a text that was meant to be JSON is none. A password may begin with a bracket, and so does an INI file.
pub(crate) fn broken_json(text: &str) -> Option<ValueReason> {
    let mut signs = text.trim_start().chars();
    let first = signs.next();
    let is_meant = match (first, signs.as_str().trim_start().chars().next()) {
        (Some('{'), Some(next)) => matches!(next, '"' | '\'' | '\\' | '\u{201c}'),
        (Some('['), Some(next)) => matches!(next, '"' | '{' | '['),
        _ => false,
    };
    // A document of a word processor may have JSON in it, and is told as what it is.
    if !is_meant || !has_key(text) || text.trim_start().starts_with("{\\rtf1") {
        return None;
    }
    match extract_json(text, &[]) {
        Err(reason @ ValueReason::JsonSyntax(_)) => Some(reason),
        _ => None,
    }
}

/// Of a generated password that begins like JSON, one in a million has a key.
fn has_key(text: &str) -> bool {
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once(':') {
        if matches!(before.trim_end().chars().next_back(), Some('"' | '\'' | '\u{201d}')) {
            return true;
        }
        rest = behind;
    }
    false
}

#[cfg(feature = "json")]
fn extract_json(text: &str, keys: &[Segments]) -> Extraction {
    super::json::extract(text, keys).map_err(ValueReason::JsonSyntax)
}

#[cfg(not(feature = "json"))]
fn extract_json(_: &str, _: &[Segments]) -> Extraction {
    Err(ValueReason::FormatUnsupported { feature: "json" })
}

#[cfg(feature = "yaml")]
pub(crate) fn extract_yaml(text: &str, keys: &[Segments]) -> Extraction {
    super::yaml::extract(text, keys)
}

/// Whether the text is YAML of one document. Nothing of it is kept.
#[cfg(all(feature = "tools", feature = "yaml"))]
#[must_use]
pub fn is_yaml(text: &str) -> bool {
    extract_yaml(text, &[]).is_ok()
}

#[cfg(not(feature = "yaml"))]
pub(crate) use no_yaml as extract_yaml;

pub(crate) fn no_yaml(_: &str, _: &[Segments]) -> Extraction {
    Err(ValueReason::FormatUnsupported { feature: "yaml" })
}

/// The format that a path's extension says; `ByExtension` if it says none.
///
/// The generator does the same with the manifest's text of a path, to know which features it needs.
pub(crate) fn of_extension(path: &Path) -> Format {
    let extension = path.extension().unwrap_or_default();
    let is = |known| extension.eq_ignore_ascii_case(known);
    if is("json") {
        Format::Json
    } else if is("yaml") || is("yml") {
        Format::Yaml
    } else {
        Format::ByExtension
    }
}

#[cfg(all(test, feature = "json"))]
mod tests {
    use super::*;

    #[test]
    fn json_that_is_meant_is_told_from_what_has_some_in_it() {
        for text in [r#"{"key": 7"#, r#"{\"key\": "x"}"#, r#" [{"key": "#] {
            assert!(matches!(broken_json(text), Some(ValueReason::JsonSyntax(_))), "{text}");
        }
        for text in
            [r#"{"key": 7}"#, r#"{"k9qZm77x"#, r#"{\rtf1\ansi \{"key": "exampleNotAKey9"\}}"#]
        {
            assert!(broken_json(text).is_none(), "{text}");
        }
    }
}
