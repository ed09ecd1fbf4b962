//! Mistakes of one line that the parser notices on the next, or says in words of its grammar.
//!
//! Each rule needs a line of a shape that no good manifest has, beside the place of the error.

use provider_credentials_yaml::ErrorKind;

use super::line::{Line, is_space, syntax};
use super::{bracket, colon, dash, quote};
use crate::chars::{begins_with, ends_with, leading};
use crate::report::Problem;
use crate::secrets::name_of_unseen;
use crate::span::Span;

/// What is wrong with the line of the error, or with the one above it. `open` is where the bracket
/// starts in which the error is, if it is in one.
pub(super) fn explain(
    kind: &ErrorKind,
    at: usize,
    open: Option<usize>,
    text: &str,
) -> Option<Problem> {
    let line = Line::at(text, at)?;
    let other_sign = other_sign(line, at, text).or_else(|| match kind {
        ErrorKind::InvalidBlockScalarHeader | ErrorKind::ZeroBlockScalarIndent => {
            after_block_sign(line, at)
        }
        _ => None,
    });
    if other_sign.is_some() {
        return other_sign;
    }
    let not_closed = open.and_then(|open| bracket::not_closed(line, open, text));
    let not_closed = not_closed.or_else(|| quote::not_closed(kind, line, at, text));
    if not_closed.is_some() {
        return not_closed;
    }
    let before = text.get(line.start..at)?;
    let opened = before.matches(['{', '[']).count();
    if open.is_some() || opened > before.matches(['}', ']']).count() {
        return bracket::no_comma(kind, at, text)
            .or_else(|| colon::two_keys(line, at, "`,`"))
            .or_else(|| colon::in_text_in_brackets(line, at));
    }
    if let ErrorKind::ExpectedDocumentStart = kind {
        // Text at the top is all of a document, where a comment is between it and the first key.
        return colon::stray_above(line, text);
    }
    let is_of_structure = matches!(
        kind,
        ErrorKind::MappingValueNotAllowed
            | ErrorKind::SimpleKeyExpected
            | ErrorKind::InvalidSimpleKey
            | ErrorKind::ExpectedBlockMappingKey
            | ErrorKind::ExpectedBlockSequenceEntry
            | ErrorKind::InvalidIndentation
            | ErrorKind::TabInIndentation
            | ErrorKind::TabInBlockIndentation
            | ErrorKind::TabInPlainScalar
            | ErrorKind::TabNotAllowed
    );
    if !is_of_structure {
        return None;
    }
    of_structure(line, line.above(text).next(), text).or_else(|| match kind {
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => {
            colon::no_colon(line, false).or_else(|| colon::stray(line))
        }
        ErrorKind::MappingValueNotAllowed if colon::is_at_key(line, at) => {
            colon::stray_above(line, text).or_else(|| colon::no_colon_above(line, text))
        }
        ErrorKind::MappingValueNotAllowed => {
            colon::two_keys(line, at, "a new line").or_else(|| colon::in_text(line, at))
        }
        ErrorKind::ExpectedBlockMappingKey | ErrorKind::ExpectedBlockSequenceEntry => {
            colon::after_value(line, at)
                .or_else(|| dash::lacks(line, text))
                .or_else(|| colon::stray(line))
                .or_else(|| colon::stray_above(line, text))
        }
        _ => None,
    })
}

// What a line lacks by itself, or beside the one above it.
fn of_structure(line: Line<'_>, above: Option<Line<'_>>, text: &str) -> Option<Problem> {
    let of_line = odd_space(line, text)
        .or_else(|| odd_space(above?, text))
        .or_else(|| dash::lacks_space(line))
        .or_else(|| colon::no_key(line));
    if of_line.is_some() {
        return of_line;
    }
    let above = above?;
    let is_beside = above.key == line.key || above.indent == line.indent;
    let no_key = if is_beside && !line.has_dash() { colon::no_key(above) } else { None };
    no_key.or_else(|| dash::lacks_in_braces(line, above))
}

// What other languages write for `#`, `<<` and `:`.
fn other_sign(line: Line<'_>, at: usize, text: &str) -> Option<Problem> {
    let rest = text.get(at..)?;
    let before = text.get(line.start..at)?.trim_end();
    let (arrows, after) = leading(line.content, |c| matches!(c, '>' | ' '));
    let arrows = arrows.trim_end();
    let (at, sign, message, meant) = if rest.starts_with("//") {
        (at, "//", COMMENT, "#")
    } else if line.content.starts_with("//") {
        (line.start + line.key, "//", COMMENT, "#")
    } else if !arrows.is_empty() && after.starts_with(':') {
        (line.start + line.key, arrows, "a merge key is `<<`", "<<")
    } else if rest.starts_with('=') && ends_with(before, "\"'") {
        (at, "=", "expected `:` after this key", ":")
    } else {
        return None;
    };
    let help = format!("write `{meant}` instead of `{sign}`");
    Some(syntax(Span::new(at, at + sign.len()), message).help(help))
}

// Behind `|` and `>` is nothing: the text begins on the next line.
fn after_block_sign(line: Line<'_>, at: usize) -> Option<Problem> {
    let from = at.checked_sub(line.start + line.key)?;
    let (sign, rest) = line.content.get(from..)?.split_at_checked(1)?;
    let is_value = from > 0 || line.has_dash();
    if !is_value && !rest.contains(':') {
        return Some(colon::no_entry(line));
    }
    let (_, spaced) = leading(rest, |c| c.is_ascii_digit() || matches!(c, '+' | '-'));
    let value = spaced.trim_start();
    let begins_text = is_value && value.len() < spaced.len() && !begins_with(value, "|>:");
    let help = if begins_text {
        "start the text on the next line"
    } else {
        "put quotes around the text, which begins with this sign"
    };
    let span = line.place(from..from + sign.len());
    Some(syntax(span, format!("text after `{sign}`")).help(help))
}

pub(super) const COMMENT: &str = "a comment begins with `#`";

// It looks like a space, and YAML takes it for a letter or forbids it there.
pub(super) fn odd_space(line: Line<'_>, text: &str) -> Option<Problem> {
    let raw = text.get(line.start..line.start + line.key)?;
    let (plain, odd) = leading(raw, |c| matches!(c, ' ' | '-'));
    let (at, c) = if let Some(c) = odd.chars().next() {
        (line.start + plain.len(), c)
    } else {
        let (key, after) = line.content.split_once(':')?;
        let c = after.chars().next()?;
        if matches!(c, ' ' | '\t') || !is_space(c) {
            return None;
        }
        (line.start + line.key + key.len() + 1, c)
    };
    let rest = text.get(at..)?;
    let span = Span::new(at, at + rest.len() - rest.trim_start_matches(c).len());
    Some(match name_of_unseen(c) {
        _ if c == '\t' => syntax(span, "a tab cannot indent YAML").help("use spaces"),
        name => {
            syntax(span, format!("{name} where YAML needs a space")).help("type a space instead")
        }
    })
}
