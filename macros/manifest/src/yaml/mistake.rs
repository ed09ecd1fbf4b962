//! Mistakes of one line that the parser notices on the next, or says in words of its grammar.
//!
//! Each rule needs a line of a shape that no good manifest has, beside the place of the error.

use provider_credentials_yaml::ErrorKind;

use super::line::{Line, is_space, syntax};
use super::{bracket, colon, dash, quote};
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
    if let Some(problem) = other_sign(line, at, text) {
        return Some(problem);
    }
    let not_closed = || {
        open.and_then(|open| bracket::not_closed(line, open, text))
            .or_else(|| quote::not_closed(kind, line, at, text))
    };
    if let Some(problem) = not_closed() {
        return Some(problem);
    }
    let before = text.get(line.start..at)?;
    let opened = before.matches(['{', '[']).count();
    if open.is_some() || opened > before.matches(['}', ']']).count() {
        return bracket::no_comma(kind, at, text).or_else(|| colon::two_keys(line, at, "`,`"));
    }
    let above = || line.above(text).next();
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
    let odd = odd_space(line, text).or_else(|| odd_space(above()?, text));
    let odd = odd.or_else(|| dash::lacks_space(line));
    let odd = odd.or_else(|| colon::no_key(line)).or_else(|| {
        let is_beside = |above: &Line<'_>| above.key == line.key || above.indent == line.indent;
        colon::no_key(above().filter(|above| !line.has_dash() && is_beside(above))?)
    });
    let odd = odd.or_else(|| dash::lacks_in_braces(line, above()?));
    odd.or_else(|| match kind {
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => colon::no_colon(line, false),
        ErrorKind::MappingValueNotAllowed if colon::is_at_key(line, at) => {
            colon::no_colon_above(line, text)
        }
        ErrorKind::MappingValueNotAllowed => colon::two_keys(line, at, "a new line"),
        ErrorKind::ExpectedBlockMappingKey | ErrorKind::ExpectedBlockSequenceEntry => {
            colon::after_value(line, at).or_else(|| dash::lacks(line, text))
        }
        _ => None,
    })
}

// What other languages write for `#`, `<<` and `:`.
fn other_sign(line: Line<'_>, at: usize, text: &str) -> Option<Problem> {
    let rest = text.get(at..)?;
    let before = text.get(line.start..at)?.trim_end();
    let (at, sign, message, meant) = if rest.starts_with("//") {
        (at, "//", COMMENT, "#")
    } else if line.content.starts_with("//") {
        (line.start + line.key, "//", COMMENT, "#")
    } else if line.content.starts_with(">>:") {
        (line.start + line.key, ">>", "a merge key is `<<`, found `>>`", "<<")
    } else if rest.starts_with('=') && before.ends_with(['"', '\'']) {
        (at, "=", "expected `:` after this key", ":")
    } else {
        return None;
    };
    let help = format!("write `{meant}` instead of `{sign}`");
    Some(syntax(Span::new(at, at + sign.len()), message).help(help))
}

pub(super) const COMMENT: &str = "a comment begins with `#`";

// It looks like a space, and YAML takes it for a letter or forbids it there.
pub(super) fn odd_space(line: Line<'_>, text: &str) -> Option<Problem> {
    let raw = text.get(line.start..line.start + line.key)?;
    let after = line.content.find(':').map(|colon| colon + 1);
    let after = after.and_then(|after| Some((after, line.content.get(after..)?.chars().next()?)));
    let (at, c) = match raw.char_indices().find(|&(_, c)| c != ' ' && c != '-') {
        Some((i, c)) => (line.start + i, c),
        None => after
            .filter(|&(_, c)| !matches!(c, ' ' | '\t') && is_space(c))
            .map(|(i, c)| (line.start + line.key + i, c))?,
    };
    let same = text.get(at..)?.chars().take_while(|&other| other == c).count();
    let span = Span::new(at, at + same * c.len_utf8());
    Some(match name_of_unseen(c) {
        _ if c == '\t' => syntax(span, "a tab cannot indent YAML").help("use spaces"),
        name => {
            syntax(span, format!("{name} where YAML needs a space")).help("type a space instead")
        }
    })
}
