//! Texts that are a key of the manifest's own provider but for their beginning: its first letters are missing, stand there
//! twice, or are small for capitals. Everything comes from the table of providers.

use super::owners::{Provider, is_known, of_provider};
use super::public::is_id_of_aws_in_any_case;
use super::sizes::{OF_OPENAI, is_cut};
use crate::report::Doubt;
use crate::spec::Encoding;
use crate::value::about::About;
use crate::value::encoded::encoding::decode;
use crate::value::encoded::hex;
use crate::value::letters::alphabet::{
    Alphabet, DIGIT, DOT, EQUALS, LOWER, OF_KEYS, PLUS, SLASH, UPPER,
};
use crate::value::letters::table::{any_word, head, words};
use crate::value::letters::text::{all, any, holds, is_lower, is_of_guid};

/// Whose key it nearly is, or of whom it is that has no beginning of its own.
pub(in crate::value) fn told(about: &About, text: &str, signs: Alphabet) -> Option<Doubt> {
    /// A password or a name may begin so.
    const SHORTEST: usize = 24;

    let provider = about.provider;
    if is_id_of_aws_in_any_case(text) && any(text, is_lower) && holds(provider, b"aws") {
        return Some(Doubt::OtherCase("AWS"));
    }
    if text.len() < SHORTEST || !signs.is_within(OF_KEYS | DOT | EQUALS | PLUS | SLASH) {
        return None;
    }
    if hex::is_misread(text) {
        return Some(Doubt::Lookalike);
    }
    if is_of_mailgun(text) && !holds(provider, b"mailgun") && is_known(provider) {
        return Some(Doubt::OtherProvider("Mailgun"));
    }
    let is_of_discord = holds(provider, b"discord") || about.has_name_with(b"discord");
    if is_bot_of_discord(text) && !is_of_discord && is_known(provider) {
        return Some(Doubt::OtherProvider("Discord"));
    }
    for row in of_provider(provider) {
        // Secrets of AWS are random from their first letter on.
        if row.name == "AWS" {
            continue;
        }
        for prefix in words(row.prefixes) {
            if let Some(doubt) = beginning(row, prefix, text, signs) {
                return Some(doubt);
            }
        }
        if signs.has(DIGIT) && text.len() >= row.least && head(text, row.prefixes).is_some() {
            return Some(Doubt::OtherCase(row.name));
        }
    }
    None
}

/// The ID of a bot in base64, which is all digits, a time, and the secret.
fn is_bot_of_discord(text: &str) -> bool {
    let mut parts = text.split('.');
    let (Some(id), Some(time), Some(secret), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    matches!(id.len(), 24..=28)
        && time.len() == 6
        && matches!(secret.len(), 27..=38)
        && decode(id, Encoding::Base64Url).is_some_and(|id| id.iter().all(u8::is_ascii_digit))
}

/// Whether the provider makes it worth a closer look: two letters are left of what its keys begin with.
pub(in crate::value) fn is_headless(text: &str, provider: &str) -> bool {
    let is_short = |prefix: &[u8]| match prefix {
        // The sign behind them is missing.
        [a, b, c, b'_' | b'-'] => text.as_bytes().starts_with(&[*a, *b, *c]),
        [_, rest @ ..] => rest.len() == 2 && text.as_bytes().starts_with(rest),
        [] => false,
    };
    of_provider(provider)
        .any(|row| text.len() + 1 == row.least && any_word(row.prefixes, &is_short))
}

/// Whether the text begins as the prefix does, but for its signs; with few letters left, it has the length of a key.
fn is_signless(row: &Provider, prefix: &[u8], text: &str) -> bool {
    const TELLING: usize = 5;

    let mut letters = text.bytes();
    let mut missing = 0;
    for byte in prefix {
        if !byte.is_ascii_alphanumeric() {
            missing += 1;
        } else if letters.next() != Some(*byte) {
            return false;
        }
    }
    let is_whole = row.least > 0 && text.len() + missing == row.least;
    missing > 0 && (is_whole || prefix.len() - missing >= TELLING)
}

/// What is wrong with the beginning of the key, if it is one.
fn beginning(row: &Provider, prefix: &[u8], text: &str, signs: Alphabet) -> Option<Doubt> {
    for at in 1..prefix.len() {
        let (before, rest) = prefix.split_at_checked(at)?;
        let Some((first, key)) = text.split_at_checked(at) else { continue };
        if first.as_bytes() == before && key.as_bytes().starts_with(prefix) {
            return (!is_cut(row, prefix, key)).then_some(Doubt::StraySign);
        }
        if text.as_bytes().starts_with(rest) && is_rest_of_key(row, rest.len(), at, text, signs) {
            return Some(Doubt::Headless(row.name));
        }
    }
    let is_signless = signs.has(DIGIT) && is_signless(row, prefix, text);
    is_signless.then_some(Doubt::Signless(row.name))
}

/// Whether a text is a key of theirs without so many of its first letters, of which some are left.
fn is_rest_of_key(
    row: &Provider,
    left: usize,
    missing: usize,
    text: &str,
    signs: Alphabet,
) -> bool {
    /// Where no length is known, and few letters are left.
    const LONG: usize = 40;

    let length = text.len() + missing;
    let has_sign = matches!(text.as_bytes().get(left - 1), Some(b'-' | b'_' | b'.'));
    if left < 4 && missing > 1 {
        return false;
    }
    if row.least > 0 {
        return length == row.least || left > 2 && has_sign && length > row.least;
    }
    (has_sign || left > 4)
        && signs.has(DIGIT)
        && (missing == 1
            || text.len() >= LONG
                && signs.has_all(UPPER | LOWER)
                && (row.name != "OpenAI" || text.contains(OF_OPENAI)))
}

/// How long a key of Mailgun is: 32 hexadecimal digits, and twice eight.
pub(in crate::value) const OF_MAILGUN: usize = 50;

pub(in crate::value) fn is_of_mailgun(text: &str) -> bool {
    text.len() == OF_MAILGUN
        && text.as_bytes().get(32) == Some(&b'-')
        && text.as_bytes().get(41) == Some(&b'-')
        && all(text, is_of_guid)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::provider::owners::PROVIDERS;

    fn doubt(provider: &'static str, text: &str) -> Option<Doubt> {
        let about = About::new(provider, None, ["it", "secret", ""]);
        told(&about, text, Alphabet::of(text))
    }

    fn letters(head: &str, length: usize) -> String {
        head.chars().chain("k9qZm77xR3vT5yW8".chars().cycle()).take(length).collect()
    }

    #[test]
    fn what_is_nearly_a_key_is_told_by_its_provider() {
        for (provider, text) in [
            ("anthropic", letters("Sk-ant-api03-", 108)),
            ("anthropic", letters("SK-ANT-API03-", 108)),
            ("google", letters("aizasy", 39)),
            ("github", letters("GHP_", 40)),
        ] {
            assert!(matches!(doubt(provider, &text), Some(Doubt::OtherCase(_))), "{text}");
            assert_eq!(doubt("acme", &text), None, "{text}");
        }
        for (provider, text) in [
            ("anthropic", letters("k-ant-api03-", 107)),
            ("openai", letters("proj-k9qT3BlbkFJ", 60)),
            ("stripe", letters("k_live_51", 60)),
        ] {
            assert!(matches!(doubt(provider, &text), Some(Doubt::Headless(_))), "{text}");
            assert_eq!(doubt("acme", &text), None, "{text}");
        }
        for (provider, text) in [
            ("github", letters("githubpat11", 91)),
            ("github", letters("ghp", 39)),
            ("anthropic", letters("skantapi03", 105)),
            ("stripe", letters("sklive51", 105)),
        ] {
            assert!(matches!(doubt(provider, &text), Some(Doubt::Signless(_))), "{text}");
            assert_eq!(doubt("acme", &text), None, "{text}");
        }
        for id in ["akiaexamplenotakey77", "aKIAEXAMPLENOTAKEY77", "Asiaexamplenotakey77"] {
            assert_eq!(doubt("aws", id), Some(Doubt::OtherCase("AWS")), "{id}");
            assert_eq!(doubt("acme", id), None, "{id}");
        }
        for id in ["AKIAEXAMPLENOTAKEY77", "akiaexamplenotakey7", "akiaexamplenotakey18"] {
            assert_eq!(doubt("aws", id).filter(|doubt| matches!(doubt, Doubt::OtherCase(_))), None);
        }
        let text = letters("sk-sk-ant-api03-", 111);
        assert_eq!(doubt("anthropic", &text), Some(Doubt::StraySign));
        for (provider, text) in [
            ("openai", letters("proj-", 60)),
            ("openai", letters("sk-sk-", 40)),
            ("google", letters("aizasy", 32)),
            ("github", "GHP_k9q".to_owned()),
            ("github", letters("ghp", 37)),
            ("stripe", "k_live_long_and_prosper_as_they_say".to_owned()),
            ("aws", letters("akia", 40)),
            ("anthropic", letters("key-", 60)),
        ] {
            assert_eq!(doubt(provider, &text), None, "{text}");
        }
    }

    #[test]
    fn letters_that_are_missing_or_stand_twice_are_told_of_each_beginning() {
        for row in PROVIDERS.iter().filter(|row| row.name != "AWS") {
            let provider = core::str::from_utf8(words(row.words).next().unwrap()).unwrap();
            for prefix in words(row.prefixes) {
                let prefix = core::str::from_utf8(prefix).unwrap();
                let whole = letters(prefix, row.least.max(112));
                let whole = if row.name == "Atlassian" { whole + "=7D1F0A93" } else { whole };
                let exact = letters(prefix, row.least);
                let key = if row.least > 0 { &exact } else { &whole };
                let headless = key.get(1..).unwrap();
                assert_eq!(doubt(provider, headless), Some(Doubt::Headless(row.name)), "{prefix}");
                assert_eq!(doubt("acme", headless), None, "{prefix}");
                for at in 1..prefix.len() {
                    let doubled = prefix.get(..at).unwrap().to_owned() + &whole;
                    assert_eq!(doubt(provider, &doubled), Some(Doubt::StraySign), "{doubled}");
                    assert_eq!(doubt("acme", &doubled), None, "{doubled}");
                }
                let short = headless.get(..23.min(headless.len())).unwrap();
                assert_eq!(doubt(provider, short), None, "{short}");
            }
        }
    }

    #[test]
    fn a_token_of_a_bot_is_told_by_its_form() {
        // The ID is `708192634455708192`.
        let token = "NzA4MTkyNjM0NDU1NzA4MTky.k9qZm7.7xR3vT5yW8k9qZm77xR3vT5yW8k9qZ";
        for provider in ["topgg", "slack"] {
            assert_eq!(doubt(provider, token), Some(Doubt::OtherProvider("Discord")), "{provider}");
        }
        for provider in ["discord", "acme"] {
            assert_eq!(doubt(provider, token), None, "{provider}");
        }
        assert_eq!(doubt("slack", &token.replacen("Nz", "k9", 1)), None);
    }

    #[test]
    fn a_key_of_mailgun_is_told_by_its_form() {
        let key = "7d1f0a93".repeat(4) + "-7d1f0a93-c5e84264";
        for provider in ["sendgrid", "postmark"] {
            assert_eq!(doubt(provider, &key), Some(Doubt::OtherProvider("Mailgun")), "{provider}");
        }
        for provider in ["mailgun", "acme"] {
            assert_eq!(doubt(provider, &key), None, "{provider}");
        }
    }
}
