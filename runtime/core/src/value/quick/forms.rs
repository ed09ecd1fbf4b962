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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::judged::{filled, judged};

    #[test]
    fn no_rule_tells_of_a_key_of_each_form() {
        for form in &FORMS {
            let (provider, variable, pattern) = match form.head {
                "SG." => ("sendgrid", "SENDGRID_API_KEY", "SG.<any:22>.<any:43>".to_owned()),
                head => ("aws", "AWS_ACCESS_KEY_ID", format!("{head}<large:16>")),
            };
            let is = |text: &str| is_one(text, Alphabet::of(text));
            let text = filled(&pattern);
            assert!(is(&text), "{text}");
            assert_eq!(judged(provider, variable, &pattern), [], "{text}");
            for other in [text.get(1..).unwrap(), &text.to_lowercase(), &(text.clone() + "7")] {
                assert!(!is(other), "{other}");
            }
        }
    }
}
