//! The forms of keys that have other signs than most, or fewer kinds of letters.

use crate::value::letters::alphabet::{Alphabet, DIGIT, DOT, LOWER, OF_KEYS, UPPER};

struct Form {
    head: &'static str,
    length: usize,
    /// Where its only dot stands behind its head, if it has one.
    dot: Option<usize>,
    /// It has signs of all these kinds, and no others but `-` and `_`.
    kinds: u32,
}

/// By the documentation of each.
static FORMS: [Form; 3] = [
    Form { head: "AKIA", length: 20, dot: None, kinds: UPPER | DIGIT },
    Form { head: "ASIA", length: 20, dot: None, kinds: UPPER | DIGIT },
    Form { head: "SG.", length: 69, dot: Some(25), kinds: UPPER | LOWER | DIGIT },
];

/// Whether the text has such a form.
pub(super) fn is_one(text: &str, signs: Alphabet) -> bool {
    FORMS.iter().any(|form| {
        let behind = text.get(form.head.len()..).unwrap_or_default();
        let is_of_kinds = |part: &str| {
            let signs = Alphabet::of(part);
            signs.has_all(form.kinds) && signs.is_within(form.kinds | OF_KEYS & !(UPPER | LOWER))
        };
        text.len() == form.length
            && text.starts_with(form.head)
            && match form.dot {
                Some(dot) => {
                    let at = dot - form.head.len();
                    behind.as_bytes().get(at) == Some(&b'.')
                        && is_of_kinds(behind.get(..at).unwrap_or_default())
                        && is_of_kinds(behind.get(at + 1..).unwrap_or_default())
                }
                None => signs.is_within(form.kinds | DOT) && is_of_kinds(behind),
            }
    })
}
