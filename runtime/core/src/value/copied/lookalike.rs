//! Signs that are put in the place of those of ASCII: long dashes by word processors, letters of other scripts by
//! who typed a key from a picture.

use crate::value::letters::text::any;

/// Whether a few such signs stand in a key.
pub(in crate::value) fn has_lookalike(text: &str) -> bool {
    /// A password of words may have one of its own.
    const SHORTEST: usize = 16;
    const MOST: usize = 4;

    if text.is_ascii() || any(text, char::is_whitespace) {
        return false;
    }
    let (mut letters, mut others, mut wide) = (0, 0, 0);
    for c in text.chars() {
        if c.is_ascii() {
            letters += usize::from(c.is_ascii_alphanumeric());
        } else if is_lookalike(c) {
            others += 1;
            wide += usize::from(is_wide(c));
        } else {
            return false;
        }
    }
    // An input method writes all that it is given so, until it is switched off.
    letters >= SHORTEST && others <= MOST || letters + others >= SHORTEST && wide == others
}

/// Of ASCII, as wide as a letter of Chinese.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{ff01}'..='\u{ff5e}')
}

/// PEM whose first dashes a word processor made long ones of.
pub(in crate::value) fn is_corrected_pem(text: &str) -> bool {
    let start = text.trim_start_matches(['-', '\u{2012}', '\u{2013}', '\u{2014}', '\u{2015}']);
    start.starts_with("BEGIN ") && start.len() + 3 <= text.len() && !text.starts_with("-----")
}

/// Dashes and slashes, Greek and Cyrillic, two letters that a PDF shows as one, and the wide and other forms of ASCII.
fn is_lookalike(c: char) -> bool {
    matches!(
        c,
        '\u{2010}'..='\u{2015}'
            | '\u{2044}'
            | '\u{2212}'
            | '\u{2215}'
            | '\u{370}'..='\u{4ff}'
            | '\u{fb00}'..='\u{fb06}'
            | '\u{ff01}'..='\u{ff5e}'
            | '\u{1d400}'..='\u{1d7ff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_looks_like_a_key_is_told() {
        assert!(has_lookalike("sk\u{2013}proj\u{2013}k9qZm77xR3vT5"));
        assert!(has_lookalike("s\u{43a}-proj-k9qZm77xR3vT5yW8"));
        assert!(has_lookalike("k9qZ\u{fb01}m77xR3vT5yW8"));
        assert!(has_lookalike("k9qZm77xR3vT5yW8\u{2215}k9q"));
        assert!(has_lookalike("k9qZm77xR3vT5yW8\u{1d400}k9q"));
        let wide = |key: &str| -> String {
            key.bytes().filter_map(|byte| char::from_u32(u32::from(byte) + 0xfee0)).collect()
        };
        assert!(has_lookalike(&wide("sk-proj-k9qZm77xR3vT5")));
        assert!(has_lookalike(&("7d1f0a93".to_owned() + &wide("c5e84264a091"))));
        assert!(
            !has_lookalike(&wide("k9qZm77x"))
                && !has_lookalike(&("k9q".to_owned() + &wide("Zm77x")))
        );
        for text in ["пароль-для-базы-k9qZm77x", "sch\u{f6}ne-example-of-words", "sk-proj-k9qZm77"]
        {
            assert!(!has_lookalike(text), "{text}");
        }
    }

    #[test]
    fn long_dashes_of_pem_are_told() {
        for dashes in ["\u{2014}\u{2014}-", "\u{2014}\u{2013}", "\u{2013}-"] {
            assert!(
                is_corrected_pem(&format!("{dashes}BEGIN PRIVATE KEY{dashes}\nYQ==")),
                "{dashes}"
            );
        }
        for text in ["-----BEGIN EXAMPLE-----\n\u{e9}", "\u{2014} BEGIN k9q", "BEGIN k9qZm77x"] {
            assert!(!is_corrected_pem(text), "{text}");
        }
    }
}
