//! Quotes that are not closed, or around too much.

use provider_credentials_yaml::ErrorKind;

use super::line::{Line, is_word, syntax};
use crate::chars::ends_with;
use crate::report::Problem;
use crate::secrets::shown;
use crate::span::Span;

// A text in quotes goes on until the next quote, which was to begin another one.
pub(super) fn not_closed(
    kind: &ErrorKind,
    line: Line<'_>,
    at: usize,
    text: &str,
) -> Option<Problem> {
    let quote = match kind {
        ErrorKind::InvalidTrailingDoubleQuotedScalar => '"',
        ErrorKind::InvalidTrailingSingleQuotedScalar => '\'',
        _ => return None,
    };
    let odd = |part: &str| part.matches(quote).count() % 2 == 1;
    let is_first_here = odd(text.get(line.start..at)?);
    let mut next = line;
    let mut above = line.above(text);
    let opening = loop {
        let line = above.next()?;
        if odd(line.content) {
            break line;
        }
        next = line;
    };
    let begin = opening.content.find(quote)?;
    let begins_value = ends_with(opening.content.get(..begin)?.trim_end(), ":,[{");
    if !is_first_here || !(begins_value || begin == 0) || next.key_name().is_none() {
        return None;
    }
    let help = before_key(opening).unwrap_or_else(|| "add the closing quote".to_owned());
    Some(
        syntax(opening.place(begin..begin + 1), "this quote is not closed")
            .related(Span::new(at.saturating_sub(1), at), "the text in it goes on to here")
            .help(help),
    )
}

/// For `"id: openai`, with a closing quote or without.
pub(super) fn before_key(line: Line<'_>) -> Option<String> {
    let quote = line.content.chars().next()?;
    if !matches!(quote, '"' | '\'') {
        return None;
    }
    let (key, value) = line.content.get(1..)?.split_once(": ")?;
    let value = value.trim_matches(quote);
    is_word(key).then(|| format!("write `{}: {quote}{}{quote}`", shown(key), shown(value)))
}
