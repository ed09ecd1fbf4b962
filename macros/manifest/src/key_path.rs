//! The path to a value in a file or an answer: `a.b.0`, or RFC 6901's `/a/b/0`.

use std::ops::Range;

use crate::chars::{replaced, without};
use crate::checked::KeyPath;
use crate::secrets::shown;

/// A deeper path is a mistake.
const MAX_SEGMENTS: usize = 32;

/// What is wrong with a piece of text, and which bytes of it.
#[derive(Debug)]
pub(crate) struct TextError {
    pub(crate) at: Range<usize>,
    pub(crate) message: String,
    pub(crate) help: String,
}

impl TextError {
    /// `{key}` in the message stands for the key whose value it is.
    pub(crate) fn new(at: Range<usize>, key: &str, message: &str, help: impl Into<String>) -> Self {
        let message = message.replace("{key}", &format!("`{key}`"));
        TextError { at, message, help: help.into() }
    }
}

impl KeyPath {
    /// The key path in the value of `key`.
    pub(crate) fn parse(text: &str, key: &str) -> Result<KeyPath, TextError> {
        if text.trim().is_empty() {
            let help = "name the value, such as `openai.api_key`";
            return Err(TextError::new(0..text.len(), key, "{key} is empty", help));
        }
        let segments = match text.strip_prefix('/') {
            Some(pointer) => pointer_segments(pointer, key)?,
            None => dotted_segments(text, key)?,
        };
        if segments.len() > MAX_SEGMENTS {
            let message = "{key} has more than 32 segments";
            return Err(TextError::new(0..text.len(), key, message, "shorten it"));
        }
        Ok(KeyPath { text: text.to_owned(), segments })
    }
}

fn pointer_segments(pointer: &str, key: &str) -> Result<Vec<String>, TextError> {
    let mut segments = Vec::new();
    let mut start = 1;
    for raw in pointer.split('/') {
        if raw.is_empty() {
            return Err(empty_segment(start - 1..start, "/", key));
        }
        let mut segment = String::new();
        let mut chars = raw.char_indices();
        while let Some((i, c)) = chars.next() {
            match (c, if c == '~' { chars.next() } else { None }) {
                ('~', Some((_, '0'))) => segment.push('~'),
                ('~', Some((_, '1'))) => segment.push('/'),
                ('~', _) => {
                    let at = start + i..start + i + 1;
                    let message = "`~` in {key} begins an escape, as it starts with `/`";
                    return Err(TextError::new(
                        at,
                        key,
                        message,
                        "write `~0` for `~` and `~1` for `/`",
                    ));
                }
                (c, _) => segment.push(c),
            }
        }
        start += raw.len() + 1;
        segments.push(segment);
    }
    Ok(segments)
}

fn dotted_segments(text: &str, key: &str) -> Result<Vec<String>, TextError> {
    if let Some(rest) = text.strip_prefix("$.") {
        let help = match without_brackets(rest) {
            _ if rest.is_empty() => "name the value".to_owned(),
            Some(path) => format!("write `{}`", shown(&path)),
            None => "remove the leading `$.`".to_owned(),
        };
        return Err(TextError::new(0..2, key, "{key} is a plain path, not JSONPath", help));
    }
    let mut segments = vec![String::new()];
    let mut chars = text.char_indices();
    while let Some((i, c)) = chars.next() {
        match c {
            '.' => {
                if segments.last().is_some_and(String::is_empty) {
                    return Err(empty_segment(i..i + 1, ".", key));
                }
                segments.push(String::new());
            }
            '\\' => match chars.next() {
                Some((_, escaped @ ('.' | '\\'))) => push(&mut segments, escaped),
                Some((end, other)) => {
                    let message = "`\\` in {key} escapes only `.` and `\\`";
                    let at = i..end + other.len_utf8();
                    return Err(TextError::new(at, key, message, "write `\\\\` for a backslash"));
                }
                None => {
                    let message = "`\\` at the end of {key} escapes nothing";
                    return Err(TextError::new(
                        i..i + 1,
                        key,
                        message,
                        "write `\\\\` for a backslash",
                    ));
                }
            },
            '[' => {
                let help = match without_brackets(text) {
                    Some(path) => format!("write `{}`", shown(&path)),
                    None => "write a key that has a bracket as `/key[`".to_owned(),
                };
                return Err(TextError::new(i..text.len(), key, "{key} has no brackets", help));
            }
            c => push(&mut segments, c),
        }
    }
    if segments.last().is_some_and(String::is_empty) {
        return Err(empty_segment(text.len() - 1..text.len(), ".", key));
    }
    Ok(segments)
}

/// `a[0]["b"]` as `a.0.b`, if that is a path.
fn without_brackets(text: &str) -> Option<String> {
    let path = without(&replaced(text, |c| c == '[', '.'), |c| matches!(c, ']' | '"' | '\''));
    let path = path.trim_start_matches('.').to_owned();
    (text.matches('[').count() == text.matches(']').count() && dotted_segments(&path, "").is_ok())
        .then_some(path)
}

fn push(segments: &mut [String], c: char) {
    if let Some(segment) = segments.last_mut() {
        segment.push(c);
    }
}

fn empty_segment(at: Range<usize>, separator: &str, key: &str) -> TextError {
    let help = format!("remove the `{separator}`, or name the key that is missing");
    TextError::new(at, key, "{key} has an empty segment", help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_notations() {
        let segments = |text| KeyPath::parse(text, "file_key").unwrap().segments;
        assert_eq!(segments("openai.api_key"), ["openai", "api_key"]);
        assert_eq!(segments("a.0.b"), ["a", "0", "b"]);
        assert_eq!(segments(r"a\.b.c\\"), ["a.b", r"c\"]);
        assert_eq!(segments("/a~1b/m~0n/0"), ["a/b", "m~n", "0"]);
        assert_eq!(segments("ключ.é"), ["ключ", "é"]);
        assert_eq!(segments("/~01"), ["~1"]);
    }

    #[test]
    fn mistakes_have_a_place() {
        let at = |text| KeyPath::parse(text, "file_key").unwrap_err().at;
        assert_eq!(at(""), 0..0);
        assert_eq!(at("a..b"), 2..3);
        assert_eq!(at(".a"), 0..1);
        assert_eq!(at("a."), 1..2);
        assert_eq!(at("a\\"), 1..2);
        assert_eq!(at("a\\é"), 1..4);
        assert_eq!(at("/a//b"), 2..3);
        assert_eq!(at("/a/"), 2..3);
        assert_eq!(at("/"), 0..1);
        assert_eq!(at("/a~2"), 2..3);
        assert_eq!(at("/a~"), 2..3);
        assert_eq!(at("$.a"), 0..2);
        assert_eq!(at("a[0].b"), 1..6);
        assert_eq!(at(&["a"; 40].join(".")), 0..79);
    }
}
