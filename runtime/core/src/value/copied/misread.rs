//! Text in UTF-8 that a program read as Windows-1252 and wrote anew: `â€œ` for a quote, `Ã©` for `é`.

use core::str;

use crate::value::letters::text::{any, count};

/// Whether all that is not ASCII becomes other signs of UTF-8 when it is written as it was read.
pub(in crate::value) fn is_misread(text: &str) -> bool {
    const LONGEST: usize = 256;

    // Passwords of random signs are hardly so where most of them are of ASCII.
    let others = count(text, |c| !c.is_ascii());
    if text.len() > LONGEST
        || !any(text, is_first)
        || any(text, |c| matches!(c, '\u{c4}'..='\u{f4}') && !is_first(c))
        || count(text, |c| c.is_ascii_alphanumeric()) < 2 * others
    {
        return false;
    }
    let mut bytes = zeroize::Zeroizing::new(Vec::with_capacity(text.len()));
    for c in text.chars() {
        let Some(byte) = byte_of(c) else { return false };
        bytes.push(byte);
    }
    str::from_utf8(&bytes).is_ok()
}

/// Of letters of Latin-1, of quotes and dashes, and of a byte order mark: what most such texts have.
fn is_first(c: char) -> bool {
    matches!(c, '\u{c2}' | '\u{c3}' | '\u{e2}' | '\u{ef}')
}

/// Whether bytes are gone that were no text: a conversion put the same sign in the place of each. Bytes of a key are hardly
/// ever text, and then without that sign.
pub(crate) fn is_replaced(text: &str) -> bool {
    count(text, |c| c == '\u{fffd}') > 1
}

/// What stands for the sign in Windows-1252, in which what has no sign is a control character.
fn byte_of(c: char) -> Option<u8> {
    /// From 0x80 on.
    const SIGNS: &str = "\u{20ac}\u{81}\u{201a}\u{192}\u{201e}\u{2026}\u{2020}\u{2021}\u{2c6}\u{2030}\u{160}\
        \u{2039}\u{152}\u{8d}\u{17d}\u{8f}\u{90}\u{2018}\u{2019}\u{201c}\u{201d}\u{2022}\u{2013}\u{2014}\u{2dc}\
        \u{2122}\u{161}\u{203a}\u{153}\u{9d}\u{17e}\u{178}";

    u8::try_from(c).ok().or_else(|| {
        let at = SIGNS.chars().position(|sign| sign == c)?;
        u8::try_from(at).ok().map(|at| at + 0x80)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_read_in_another_encoding_is_told() {
        for text in [
            "\u{ef}\u{bb}\u{bf}exampleNotAKey9",
            "\u{e2}\u{20ac}\u{153}exampleNotAKey9\u{e2}\u{20ac}\u{9d}",
            "ex\u{c3}\u{a9}mple-secret",
            "exampleNotAKey9\u{c2}\u{a0}",
            "exampleNotAKey9\u{e2}\u{20ac}\u{a6}",
        ] {
            assert!(is_misread(text), "{text}");
        }
        for text in [
            "ex\u{e9}mple-secret",
            "S\u{fc}\u{df}es-Geheimnis",
            "\u{c3}\u{a9}x\u{e4}mple",
            "na\u{ef}ve \u{bb}quote\u{ab}",
            "\u{43f}\u{430}\u{440}\u{43e}\u{43b}\u{44c}",
            "exampleNotAKey9\u{c2}",
            "exampleNotAKey9",
        ] {
            assert!(!is_misread(text), "{text}");
        }
    }

    #[test]
    fn a_file_that_was_converted_is_told() {
        assert!(is_replaced("\u{fffd}\u{fffd}\u{fffd}\u{fffd}\0\0\0\u{2}"));
        assert!(!is_replaced("k9q\u{fffd}") && !is_replaced("\0\0"));
    }
}
