//! What a tool or a language wrote instead of the text alone.

use super::printed::is_around;
use crate::report::Doubt;
use crate::value::letters::alphabet::{
    AT, Alphabet, BRACE, BRACKET, COMMA, CONTROL, DASH, PARENTHESIS, PLUS, QUOTE, SPACE,
};
use crate::value::letters::signs::{has, is_in_name};
use crate::value::letters::table::table;
use crate::value::letters::text::{
    all, all_of, begins_as, inside, is_alphanumeric, is_digit, is_lower, is_small_hex, is_upper,
};

/// How numbers of bytes begin where the first is a small letter, as of most keys, and classes of Java, for the fast look.
pub(in crate::value) static HEADS: &[u8] = table!(
    "\
    100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 112, 113, 114, 115, 116, 117, 118, \
    119, 120, 121, 122, java. javax. com. org. sun. net. jdk. scala. kotlin. clojure. akka. reactor."
);

pub(in crate::value) fn left_by(text: &str, signs: Alphabet) -> Option<Doubt> {
    const OF_PRINTS: u32 =
        SPACE | CONTROL | BRACE | QUOTE | PARENTHESIS | BRACKET | COMMA | AT | PLUS | DASH;

    if !signs.has(OF_PRINTS) {
        return None;
    }
    if text.starts_with("version https://git-lfs.github.com/spec/") {
        return Some(Doubt::Pointer);
    }
    if text.starts_with("{\\rtf1") {
        return Some(Doubt::RichText);
    }
    if signs.has(QUOTE) && is_printed(text)
        || signs.has(PARENTHESIS | BRACKET) && is_in_name(text)
        || signs.has(BRACE) && is_object(text)
        || signs.has(COMMA) && are_bytes(text)
        || signs.has(AT) && is_of_java(text)
        || signs.has(QUOTE) && is_around(text)
    {
        return Some(Doubt::Printed);
    }
    if is_number(text) {
        return Some(Doubt::Number);
    }
    (signs.has(CONTROL) && is_in_conflict(text)).then_some(Doubt::Conflict)
}

/// `4.11523E+17`, with a comma in some countries, as spreadsheets and languages write long numbers.
fn is_number(text: &str) -> bool {
    if !begins_as(text, is_digit) {
        return false;
    }
    let Some((number, exponent)) = text.split_once(['E', 'e']) else { return false };
    let (first, rest) = number.split_once(['.', ',']).unwrap_or((number, "0"));
    let exponent = exponent.strip_prefix('+').or(exponent.strip_prefix('-')).unwrap_or_default();
    first.len() == 1
        && all(first, is_digit)
        && matches!(rest.len(), 1..=17)
        && all(rest, is_digit)
        && matches!(exponent.len(), 2 | 3)
        && all(exponent, is_digit)
}

/// `b'…'` and `u"…"`.
fn is_printed(text: &str) -> bool {
    let Some(quoted) = text.strip_prefix('b').or(text.strip_prefix('u')) else { return false };
    let inside = inside(quoted, "'", "'").or(inside(quoted, "\"", "\""));
    // A password may have one of them in it.
    matches!(inside, Some(inside) if !has(inside, "'") && !has(inside, "\""))
}

/// `115,107,45,…` and `[115, 107, 45]`: bytes of ASCII as numbers.
fn are_bytes(text: &str) -> bool {
    const FEWEST: usize = 16;

    let numbers = inside(text, "[", "]").unwrap_or(text);
    let mut count = 0;
    for number in numbers.split(',') {
        let number = number.trim();
        if number.len() > 3 || !matches!(number.parse::<u64>(), Ok(33..=126)) {
            return false;
        }
        count += 1;
    }
    count >= FEWEST
}

/// `com.acme.Secret@5e91993f`, as Java shows what has no text.
fn is_of_java(text: &str) -> bool {
    let Some((class, code)) = text.split_once('@') else { return false };
    let Some((package, name)) = class.rsplit_once('.') else { return false };
    matches!(code.len(), 4..=8)
        && all(code, is_small_hex)
        && begins_as(name, is_upper)
        && all_of(name, "$")
        && all(package, |c| is_lower(c) || c == '.')
}

/// A buffer of Node.js as JSON, and an object of PowerShell.
fn is_object(text: &str) -> bool {
    let Some(inside) = inside(text, "{", "}").or(inside(text, "@{", "}")) else { return false };
    let Some(rest) = inside.trim_start().strip_prefix("\"type\"") else {
        let name = inside.split_once('=').map_or("", |(name, _)| name);
        return text.starts_with('@') && name.len() > 2 && all(name, is_alphanumeric);
    };
    let value = rest.trim_start_matches([':', ' ']);
    value.starts_with("\"Buffer\"") && has(value, "\"data\"")
}

/// Whether Git left two versions in it.
fn is_in_conflict(text: &str) -> bool {
    has(text, "\n=======") && (text.starts_with("<<<<<<< ") || has(text, "\n<<<<<<< "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tools_leave_is_told_from_secrets() {
        for text in [
            "version https://git-lfs.github.com/spec/v1\noid sha256:x\nsize 9",
            "{\\rtf1\\ansi an-example}",
            "b'an-example'",
            "u\"an-example\"",
            "Secret(\"k9qZm77xR3vT5yW8\")",
            "Optional[k9qZm77xR3vT5yW8]",
            "{\"type\":\"Buffer\",\"data\":[107,57]}",
            "{ \"type\": \"Buffer\", \"data\": [107, 57] }",
            "@{Value=k9qZm77x}",
            "115,107,45,112,114,111,106,45,101,120,97,109,112,108,101,45",
            "[115, 107, 45, 112, 114, 111, 106, 45, 101, 120, 97, 109, 112, 108, 101, 45]",
            "java.lang.Object@1b2c3d",
            "com.acme.Secret$Key@5e91993f",
            "4.11523E+17",
            "1.23457E+31",
            "4,11523E+17",
            "4E+17",
            "7.123451712345e+32",
            "<<<<<<< HEAD\nan-example\n=======\nanother\n>>>>>>> main",
            "# a key\n<<<<<<< HEAD\nan-example\n=======\nanother\n>>>>>>> main",
        ] {
            assert!(left_by(text, Alphabet::of(text)).is_some(), "{text}");
        }
        for text in [
            "version 7 of an example",
            "{\\r-a-password}",
            "b'k9q'm77x'",
            "b'k9qZm77x",
            "Secret(k9q)",
            "{\"type\":\"example\",\"data\":[107,57]}",
            "@{k9q$m=77x}",
            "115,107,45,112",
            "115,107,45,112,114,111,106,45,101,120,97,109,112,108,101,999",
            "me.smith@example.de",
            "k9q.Zm7@7x",
            "{Value=k9qZm77x}",
            "SECRET(k9qZm77xR3vT5yW8)",
            "Secret(k9qZm77x$R3vT5yW8)",
            "411523000000000000",
            "4.11523E17",
            "41.1523E+17",
            "4.11523E+1717",
            "4.k1523E+17",
            "4.11523E+17x",
            "712345e17",
            "<<<<<<< k9qZm77x",
            "a title\n=======\nan example",
        ] {
            assert_eq!(left_by(text, Alphabet::of(text)), None, "{text}");
        }
    }
}
