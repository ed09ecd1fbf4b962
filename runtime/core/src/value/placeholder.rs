//! Texts that stand where a secret should.

use super::signs::{begins, begins_with, has};
use super::table::{exact_head, table, words};
use super::words::{FOREIGN, PLACEHOLDERS, WHOLE};

/// How examples in documentation end: AWS's, and the token of jwt.io.
const EXAMPLES: [&str; 3] =
    ["EXAMPLEKEY", "7EXAMPLE", ".SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c"];

/// How placeholders end, for the fast look.
pub(super) static TAILS: &[u8] = table!("here ekey mple sw5c");

pub(super) fn is_placeholder(text: &str) -> bool {
    let inside = text.trim();
    let bytes = inside.as_bytes();
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return false };
    if is_one_sign(inside) {
        return true;
    }
    // Nobody hands out `<...>`, and templates are filled in by others.
    let is_bracketed = matches!((first, last), (b'<', b'>')) && inside.matches("</").count() < 2
        || inside.starts_with("{{") && inside.ends_with("}}");
    let is_cut = if inside.is_ascii() {
        bytes.contains(&b'.') && has(inside, "...")
    } else {
        inside.contains(['\u{2026}', '\u{2022}'])
    };
    let is_line = !inside.contains('\n');
    if is_bracketed || is_cut && is_line || has_filling(bytes) && is_line || is_shown(inside) {
        return true;
    }
    let is_separator = |byte: &u8| matches!(byte, b'-' | b'_' | b' ' | b'.');
    let letters = || bytes.iter().filter(|byte| !is_separator(byte)).map(u8::to_ascii_lowercase);
    let starts = |word: &[u8]| letters().take(word.len()).eq(word.iter().copied());
    let names_itself = |end: &&str| {
        let rest = bytes.len().checked_sub(end.len()).and_then(|at| bytes.get(at..));
        rest.is_some_and(|rest| rest.eq_ignore_ascii_case(end.as_bytes()))
    };
    let Some(letter) = letters().next() else { return false };
    let is_stem = |word: &[u8]| {
        // `password123`.
        let is_counted = matches!(word, b"password" | b"secret" | b"passwort")
            && !bytes.iter().any(is_separator);
        let rest = || letters().skip(word.len());
        starts(word)
            && (rest().next().is_none() || is_counted && rest().all(|c| c.is_ascii_digit()))
    };
    let starts_so = |word: &&[u8]| word.first() == Some(&letter);
    words(WHOLE).filter(starts_so).any(is_stem)
        || words(PLACEHOLDERS).filter(starts_so).any(starts)
        || begins(inside, "your") && bytes.get(4).is_some_and(is_separator)
        || bytes.starts_with(b"xox") && has(inside, "-not-a-real-")
        || !inside.is_ascii() && exact_head(inside, FOREIGN).is_some()
        || ["-here", "_here", " here"].iter().any(names_itself)
        || is_redacted(bytes)
        || is_variable_of_a_key(inside)
}

/// What programs print in the place of a value, or of one that they do not show.
fn is_shown(text: &str) -> bool {
    const HEADS: [&str; 14] = [
        "[object ", "System.", "[B@", "%!s(", "%!v(", "map[", "Some(\"", "Ok(\"", "('", "(\"",
        "b'", "b\"", "u'", "u\"",
    ];

    // `[MASKED]`, `[Filtered]`, `(hidden)`.
    let word = text.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
    let word =
        word.or_else(|| text.strip_prefix('(')?.strip_suffix(')').filter(|word| word.len() < 12));
    let is_word = |word: &str| {
        word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'_')
    };
    begins_with(text, &HEADS)
        || word.is_some_and(is_word)
        || text.ends_with("[truncated]")
        || EXAMPLES.iter().any(|end| text.ends_with(end))
}

/// What logs and `Debug` write in the place of a secret.
fn is_redacted(bytes: &[u8]) -> bool {
    let word = b"redacted";
    let is_first = |byte: &u8| byte | 0x20 == b'r';
    bytes
        .windows(word.len())
        .any(|window| window.first().is_some_and(is_first) && window.eq_ignore_ascii_case(word))
}

/// `OPENAI_API_KEY` where it should be its value.
fn is_variable_of_a_key(text: &str) -> bool {
    let is_name = text.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_');
    is_name && ["_KEY", "_TOKEN", "_SECRET", "_PASSWORD"].iter().any(|end| text.ends_with(end))
}

/// `0000`, `********`, `xxxx-xxxx`.
fn is_one_sign(text: &str) -> bool {
    let is_separator = |sign: char| matches!(sign, '-' | '_' | ' ' | '.');
    let Some(first) = text.chars().next() else { return false };
    let is_other = |sign: char| sign != first && !is_separator(sign);
    text.chars().nth(2).is_some() && !text.contains(is_other)
}

/// As in `sk-xxxxxxxx`, `sk-****1234`.
fn has_filling(bytes: &[u8]) -> bool {
    let (mut last, mut count) = (0, 0);
    bytes.iter().any(|byte| {
        let byte = byte.to_ascii_lowercase();
        count = if byte == last { count + 1 } else { 1 };
        last = byte;
        match byte {
            b'x' => count == 6,
            b'_' => count == 5,
            b'*' => count == 3,
            _ => false,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_told_from_secrets() {
        for text in [
            "changeme",
            "CHANGE_ME",
            "change-me-please",
            "<api-key>",
            "<your key>",
            "xxx",
            "XXXXXXXX",
            "sk-xxxxxxxxxxxxxxxx",
            "your-api-key",
            "YOUR_API_KEY",
            "your-key-here",
            "put it here",
            "TODO",
            "to-be-replaced",
            "OPENAI_API_KEY",
            "{{ openai_key }}",
            "********",
            "sk-...",
            "none",
            "null",
            "placeholder",
            "insert-your-key",
            "replace_with_real_key",
            "sk-your-key",
            "secret",
            "0000",
            "00000000-0000-0000-0000-000000000000",
            "secret123",
            "your_auth_token",
            "(hidden)",
            "████████",
            "xoxb-not-a-real-token",
            "motdepasse",
            "votre-cle-api",
            "ВАШ_КЛЮЧ",
        ] {
            assert!(is_placeholder(text), "{text}");
        }
        for text in [
            "example-secret-of-a-usual-length",
            "yourself-a-passphrase",
            "JBSWY3DPEHPK3PXP",
            "todos-are-fun",
            "keyring-7f3a",
            "there",
            "sk-x7x7x7x7",
            "test-3f7a",
            "FOO_BAR",
            "hunter2",
            "passwordless9",
            "secret-7f3a",
            "password-1",
            "<settings><server><password>k9qZm77x</password></server></settings>",
            "密码是长的字符串",
        ] {
            assert!(!is_placeholder(text), "{text}");
        }
    }
}
