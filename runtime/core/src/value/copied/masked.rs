//! Copies of what a page or a log shows in the place of a secret.

use crate::value::about::About;
use crate::value::letters::alphabet::{Alphabet, DOT, OTHER, STAR};
use crate::value::letters::signs::has;
use crate::value::letters::spaces::may_have_words;
use crate::value::letters::text::{all, any, count, is_alphanumeric, is_digit, place_of};

/// Whether signs stand for most of a secret, or for all of it: `sk_live_51Mq••••9wTz`, `sk-…7f3a`, `••••••••`.
///
/// What ends in a few stars or dots behind no digit is a placeholder that somebody wrote, as in `sk-...`.
pub(in crate::value) fn is_masked(text: &str, signs: Alphabet) -> bool {
    /// Of what is shown at an end.
    const MOST: usize = 24;

    if !signs.has(DOT | STAR | OTHER) {
        return false;
    }
    let of_page = if signs.has(OTHER) { text.find(is_of_page) } else { None };
    let of_stars = if signs.has(STAR) { place_of(text, b"***") } else { None };
    let start = of_page.or(of_stars).or_else(|| place_of(text, b"..."));
    let Some((before, rest)) = start.and_then(|start| text.split_at_checked(start)) else {
        return false;
    };
    // A sign in front of each point of a list.
    if rest.chars().nth(1) == Some(' ') {
        return false;
    }
    let before = before.trim_end_matches(['*', '.', ' ']);
    // Signs of the key may be left between two masks.
    let behind = without_mask(rest);
    let masked = rest.get(..rest.len() - behind.len()).unwrap_or_default();
    if !all(masked, |c| is_of_mask(c) || matches!(c, '-' | '_')) {
        return false;
    }
    if before.len() > MOST
        || behind.len() > MOST
        || !all(before, is_shown)
        || !all(behind, is_shown)
    {
        return false;
    }
    if !behind.is_empty() {
        return any(before, is_digit) || any(behind, is_digit) || count(masked, is_of_mask) > 4;
    }
    let is_of_page = of_page.is_some() && count(masked, is_of_mask) > 3;
    is_of_page || before.len() > 5 && any(before, is_digit)
}

/// Whether it may be a password in which somebody wrote three dots between words.
pub(in crate::value) fn is_dotted_password(text: &str, about: &About) -> bool {
    let is_dot = |c| matches!(c, '.' | '\u{2026}');
    let has_dots = has(text, "...") || has(text, "\u{2026}");
    has_dots
        && may_have_words(text, about)
        && !text.starts_with(is_dot)
        && !text.ends_with(is_dot)
        && !has(text, "***")
        && !any(text, |c| is_of_page(c) && c != '\u{2026}')
}

/// What stands behind the last sign of a mask.
fn without_mask(text: &str) -> &str {
    let mut chars = text.chars();
    let mut behind = chars.as_str();
    while let Some(c) = chars.next() {
        if is_of_mask(c) {
            behind = chars.as_str();
        }
    }
    behind
}

/// Of signs that a page shows, and nobody types.
fn is_of_page(c: char) -> bool {
    matches!(c, '\u{2022}' | '\u{25cf}' | '\u{2026}' | '\u{2588}' | '\u{26ab}')
}

fn is_of_mask(c: char) -> bool {
    is_of_page(c) || matches!(c, '*' | '.' | ' ')
}

fn is_shown(c: char) -> bool {
    is_alphanumeric(c) || matches!(c, '-' | '_' | ':')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is(text: &str) -> bool {
        is_masked(text, Alphabet::of(text))
    }

    #[test]
    fn masked_copies_are_told_from_placeholders_and_passwords() {
        for text in [
            "sk_live_51Mq\u{2022}\u{2022}\u{2022}\u{2022}9wTz",
            "sk-\u{2026}****\u{2026}",
            "sk-\u{2026}7f3a",
            "sk-...7f3a",
            "ghp_************7f3a",
            "****7f3a",
            "k9qZ...Ls2N",
            "sk-proj-********abcd",
            "xoxb-*****-*****-7f3a",
            "k9qZm77xR3********",
            "\u{2022}\u{2022}\u{2022}\u{2022} \u{2022}\u{2022}\u{2022}\u{2022} 7f3a",
            "\u{25cf}\u{25cf}\u{25cf}\u{25cf}\u{25cf}\u{25cf}",
        ] {
            assert!(is(text), "{text}");
        }
        for text in [
            "sk-...",
            "sk-\u{2026}",
            "********",
            "k9*q*Zm77*x",
            "k9q..Zm77",
            "wait...what!7",
            "x...y...z9",
            "a very long sentence with three words... and 7",
            "https://hooks.example/services/...",
            "col\u{b7}legi9",
            "\u{2022} exampleNotAKey9",
        ] {
            assert!(!is(text), "{text}");
        }
    }

    #[test]
    fn dots_stand_between_words_of_passwords() {
        let of = |name, text: &str| {
            let about = About::new("acme", None, [name, "secret", ""]);
            is_dotted_password(text, &about)
        };
        for text in ["pass...word9", "caf\u{e9}\u{2026}noir9"] {
            assert!(of("acme_password", text) && !of("acme_token", text), "{text}");
        }
        for text in ["sk-...", "...7f3a", "k9***q...7", "k9\u{2022}q...7", "k9q.7"] {
            assert!(!of("acme_password", text), "{text}");
        }
    }
}
