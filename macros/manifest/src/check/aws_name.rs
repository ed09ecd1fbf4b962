//! The name of a secret or parameter of AWS, and names of resources as the console shows them.

use std::ops::Range;

use crate::chars::all;

/// `arn:aws:secretsmanager:eu-west-1:123456789012:secret:openai-a1b2c3`.
pub(super) struct Arn<'t> {
    pub(super) service: &'t str,
    pub(super) region: &'t str,
    pub(super) account: &'t str,
    /// Behind the account.
    pub(super) resource: &'t str,
    /// Where each of them stands.
    pub(super) places: [Range<usize>; 4],
}

impl<'t> Arn<'t> {
    /// `None` if a part is missing.
    pub(super) fn parse(text: &'t str) -> Option<Self> {
        let mut start = 0;
        let mut parts: Vec<(&str, Range<usize>)> = Vec::with_capacity(6);
        for part in text.splitn(6, ':') {
            parts.push((part, start..start + part.len()));
            start += part.len() + 1;
        }
        match parts.as_slice() {
            [_, _, (service, s), (region, r), (account, a), (resource, e)] => Some(Self {
                service,
                region,
                account,
                resource,
                places: [s.clone(), r.clone(), a.clone(), e.clone()],
            }),
            _ => None,
        }
    }
}

/// `eu-west-1`, `us-gov-east-1`.
pub(super) fn is_region(text: &str) -> bool {
    let mut words = text.split('-');
    let area = words.next().unwrap_or_default();
    let number = words.next_back().unwrap_or_default();
    let is_word = |word: &str| !word.is_empty() && all(word, |c| c.is_ascii_lowercase());
    let mut count = 0;
    for word in words {
        if !is_word(word) {
            return false;
        }
        count += 1;
    }
    is_word(area) && count > 0 && !number.is_empty() && all(number, |c| c.is_ascii_digit())
}

/// `eu-west-1` of `eu-west-1a`.
pub(super) fn region_of_zone(text: &str) -> Option<&str> {
    let region = text.trim_end_matches(|c: char| c.is_ascii_lowercase());
    (region.len() + 1 == text.len() && is_region(region)).then_some(region)
}

/// Whether a hyphen and six letters or digits end it, as AWS adds them to the name of a secret.
pub(super) fn has_random_end(name: &str) -> bool {
    name.rsplit_once('-').is_some_and(|(before, end)| {
        !before.is_empty() && end.len() == 6 && all(end, |c| c.is_ascii_alphanumeric())
    })
}

/// The first character that is neither a letter, a digit, nor one of these.
pub(super) fn stray(name: &str, others: &str) -> Option<(usize, char)> {
    let is_stray = |c: char| !c.is_ascii_alphanumeric() && !others.contains(c);
    name.char_indices().find(|(_, c)| is_stray(*c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_names() {
        let text = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:a/b-a1b2c3";
        let arn = Arn::parse(text).unwrap();
        assert_eq!((arn.service, arn.region), ("secretsmanager", "eu-west-1"));
        assert_eq!((arn.account, arn.resource), ("123456789012", "secret:a/b-a1b2c3"));
        assert_eq!(text.get(arn.places[2].clone()), Some("123456789012"));
        assert!(Arn::parse("arn:aws:ssm:eu-west-1").is_none());
        for (region, expected) in [
            ("eu-west-1", true),
            ("us-gov-east-1", true),
            ("us-isob-east-12", true),
            ("eu-west-1a", false),
            ("eu-west", false),
            ("EU-WEST-1", false),
            ("eu--1", false),
            ("", false),
        ] {
            assert_eq!(is_region(region), expected, "{region}");
        }
        assert_eq!(region_of_zone("eu-west-1a"), Some("eu-west-1"));
        assert_eq!((region_of_zone("eu-west-1"), region_of_zone("a")), (None, None));
        assert!(has_random_end("openai-a1B2c3") && !has_random_end("openai-a1b2c"));
        assert!(!has_random_end("-a1b2c3") && !has_random_end("openai"));
    }
}
