//! What mail makes of a text that it carries.

use crate::value::letters::text::{all_of, inside};

/// Whether a token is broken as quoted-printable breaks lines: by `=` and a line break (RFC 2045, section 6.7).
pub(in crate::value) fn has_soft_breaks(text: &str) -> bool {
    const SHORTEST: usize = 8;

    let (mut count, mut was_soft, mut are_whole) = (0, true, true);
    for line in text.lines() {
        let Some(part) =
            (if was_soft { Some(line.strip_suffix('=').unwrap_or(line)) } else { None })
        else {
            return false;
        };
        was_soft = part.len() < line.len();
        // Lines of base64 may end in that sign, too.
        are_whole &= line.len() % 4 == 0;
        count += usize::from(was_soft);
        if count == 1 && was_soft && part.len() < SHORTEST || !all_of(part, "-_.+/=:") {
            return false;
        }
    }
    count > 0 && !was_soft && !are_whole
}

/// `=?utf-8?B?…?=`: a word of a header that has other letters than ASCII (RFC 2047).
pub(in crate::value) fn is_encoded_word(text: &str) -> bool {
    let mut parts = inside(text, "=?", "?=").unwrap_or_default().split('?');
    let (charset, encoding, word) = (parts.next(), parts.next(), parts.next());
    matches!(charset, Some(charset) if !charset.is_empty() && all_of(charset, "-"))
        && matches!(encoding, Some("B" | "b" | "Q" | "q"))
        && matches!(word, Some(word) if !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_lines_are_told_from_base64() {
        for text in [
            "exampleNotAKey9exampleNotAKey9exampleNotA=\r\nKey9example",
            "exampleNotAKey9=\nexampleNotAKey9=\nexample",
        ] {
            assert!(has_soft_breaks(text), "{text:?}");
        }
        for text in [
            "exampleNotAKey9",
            "exampleNotAKey9=",
            "exampleNotAKey9=\nexampleNotAKey9=",
            "exampleNotAKe9=\nexampleNotAKey9=",
            "exampleNotAKey9=\nexampleNotAKey9x",
            "exampleNotAKey9\nexample=\nexample",
            "a=\nb",
            "exampleNotAKey9=\nexample key",
        ] {
            assert!(!has_soft_breaks(text), "{text:?}");
        }
    }

    #[test]
    fn words_of_a_header_are_told_from_passwords() {
        assert!(is_encoded_word("=?utf-8?B?azlxWm0=?=") && is_encoded_word("=?UTF-8?Q?k9q=3D?="));
        for text in ["=?k9q?=", "=?k9q?x?Zm7?=", "=?k9q!?B?Zm7?=", "=?utf-8?B??=", "=?="] {
            assert!(!is_encoded_word(text), "{text}");
        }
    }
}
