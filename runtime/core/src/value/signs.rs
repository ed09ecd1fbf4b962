//! Signs that a key on one line does not have.

use core::str;

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
    const PAIRS: [(char, char); 7] = [
        ('"', '"'),
        ('\'', '\''),
        ('`', '`'),
        ('\u{201c}', '\u{201d}'),
        ('\u{2018}', '\u{2019}'),
        ('\u{201e}', '\u{201c}'),
        ('\u{ab}', '\u{bb}'),
    ];

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

/// Whether the text begins with one of these. Not inlined: for a table that it knows the compiler writes code for
/// each entry.
#[inline(never)]
pub(super) fn begins_with(text: &str, heads: &[&str]) -> bool {
    heads.iter().any(|head| text.starts_with(head))
}

/// The scheme of an `Authorization` header in front (RFC 6750, RFC 7617).
pub(super) fn scheme(text: &str) -> Option<&'static str> {
    const SCHEMES: [&str; 3] = ["Bearer ", "Basic ", "Token "];

    SCHEMES.into_iter().find(|scheme| begins(text, scheme))
}

/// Whether a name and `=` stand in front of something.
pub(super) fn is_assignment(text: &str) -> bool {
    let text = text.strip_prefix("export ").unwrap_or(text);
    // Of a URL or a command.
    let is_option = text.strip_prefix("--").is_some_and(|rest| {
        let name = rest.split('=').next().unwrap_or_default();
        name.len() > 2 && rest != name && name.bytes().all(|c| c.is_ascii_lowercase() || c == b'-')
    });
    if is_option {
        return true;
    }
    let text = text.trim_start_matches(['?', '&']);
    if is_header(text) || is_label(text) || text.starts_with("$env:") && text.contains('=') {
        return true;
    }
    let Some((name, value)) = text.split_once('=') else { return false };
    let name = name.trim_end();
    // Keys are random letters, names are not: Sentry's have a sign of base64 in the middle.
    let is_mixed = name.bytes().any(|byte| byte.is_ascii_uppercase())
        && name.bytes().any(|byte| byte.is_ascii_lowercase())
        && name.bytes().any(|byte| byte.is_ascii_digit());
    let is_name = name.len() > 2
        && name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    // Of a password with `=` in it, nobody can tell: a name has words.
    let has_words = name.contains('_')
        || ["key", "apikey", "token", "secret", "password"]
            .iter()
            .any(|word| name.eq_ignore_ascii_case(word));
    is_name && has_words && !is_mixed && !value.trim_matches('=').trim().is_empty()
}

/// `OPENAI_API_KEY:…`.
fn is_label(text: &str) -> bool {
    let Some((name, value)) = text.split_once(':') else { return false };
    name.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_')
        && ["_KEY", "_TOKEN", "_SECRET", "_PASSWORD"].iter().any(|end| name.ends_with(end))
        && !value.is_empty()
}

/// `(…)`, `**…**` around a key: so long without another sign is no password.
pub(super) fn is_in_pair(text: &str) -> bool {
    const PAIRS: [(&str, &str); 5] = [("(", ")"), ("[", "]"), ("{", "}"), ("**", "**"), ("*", "*")];
    const SHORTEST: usize = 16;

    let is_of_key = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./+".contains(&byte);
    PAIRS.iter().any(|(open, close)| {
        let inside = text.strip_prefix(open).and_then(|text| text.strip_suffix(close));
        inside.is_some_and(|key| {
            key.len() >= SHORTEST
                && key.bytes().all(is_of_key)
                && key.bytes().any(|byte| byte.is_ascii_digit())
        })
    })
}

/// `Authorization: Bearer …`, `x-api-key: …`, `OPENAI_API_KEY: …`: a name, a colon, and one word or two.
fn is_header(text: &str) -> bool {
    let Some((name, value)) = text.split_once(": ") else { return false };
    let is_name = name.len() > 2
        && name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    let words = value.split_whitespace().count();
    is_name && name.len() < 40 && (words == 1 || words == 2 && scheme(value.trim()).is_some())
}
