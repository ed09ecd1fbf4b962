//! Brackets that are not closed, or have nothing between their texts.

use provider_credentials_yaml::ErrorKind;

use super::line::{Line, syntax};
use crate::chars::{begins_with, ends_with};
use crate::report::Problem;
use crate::span::Span;

// A line that is no further in than the one with the bracket does not belong into it.
pub(super) fn not_closed(line: Line<'_>, open: usize, text: &str) -> Option<Problem> {
    let opening = Line::at(text, open)?;
    let is_block = line.key_name().is_some() || line.has_dash();
    let goes_on = ends_with(line.content, ",}]") && !line.content.contains(['{', '[']);
    if line.start <= opening.start || line.indent > opening.indent || !is_block || goes_on {
        return None;
    }
    let (bracket, closing) = match text.get(open..)?.chars().next()? {
        '{' => ('{', '}'),
        '[' => ('[', ']'),
        _ => return None,
    };
    if let Some(at) = stray(text, open, line.start) {
        let message = "this `{` begins a mapping where a key belongs";
        return Some(syntax(Span::new(at, at + 1), message).help("remove it"));
    }
    // It is closed further down, so what is missing is a comma.
    for raw in text.get(line.start..)?.split(['\n', '\r']) {
        match Line::new(0, raw) {
            Some(below) if below.indent < opening.indent => break,
            Some(below) if below.content.starts_with(closing) => return None,
            _ => {}
        }
    }
    let message = format!("`{bracket}` is not closed, expected `{closing}`");
    let first = line.place(0..line.content.chars().next().map_or(0, char::len_utf8));
    Some(
        syntax(Span::new(open, open + 1), message)
            .related(first, "this line is read as a part of it")
            .help("add the closing bracket"),
    )
}

// After a text in quotes comes the next one: what is missing stands between.
pub(super) fn no_comma(kind: &ErrorKind, at: usize, text: &str) -> Option<Problem> {
    let is_after_quote = matches!(
        kind,
        ErrorKind::InvalidTrailingDoubleQuotedScalar | ErrorKind::InvalidTrailingSingleQuotedScalar
    );
    let begins_text = begins_with(text.get(at..)?, "\"'");
    let is_apart = ends_with(text.get(..at)?, " \n");
    if text.get(at..)?.starts_with('{') && text.get(..at)?.ends_with('$') {
        let problem = syntax(Span::new(at - 1, at + 1), "text in brackets cannot have `{`");
        return Some(problem.help("put quotes around the text"));
    }
    (is_after_quote && begins_text && is_apart)
        .then(|| syntax(Span::new(at, at + 1), "expected `,` before this text").help("add a `,`"))
}

/// A `{` that begins a mapping where a key belongs, in the bracket at `open`, up to `end`. The bracket
/// that closes it is then missing further out.
fn stray(text: &str, open: usize, end: usize) -> Option<usize> {
    let mut opened = Vec::new();
    let mut before = '\n';
    let mut quote = None;
    let mut after_space = false;
    let mut in_comment = false;
    let mut chars = text.get(open..end)?.char_indices();
    while let Some((i, c)) = chars.next() {
        in_comment &= c != '\n';
        if in_comment {
            continue;
        }
        match (quote, c) {
            (Some('"'), '\\') => _ = chars.next(),
            (Some(sign), c) if sign == c => quote = None,
            (None, '"' | '\'') if matches!(before, '{' | '[' | ',' | ':') => quote = Some(c),
            (None, '#') if after_space => in_comment = true,
            (None, '{') if opened.last() == Some(&'{') && matches!(before, '{' | ',') => {
                return Some(open + i);
            }
            (None, '{' | '[') => opened.push(c),
            (None, '}' | ']') => _ = opened.pop(),
            _ => {}
        }
        after_space = c.is_whitespace() || in_comment;
        if !after_space {
            before = c;
        }
    }
    None
}
