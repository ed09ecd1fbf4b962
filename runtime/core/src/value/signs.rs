//! Signs that a key on one line does not have.

use super::text::{all, any, any_of, begins_as, word};

/// Whether it shows nothing, or makes text around it show in another order (Unicode's `Cf`, as far as people
/// paste it).
pub(super) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{206f}'
            | '\u{115f}'
            | '\u{1160}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{fffd}'
            | '\u{e000}'..='\u{f8ff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

/// Whether the text opens and closes with a quote of one kind.
pub(super) fn is_quoted(text: &str) -> bool {
    const PAIRS: [(char, char); 5] =
        [('"', '"'), ('\'', '\''), ('`', '`'), ('\u{201c}', '\u{201d}'), ('\u{2018}', '\u{2019}')];

    // As a shell writes it.
    let text = text.strip_prefix('$').unwrap_or(text);
    let mut inside = text.trim().chars();
    match (inside.next(), inside.next_back()) {
        (Some(first), Some(last)) => PAIRS.contains(&(first, last)),
        _ => false,
    }
}

/// Whether the part is in the text. Not inlined: the search of the standard library is long, and here are ten.
#[inline(never)]
pub(super) fn has(text: &str, part: &str) -> bool {
    text.contains(part)
}

/// Whether the text begins so, in small letters or capitals.
pub(super) fn begins(text: &str, head: &str) -> bool {
    let bytes = text.as_bytes().get(..head.len());
    bytes.is_some_and(|bytes| bytes.eq_ignore_ascii_case(head.as_bytes()))
}

/// The first of these words that the text begins with, in small letters or capitals.
pub(super) fn head(text: &str, heads: &'static str) -> Option<&'static str> {
    word(heads, &|head| begins(text, head))
}

/// Whether the text begins with one of these. Not inlined: for a table that it knows the compiler writes code for
/// each entry.
#[inline(never)]
pub(super) fn begins_with(text: &str, heads: &[&str]) -> bool {
    any_of(heads, &|head| text.starts_with(head))
}

/// The scheme of an `Authorization` header in front (RFC 6750, RFC 7617).
pub(super) fn scheme(text: &str) -> Option<&'static str> {
    const SCHEMES: [&str; 3] = ["Bearer ", "Basic ", "Token "];

    SCHEMES.into_iter().find(|scheme| begins(text, scheme))
}

/// Whether a name and `=` stand in front of something.
pub(super) fn is_assignment(text: &str) -> bool {
    let text = text.strip_prefix("export ").unwrap_or(text);
    if is_header(text) || text.starts_with("$env:") && text.contains('=') {
        return true;
    }
    let Some((name, value)) = text.split_once('=') else { return false };
    let name = name.trim_end();
    // Keys are random letters, names are not: Sentry's have a sign of base64 in the middle.
    let is_mixed = any(name, |c| c.is_ascii_uppercase())
        && any(name, |c| c.is_ascii_lowercase())
        && any(name, |c| c.is_ascii_digit());
    let is_name = name.len() > 2
        && begins_as(name, |c| c.is_ascii_alphabetic() || c == '_')
        && all(name, |c| c.is_ascii_alphanumeric() || c == '_');
    // Of a password with `=` in it, nobody can tell: a name has words.
    let words = ["key", "apikey", "token", "secret", "password"];
    let has_words = name.contains('_') || any_of(&words, &|word| name.eq_ignore_ascii_case(word));
    is_name && has_words && !is_mixed && !value.trim_matches('=').trim().is_empty()
}

/// `Authorization: Bearer …`, `x-api-key: …`, `OPENAI_API_KEY: …`: a name, a colon, and one word or two.
fn is_header(text: &str) -> bool {
    let Some((name, value)) = text.split_once(": ") else { return false };
    let is_name = name.len() > 2
        && begins_as(name, |c| c.is_ascii_alphabetic())
        && all(name, |c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
    let words = value.split_whitespace().count();
    is_name && name.len() < 40 && (words == 1 || words == 2 && scheme(value.trim()).is_some())
}
