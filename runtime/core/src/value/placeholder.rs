//! Texts that stand where a secret should.

use super::signs::{begins_with, has};
use super::text::{all, any, any_of, any_word, holds};

/// How they begin, in small letters, with what separates words left out.
pub(super) static PLACEHOLDERS: &str = "\
    1234567890 abcdefghij cidummy defaultvalue djangoinsecure fakekey faketoken mockapi \
    mocktoken mysecretpass notareal samplekey sampletoken setme skdummy skfake skplaceholder \
    skproj0000 supersecret test1234 tobedefined changeme changethis dummykey dummytoken \
    dummysecret enteryour fixme inserta insertkey insertthe insertyour myapikey mysecretkey \
    pasteyour pastehere placeholder putyour replaceme replacethis replacewith skyour \
    tobereplaced yourapi yourkey youropenai yoursecret yourtoken yourpassword";

/// How they begin where something separates words among the first four signs.
pub(super) static HEADS: &str = "\
    my-a my_a my-s my_s put- put_ sk-y sk_y to-b to_b ci-d ci_d sk-d sk_d sk-f sk_f sk-p sk_p \
    not- not_";

/// Whole texts, likewise.
static WHOLE: &str = "\
    apikey empty example hidden key masked nil none notset null password secret tbd test todo \
    token undefined unset xxx 12345678 123456789 examplekey testkey fakekey notneeded seevault";

pub(super) fn is_placeholder(text: &str) -> bool {
    let inside = text.trim();
    let bytes = inside.as_bytes();
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return false };
    if bytes.len() > 2 && bytes.iter().all(|byte| byte == first) {
        return true;
    }
    // Nobody hands out `<...>`, and templates are filled in by others.
    let is_bracketed =
        matches!((first, last), (b'<', b'>')) || inside.starts_with("{{") && inside.ends_with("}}");
    let is_cut = has(inside, "...") || any(inside, |c| matches!(c, '\u{2026}' | '\u{2022}'));
    if is_bracketed || is_cut || has_filling(bytes) || is_shown(inside) {
        return true;
    }
    let names_itself = |end: &str| {
        let rest = bytes.len().checked_sub(end.len()).and_then(|at| bytes.get(at..));
        rest.is_some_and(|rest| rest.eq_ignore_ascii_case(end.as_bytes()))
    };
    any_word(WHOLE, &|word| behind(bytes, word).is_some_and(<[u8]>::is_empty))
        || any_word(PLACEHOLDERS, &|word| behind(bytes, word).is_some())
        || any_of(&["-here", "_here", " here"], &names_itself)
        // What logs and `Debug` write in the place of a secret.
        || holds(inside, "redacted")
        || is_variable_of_a_key(inside)
}

/// What stands behind the word that the text begins with, in small letters or capitals, with what separates words
/// left out.
fn behind<'t>(text: &'t [u8], word: &str) -> Option<&'t [u8]> {
    let mut rest = without_separators(text);
    for letter in word.as_bytes() {
        let (first, after) = rest.split_first()?;
        if !first.eq_ignore_ascii_case(letter) {
            return None;
        }
        rest = without_separators(after);
    }
    Some(rest)
}

fn without_separators(mut text: &[u8]) -> &[u8] {
    while let [b'-' | b'_' | b' ' | b'.', rest @ ..] = text {
        text = rest;
    }
    text
}

/// What programs print in the place of a value, or of one that they do not show.
fn is_shown(text: &str) -> bool {
    const HEADS: [&str; 9] =
        ["[object ", "System.", "[B@", "%!s(", "%!v(", "map[", "Some(\"", "b'", "b\""];

    // `[MASKED]`, `[Filtered]`.
    let word = text.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
    let is_word = |word: &str| word.len() > 2 && all(word, |c| c.is_ascii_alphabetic() || c == '_');
    begins_with(text, &HEADS)
        || word.is_some_and(is_word)
        || text.ends_with("[truncated]")
        || text.ends_with("EXAMPLEKEY")
        || text.ends_with("7EXAMPLE")
}

/// `OPENAI_API_KEY` where it should be its value.
fn is_variable_of_a_key(text: &str) -> bool {
    let is_name = all(text, |c| c.is_ascii_uppercase() || c == '_');
    is_name && any_of(&["_KEY", "_TOKEN", "_SECRET", "_PASSWORD"], &|end| text.ends_with(end))
}

/// As in `sk-xxxxxxxx`, `sk-****1234`.
fn has_filling(bytes: &[u8]) -> bool {
    let (mut letters, mut stars) = (0, 0);
    for byte in bytes {
        letters = if byte.eq_ignore_ascii_case(&b'x') { letters + 1 } else { 0 };
        stars = if *byte == b'*' { stars + 1 } else { 0 };
        if letters == 6 || stars == 3 {
            return true;
        }
    }
    false
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
        ] {
            assert!(!is_placeholder(text), "{text}");
        }
    }
}
