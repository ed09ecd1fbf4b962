//! Signs that a key on one line does not have.

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
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

/// Whether the text opens and closes with a quote of one kind.
pub(super) fn is_quoted(text: &str) -> bool {
    const PAIRS: [(char, char); 5] =
        [('"', '"'), ('\'', '\''), ('`', '`'), ('\u{201c}', '\u{201d}'), ('\u{2018}', '\u{2019}')];

    let mut inside = text.trim().chars();
    match (inside.next(), inside.next_back()) {
        (Some(first), Some(last)) => PAIRS.contains(&(first, last)),
        _ => false,
    }
}

/// Whether the text begins so, in small letters or capitals.
pub(super) fn begins(text: &str, head: &str) -> bool {
    let bytes = text.as_bytes().get(..head.len());
    bytes.is_some_and(|bytes| bytes.eq_ignore_ascii_case(head.as_bytes()))
}

/// The scheme of an `Authorization` header in front (RFC 6750, RFC 7617).
pub(super) fn scheme(text: &str) -> Option<&'static str> {
    const SCHEMES: [&str; 3] = ["Bearer ", "Basic ", "Token "];

    SCHEMES.into_iter().find(|scheme| begins(text, scheme))
}

/// Whether a name and `=` stand in front of something.
pub(super) fn is_assignment(text: &str) -> bool {
    let text = text.strip_prefix("export ").unwrap_or(text);
    let Some((name, value)) = text.split_once('=') else { return false };
    let name = name.trim_end();
    let is_name = name.len() > 2
        && name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    // Of a password with `=` in it, nobody can tell: a name has words.
    let has_words = name.contains('_')
        || ["key", "token", "secret", "password"]
            .iter()
            .any(|word| name.eq_ignore_ascii_case(word));
    is_name && has_words && !value.trim_matches('=').trim().is_empty()
}
