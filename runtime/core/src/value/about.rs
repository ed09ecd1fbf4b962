//! What a manifest says about a value.

use crate::value::letters::table::{any_word, is_one, may_end, table};
use crate::value::letters::text::{
    all, any, any_of, holds, holds_words, is_alphanumeric, is_lower, letters_of, without_end,
};

/// What is known of a value besides its text.
#[derive(Clone, Copy)]
pub(crate) struct About {
    pub(crate) provider: &'static str,
    /// The variable that it comes from.
    pub(crate) variable: Option<&'static str>,
    /// What it is called: the ID of its credential, its part of that, its key in a file, and its variable.
    names: [&'static str; 4],
    /// The letters of each of the names: of most questions they tell.
    letters: [u32; 4],
}

impl About {
    /// With the ID of its credential, its part of that, and its key in a file.
    pub(crate) const fn new(
        provider: &'static str,
        variable: Option<&'static str>,
        [id, part, key]: [&'static str; 3],
    ) -> Self {
        let last = match variable {
            Some(variable) => variable,
            None => "",
        };
        let letters = [
            letters_of(id.as_bytes()),
            letters_of(part.as_bytes()),
            letters_of(key.as_bytes()),
            letters_of(last.as_bytes()),
        ];
        Self { provider, variable, names: [id, part, key, last], letters }
    }

    /// The same without the name of the key in a file.
    pub(super) fn without_key(&self) -> Self {
        let [id, part, ..] = self.names;
        Self::new(self.provider, self.variable, [id, part, ""])
    }

    /// What it is called first of all.
    pub(super) fn called(&self) -> &'static str {
        let [id, ..] = self.names;
        self.variable.unwrap_or(id)
    }

    /// Whether the last word of one of its names is in the table.
    pub(super) fn is_called(&self, table: &[u8]) -> bool {
        any_of(&self.names, &|name| ends_in_one(name, table))
    }

    /// Whether that holds of one of its names.
    pub(super) fn has_name_that(&self, is: &dyn Fn(&str) -> bool) -> bool {
        any_of(&self.names, is)
    }

    /// Whether one of its names has that in it.
    pub(super) fn has_name_with(&self, part: &[u8]) -> bool {
        let letters = letters_of(part);
        for (name, of_name) in self.names.iter().zip(self.letters) {
            if letters & !of_name == 0 && holds(name, part) {
                return true;
            }
        }
        false
    }

    /// Whether one of its names has one of these words in it.
    pub(super) fn has_name_of(&self, table: &[u8]) -> bool {
        any_word(table, &|word| self.has_name_with(word))
    }

    /// Whether one of its names has these words in it, with `_` between them for any sign or none.
    pub(super) fn has_words(&self, words: &[u8]) -> bool {
        let letters = letters_of_words(words);
        for (name, of_name) in self.names.iter().zip(self.letters) {
            if letters & !of_name == 0 && holds_words(name, words) {
                return true;
            }
        }
        false
    }

    /// The same of a name that somebody chose.
    pub(super) fn has_chosen_words(&self, words: &[u8]) -> bool {
        let letters = letters_of_words(words);
        for (name, of_name) in self.chosen().iter().zip(self.letters) {
            if letters & !of_name == 0 && holds_words(name, words) {
                return true;
            }
        }
        false
    }

    /// Whether a name that somebody chose has that in it.
    pub(super) fn has_chosen_name_with(&self, part: &[u8]) -> bool {
        any_of(&self.chosen(), &|name| holds(name, part))
    }

    /// Whether one of its names ends as `SECRET_ID` does.
    pub(super) fn is_id_of_secret(&self) -> bool {
        self.has_name_that(&|name| {
            let word = last_word(name);
            let before = name.get(..name.len() - word.len()).unwrap_or_default();
            let before = without_end(before, |c| !is_alphanumeric(c));
            word.eq_ignore_ascii_case("id") && last_word(before).eq_ignore_ascii_case("secret")
        })
    }

    /// Whether its name says that it is one key or password: not a file, a URL or settings that have one in them.
    pub(super) fn is_of_key(&self) -> bool {
        const KEYS: &[u8] = table!(
            "key apikey authkey token authtoken secret password passwd pwd pass passphrase pat pgpassword jwt"
        );
        const OTHERS: &[u8] = table!("config netrc json url dsn index file remote connection");

        self.ends_in(KEYS)
            && !self.has_name_of(OTHERS)
            // As words: they are in `accessKeySecret` and `security`, too.
            && !self.has_word(table!("keys tokens uri"))
    }

    /// Whether its name says that it is the file of one password or token alone, as in `db_password_file`.
    pub(super) fn is_file_of_key(&self) -> bool {
        const KEYS: &[u8] = table!("apikey api_key token password passwd passphrase");

        any_of(&self.chosen(), &|name| {
            let Some((before, file)) = name.rsplit_once(['_', '-']) else { return false };
            file.eq_ignore_ascii_case("file") && holds_last(before, KEYS)
        })
    }

    /// Whether the last word of a name that somebody chose is one for what a provider gives out: of a password, nobody can
    /// tell.
    pub(super) fn ends_in_key(&self) -> bool {
        self.ends_in(table!("key apikey token authtoken authkey pat"))
    }

    /// Whether the last word of a name that somebody chose is in the table. A part that is called `secret` may be
    /// anything.
    pub(super) fn ends_in(&self, table: &[u8]) -> bool {
        any_of(&self.chosen(), &|name| ends_in_one(name, table))
    }

    /// Whether a name that somebody chose ends in those words, of which there are two or more, whatever stands between them and
    /// whatever their size.
    pub(super) fn ends_in_words(&self, words: &str) -> bool {
        let last = last_word(words);
        last.len() < words.len()
            && !last.is_empty()
            && all(words, |c| is_alphanumeric(c) || matches!(c, '_' | '-'))
            && any_of(&self.chosen(), &|name| ends_in_letters(name, words))
    }

    /// Whether a password is asked for, which people choose.
    pub(super) fn is_for_password(&self) -> bool {
        self.ends_in(table!("password passwd passphrase passcode pass pwd pin"))
    }

    /// Whether a word of a name that somebody chose is in the table.
    pub(super) fn has_word(&self, table: &[u8]) -> bool {
        self.has_name_of(table)
            && any_of(&self.chosen(), &|name| {
                let mut rest = name;
                while !rest.is_empty() {
                    let word = last_word(rest);
                    if is_one(word, table) {
                        return true;
                    }
                    let before = rest.get(..rest.len() - word.len()).unwrap_or_default();
                    rest = without_end(before, |c| !is_alphanumeric(c));
                    if word.is_empty() && rest.len() == before.len() {
                        return false;
                    }
                }
                false
            })
    }

    fn chosen(&self) -> [&'static str; 4] {
        let [id, part, key, variable] = self.names;
        [id, if part == "secret" { "" } else { part }, key, variable]
    }
}

/// The letters of words with `_` between them, which stands for any sign.
const fn letters_of_words(words: &[u8]) -> u32 {
    letters_of(words) & !letters_of(b"_")
}

/// Whether the last word of the name is in the table. Of most, the last letter tells that it is not.
fn ends_in_one(name: &str, table: &[u8]) -> bool {
    may_end(table, name.as_bytes().last()) && is_one(last_word(name), table)
}

/// Whether the letters of the name end in those of the words.
fn ends_in_letters(name: &str, words: &str) -> bool {
    let mut letters = name.bytes().rev().filter(u8::is_ascii_alphanumeric);
    words
        .bytes()
        .rev()
        .filter(u8::is_ascii_alphanumeric)
        .all(|byte| letters.next().is_some_and(|letter| letter.eq_ignore_ascii_case(&byte)))
}

fn holds_last(name: &str, table: &[u8]) -> bool {
    any_word(table, &|word| {
        let start = name.len().checked_sub(word.len());
        matches!(start.and_then(|start| name.as_bytes().get(start..)), Some(end) if end.eq_ignore_ascii_case(word))
    })
}

/// `ID` of `ACCESS_KEY_ID`, and `Id` of `accessKeyId`.
fn last_word(name: &str) -> &str {
    let before = name.as_bytes().iter().rposition(|byte| !byte.is_ascii_alphanumeric());
    let word = name.get(before.map_or(0, |at| at + 1)..).unwrap_or_default();
    if !any(word, is_lower) {
        return word;
    }
    // A digit belongs to the word before it.
    let before = without_end(word, |c| is_lower(c) || c.is_ascii_digit());
    word.get(before.len().saturating_sub(1)..).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_word_of_a_name() {
        for (name, word) in [
            ("AWS_ACCESS_KEY_ID", "ID"),
            ("access-key-id", "id"),
            ("accessKeyId", "Id"),
            ("id", "id"),
            ("config.key", "key"),
            ("jwt_es256", "es256"),
            ("jwtEs256", "Es256"),
            ("", ""),
        ] {
            assert_eq!(last_word(name), word, "{name}");
        }
    }

    #[test]
    fn a_name_may_end_in_several_words() {
        let about = About::new("acme", Some("OVH_CONSUMER_KEY"), ["", "secret", ""]);
        for words in ["consumerKey", "consumer_key", "CONSUMER-KEY", "ovhConsumerKey"] {
            assert!(about.ends_in_words(words), "{words}");
        }
        for words in ["key", "Key", "applicationKey", "consumer", "", "consumer.key", "KEY"] {
            assert!(!about.ends_in_words(words), "{words}");
        }
    }

    #[test]
    fn each_word_of_a_name_counts() {
        const LIVE: &[u8] = table!("live");
        for (name, expected) in [
            ("STRIPE_LIVE_KEY", true),
            ("LIVE_KEY", true),
            ("stripeLiveKey", true),
            ("stripe-key.live", true),
            ("live", true),
            ("DELIVERY_KEY", false),
            ("STRIPE_LIVES_KEY_", false),
            ("-_", false),
            ("", false),
        ] {
            let about = About::new("acme", Some(name), ["", "secret", ""]);
            assert_eq!(about.has_word(LIVE), expected, "{name}");
        }
    }

    #[test]
    fn each_name_counts() {
        const ID: &[u8] = table!("id");
        for (names, variable, expected) in [
            (["key_id", "secret", ""], None, true),
            (["key", "config.id", ""], None, true),
            (["key", "secret", "aws.keyId"], None, true),
            (["key", "secret", ""], Some("KEY_ID"), true),
            (["grid", "secret", "id_key"], Some("GRID"), false),
        ] {
            let about = About::new("acme", variable, names);
            assert_eq!(about.is_called(ID), expected, "{names:?}");
        }
    }

    #[test]
    fn a_name_says_whether_it_is_a_key_alone() {
        let about = |id, part, variable| About::new("acme", variable, [id, part, ""]);
        for (id, part, variable, expected) in [
            ("acme", "secret", Some("ACME_API_KEY"), true),
            ("acme", "secret", Some("PGPASSWORD"), true),
            ("acme_token", "secret", None, true),
            ("acme", "password", None, true),
            ("acme", "secret", None, false),
            ("acme", "secret", Some("ACME_CREDENTIALS"), false),
            ("acme", "secret", Some("ACME_CONFIG_SECRET"), false),
            ("acme", "secret", Some("ACME_URL_TOKEN"), false),
            ("acme", "secret", Some("ACME_KEYS"), false),
            ("acme", "secret", Some("ACME_KEYS_SECRET"), false),
            ("acme", "secret", Some("accessKeySecret"), true),
            ("acme", "secret", Some("ACME_SECURITY_TOKEN"), true),
            ("acme", "secret", Some("ACME_URI_TOKEN"), false),
        ] {
            assert_eq!(about(id, part, variable).is_of_key(), expected, "{id} {variable:?}");
        }
    }

    #[test]
    fn the_file_of_a_key_is_named_so() {
        let about = |id| About::new("acme", None, [id, "secret", ""]);
        for id in ["db_password_file", "acme-token-file", "ACME_API_KEY_FILE"] {
            assert!(about(id).is_file_of_key(), "{id}");
        }
        for id in ["aws_file", "config_file", "password_of_file", "tokens_file", "key_file"] {
            assert!(!about(id).is_file_of_key(), "{id}");
        }
    }
}
