//! The words that a wallet is restored from, where a name asks for them.

use crate::value::about::About;
use crate::value::letters::table::table;
use crate::value::letters::text::{all, any, is_lower};

/// Whether words of it are missing, or stand there too often. BIP-39 knows 12, 15, 18, 21 and 24 words.
pub(in crate::value) fn has_odd_count(text: &str, about: &About) -> bool {
    /// Of Monero, Wownero, Algorand, Sia, SLIP-39 and old wallets, and of BIP-39 with a word of the owner's own.
    const OF_OTHERS: [usize; 13] = [13, 14, 16, 17, 19, 20, 22, 25, 27, 28, 29, 33, 59];
    /// Fewer words may be for something else than a wallet.
    const FEWEST: usize = 11;

    let is_of_wallet = about.has_name_with(b"mnemonic") || about.has_words(b"seed_phrase");
    is_asked_for(about)
        && (is_of_wallet || count_of_words(text).is_some_and(|count| count >= FEWEST))
        && matches!(
            count_of_words(text),
            Some(count) if !is_count(count) && !OF_OTHERS.contains(&count)
        )
}

/// Whether it is whole. Among the words are `key`, `secret` and `token`, so they may look like a sentence.
pub(in crate::value) fn is_whole(text: &str, about: &About) -> bool {
    let is_of_english = || {
        is_asked_for(about) && !text.contains('\n') && count_of_words(text).is_some_and(is_count)
    };
    is_of_english() || is_of_any_language(text, about)
}

/// Words of another language, which are not known here.
fn is_of_any_language(text: &str, about: &About) -> bool {
    let is_asked = is_asked_for(about) || about.ends_in(table!("seed"));
    let is_word = |word: &str| !any(word, |c| c.is_ascii_punctuation() || c.is_ascii_digit());
    is_asked
        && !text.contains('\n')
        && is_count(text.split_whitespace().count())
        && text.split_whitespace().all(is_word)
}

fn is_count(count: usize) -> bool {
    matches!(count, 12 | 15 | 18 | 21 | 24)
}

fn is_asked_for(about: &About) -> bool {
    const OTHERS: &[u8] = table!("passphrase password pass hint path count length language");

    (about.has_name_with(b"mnemonic")
        || about.has_words(b"seed_phrase")
        || about.has_words(b"recovery_phrase"))
        && !about.is_called(OTHERS)
}

/// How many words of three to eight small letters it has, if it has nothing else, and two at least.
fn count_of_words(text: &str) -> Option<usize> {
    let mut count = 0;
    for word in text.split_whitespace() {
        if !matches!(word.len(), 3..=8) || !all(word, is_lower) {
            return None;
        }
        count += 1;
    }
    (count > 1).then_some(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &'static str) -> About {
        About::new("acme", None, [name, "secret", ""])
    }

    /// Of words that no wallet gives out in this order.
    fn words(count: usize) -> String {
        ["otter", "secret", "key", "lantern"]
            .into_iter()
            .cycle()
            .take(count)
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn a_word_too_few_or_too_many_is_told() {
        for name in ["wallet_mnemonic", "seed_phrase", "SEED_PHRASE", "recoveryPhrase"] {
            for count in [2, 4, 11, 23, 26] {
                let is_of_wallet = name != "recoveryPhrase" || count > 10;
                assert_eq!(has_odd_count(&words(count), &of(name)), is_of_wallet, "{name} {count}");
                assert!(!is_whole(&words(count), &of(name)), "{name} {count}");
            }
            for count in [12, 15, 18, 21, 24] {
                assert!(!has_odd_count(&words(count), &of(name)), "{name} {count}");
                assert!(is_whole(&words(count), &of(name)), "{name} {count}");
            }
        }
        let phrase = of("seed_phrase");
        for text in
            [words(25), words(1), "Otter secret key".to_owned(), words(11) + " 9", words(4) + " ox"]
        {
            assert!(!has_odd_count(&text, &phrase) && !is_whole(&text, &phrase), "{text}");
        }
        for name in ["passphrase", "mnemonic_passphrase", "seed_phrase_password", "acme"] {
            assert!(!has_odd_count(&words(11), &of(name)), "{name}");
            assert!(!is_whole(&words(12), &of(name)), "{name}");
        }
    }
}
