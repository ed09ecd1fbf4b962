//! Texts of several lines, or with white space, that are one secret all the same.

use super::pem::{BEGIN, is_cut};
use super::signs::has;
use super::table::{is_one, table};
use crate::format::is_json;

/// A text of several lines that is one secret all the same.
pub(super) fn is_document(text: &str) -> bool {
    if text.starts_with(BEGIN) {
        return text.contains('\n');
    }
    has_pem_inside(text) || is_json(text) || is_key_file(text)
}

/// PEM with attributes or comments before it, as OpenSSL and people write it (RFC 7468, section 2).
fn has_pem_inside(text: &str) -> bool {
    let begins =
        text.find(BEGIN).filter(|at| text.get(..*at).is_some_and(|before| before.ends_with('\n')));
    begins.is_some_and(|at| text.get(at..).is_some_and(|pem| !is_cut(pem)))
}

/// A file that holds a key as its program wants it.
fn is_key_file(text: &str) -> bool {
    text.starts_with("PuTTY-User-Key-File-")
        || text.starts_with("FlyV1 ")
        || text.starts_with("machine ") && has(text, "password ")
        || has(text, "\nAGE-SECRET-KEY-1")
        || has(text, "aws_access_key_id")
        || has(text, "apiVersion:") && has(text, "clusters:")
        || is_ini(text)
        || is_passphrase(text)
        || is_connection_string(text)
}

/// A section with two settings at least, as database clients, tunnels and rclone have them. A key that was copied out of one
/// has one.
fn is_ini(text: &str) -> bool {
    let is_section = |line: &str| line.starts_with('[') && line.ends_with(']');
    let lines = || {
        let lines = text.lines().map(str::trim);
        lines.filter(|line| !line.is_empty() && !line.starts_with(['#', ';']))
    };
    let settings = lines().filter(|line| line.contains('=')).count();
    lines().next().is_some_and(is_section)
        && lines().all(|line| is_section(line) || line.contains('='))
        && settings > 1
}

/// Four words or more, and no sentence: it has no small words.
fn is_passphrase(text: &str) -> bool {
    const SMALL: &[u8] = table!(
        "\
        a an and are as ask at be by can for from goes has here i in into is it my no not of on or \
        our please see that the this to use was with you your key keys token secret password \
        passphrase error failed missing invalid get read show list run"
    );

    let is_word = |word: &str| {
        word.len() > 1
            && word.chars().all(char::is_alphabetic)
            && word.chars().skip(1).any(char::is_lowercase)
    };
    text.split(' ').count() > 3 && text.split(' ').all(|word| is_word(word) && !is_one(word, SMALL))
}

/// `Server=db;User ID=app;…` and `host=db user=app …`: a name before each `=`, and several of them.
fn is_connection_string(text: &str) -> bool {
    if text.contains('\n') {
        return false;
    }
    let separator = if text.contains(';') { ';' } else { ' ' };
    // A separator in quotes is none.
    let mut is_quoted = false;
    let is_end = |c: char| {
        is_quoted ^= c == '\'';
        c == separator && !is_quoted
    };
    let pairs = text.split(is_end).filter(|pair| !pair.trim().is_empty());
    let is_pair = |pair: &str| {
        let name = pair.split_once('=').map(|(name, _)| name.trim());
        name.is_some_and(|name| {
            name.starts_with(|c: char| c.is_ascii_alphabetic())
                && name
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'_'))
        })
    };
    let (mut count, mut all) = (0, true);
    for pair in pairs {
        count += 1;
        all &= is_pair(pair);
    }
    count > 1 && all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_told_from_what_was_copied_along() {
        for text in [
            "machine api.example login app password k9q",
            "[client]\nuser = app\npassword = k9q",
            "host=db user=app password='two words'",
            "correct horse battery staple",
            "abcd efgh ijkl mnop",
        ] {
            assert!(is_document(text), "{text}");
        }
        for text in [
            "[default]\napi_key = k9q",
            "the key is k9q",
            "same as in staging",
            "correct horse battery",
            "k9q # of the team",
        ] {
            assert!(!is_document(text), "{text}");
        }
    }
}
