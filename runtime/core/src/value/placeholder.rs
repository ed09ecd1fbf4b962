//! Texts that stand where a secret should.

use super::signs::{begins_with, has, words};

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
    let is_cut = has(inside, "...") || inside.contains(['\u{2026}', '\u{2022}']);
    if is_bracketed || is_cut || has_filling(bytes) || is_shown(inside) {
        return true;
    }
    let is_separator = |byte: &u8| matches!(byte, b'-' | b'_' | b' ' | b'.');
    let letters = || bytes.iter().filter(|byte| !is_separator(byte)).map(u8::to_ascii_lowercase);
    let begins = |word: &str| letters().take(word.len()).eq(word.bytes());
    let names_itself = |end: &&str| {
        let rest = bytes.len().checked_sub(end.len()).and_then(|at| bytes.get(at..));
        rest.is_some_and(|rest| rest.eq_ignore_ascii_case(end.as_bytes()))
    };
    words(WHOLE).any(|word| letters().eq(word.bytes()))
        || words(PLACEHOLDERS).any(begins)
        || ["-here", "_here", " here"].iter().any(names_itself)
        || is_redacted(bytes)
        || is_variable_of_a_key(inside)
}

/// What programs print in the place of a value, or of one that they do not show.
fn is_shown(text: &str) -> bool {
    const HEADS: [&str; 9] =
        ["[object ", "System.", "[B@", "%!s(", "%!v(", "map[", "Some(\"", "b'", "b\""];

    // `[MASKED]`, `[Filtered]`.
    let word = text.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
    let is_word = |word: &str| {
        word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'_')
    };
    begins_with(text, &HEADS)
        || word.is_some_and(is_word)
        || text.ends_with("[truncated]")
        || text.ends_with("EXAMPLEKEY")
        || text.ends_with("7EXAMPLE")
}

/// What logs and `Debug` write in the place of a secret.
fn is_redacted(bytes: &[u8]) -> bool {
    let word = b"redacted";
    bytes.windows(word.len()).any(|window| window.eq_ignore_ascii_case(word))
}

/// `OPENAI_API_KEY` where it should be its value.
fn is_variable_of_a_key(text: &str) -> bool {
    let is_name = text.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_');
    is_name && ["_KEY", "_TOKEN", "_SECRET", "_PASSWORD"].iter().any(|end| text.ends_with(end))
}

/// As in `sk-xxxxxxxx`, `sk-****1234`.
fn has_filling(bytes: &[u8]) -> bool {
    let has = |sign: u8, least| {
        bytes
            .windows(least)
            .any(|window| window.iter().all(|byte| byte.eq_ignore_ascii_case(&sign)))
    };
    has(b'x', 6) || has(b'*', 3)
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
