//! Whole keys, which most texts with a known beginning are.

use std::time::SystemTime;

use super::{bare, forms, token, url};
use crate::value::about::About;
use crate::value::copied::placeholder::is_placeholder_of;
use crate::value::encoded::fernet::is_name_of_key;
use crate::value::letters::alphabet::{Alphabet, COLON, DIGIT, LOWER, OF_KEYS, UPPER};
use crate::value::letters::repeated::is_twice;
use crate::value::provider::kinds;
use crate::value::provider::owners::owner;
use crate::value::provider::providers;

/// Whether the text is a key, a token or a URL as its provider gives it out, and nothing else. Then only the checks that are
/// asked here can tell of it, and none does.
#[cold]
pub(crate) fn is_issued(text: &str, about: About, now: SystemTime) -> bool {
    // Such a name asks for one kind of key alone.
    if about.has_name_that(&is_name_of_key) {
        return false;
    }
    let signs = Alphabet::of(text);
    if signs.has(COLON) {
        return url::is_right(text, signs, &about);
    }
    if text.starts_with("eyJ") {
        return token::is_right(text, signs, &about, now);
    }
    // Of each kind at least one, and no other sign. What people write in the place of a key is mostly in one size.
    let owner = owner(text);
    let is_key = signs.has_all(LOWER | UPPER | DIGIT)
        && signs.is_within(OF_KEYS)
        && matches!(owner, Some((row, _)) if row.name != "AWS");
    match owner {
        Some(owner) if is_key || forms::is_one(text, signs) => {
            providers::told_of_owner(&about, text, signs, owner).is_none()
                && is_whole(text, signs, &about)
                && (is_key || bare::told(text, &about).is_none())
        }
        _ => bare::is_right(text, signs, &about),
    }
}

/// Whether nothing else is the matter with a key that begins as those of its provider do.
fn is_whole(text: &str, signs: Alphabet, about: &About) -> bool {
    kinds::other(text, about).is_none()
        && !is_placeholder_of(text, signs)
        && !is_twice(text)
        && !providers::is_one_behind_another(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::doubts;

    fn letters(head: &str, length: usize) -> String {
        head.chars().chain("k9qZm77xR3vT5yW8-_".chars().cycle()).take(length).collect()
    }

    fn about(provider: &'static str) -> About {
        About::new(provider, Some("ACME_BOT_TOKEN"), ["it", "secret", ""])
    }

    #[test]
    fn whole_keys_are_known_and_no_check_tells_of_them() {
        for (provider, text) in [
            ("openai", letters("sk-proj-", 90)),
            ("acme", letters("sk-proj-", 90)),
            ("anthropic", letters("sk-ant-api03-", 108)),
            ("github", letters("gho_k9q", 40)),
            ("slack", letters("xoxb-1234567890-1234567890-", 51)),
            ("stripe", letters("sk_live_51", 60)),
            ("google", letters("AIzaSy", 39)),
        ] {
            assert!(is_issued(&text, about(provider), SystemTime::UNIX_EPOCH), "{text}");
            assert_eq!(doubts(&text, about(provider), SystemTime::UNIX_EPOCH), [], "{text}");
        }
    }

    #[test]
    fn what_a_check_may_tell_of_is_not_passed_over() {
        let key = letters("sk-proj-", 90);
        for (provider, text) in [
            ("anthropic", key.clone()),
            ("openai", key.to_lowercase()),
            ("openai", key.repeat(2)),
            ("openai", key.clone() + "."),
            ("openai", key.clone() + ":wq"),
            ("openai", key.clone() + "xxxxxx"),
            ("openai", key.clone() + "-here"),
            ("openai", "sk-proj-k9Q".to_owned()),
            ("slack", letters("xapp-1-A0", 60)),
            ("aws", "AKIAEXAMPLENOTAKEY77".to_owned()),
            ("github", ["ghp", "_exampleNotAKey9exampleNotAKey9", "0J9Qrx"].concat()),
        ] {
            assert!(
                !is_issued(&text, about(provider), SystemTime::UNIX_EPOCH),
                "{provider} {text}"
            );
        }
    }
}
