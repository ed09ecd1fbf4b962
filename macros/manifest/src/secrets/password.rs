//! One word that people would not write in a sentence.

use super::entropy::is_random_from;
use super::find::is_placeholder;
use crate::chars::any;

/// Names of models and dates are as long, and change less between letters and digits.
const MIN_RANDOM: usize = 12;

/// Shorter words with a sign are abbreviations.
const MIN_SIGNED: usize = 8;

/// Whether a text is one word, and more likely a password or a short key than a word: letters and
/// digits with a sign that words do not have, or at random. The text is known to stand behind the
/// name of a secret; alone that says too little.
pub(crate) fn is_like_password(text: &str) -> bool {
    let word = text.trim_end_matches([' ', ',', '}', ']', '"', '\'']);
    let word = word.trim_start_matches([' ', '"', '\'']);
    if any(word, char::is_whitespace) || is_placeholder(word) || is_address(word) {
        return false;
    }
    let has_sign = any(word, |c| matches!(c, '&' | '!' | '@' | '$' | '^' | '*'))
        && any(word, |c| c.is_ascii_digit())
        && any(word, |c| c.is_ascii_alphabetic());
    has_sign && word.len() >= MIN_SIGNED || is_random_from(MIN_RANDOM, word)
}

/// Of mail, or of a page.
fn is_address(word: &str) -> bool {
    word.contains("://") || word.split_once('@').is_some_and(|(_, host)| host.contains('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_told_from_words() {
        for text in ["Tr0ub4dor&3xyzzy", "'P@ssw0rd'", "x7Kd92LmQpRt48Vw", "hunter2hunter2! }"] {
            assert!(is_like_password(text), "{text}");
        }
        for text in [
            "for chat",
            "hunter2",
            "gpt-4o-mini",
            "Claude-3.5-Sonnet",
            "claude-3-5-sonnet-20241022",
            "20240601T120000Z",
            "ask bob1@example.com",
            "bob1@example.com",
            "https://example.com/wiki/Keys2024!",
            "${OPENAI_KEY_2024!}",
            "OPENAI_API_KEY",
            "6F9619FF-8B86-D011-B42D-00C04FC964FF",
            "",
        ] {
            assert!(!is_like_password(text), "{text}");
        }
    }
}
