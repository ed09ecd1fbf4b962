//! How texts begin that are no secrets, or the keys of a certain provider.

use super::base64;
use super::connection::CONNECTIONS;
use super::hash::{DIGESTS, HASHES, OF_NOTHING};
use super::pem::PUBLIC_HEADS;
use super::placeholder::{HEADS, PLACEHOLDERS};
use super::providers::PROVIDERS;
use super::reference::REFERENCES;
use super::refused::CIPHERS;
use super::template::CODE;

/// How JSON Web Tokens begin.
static TOKENS: &str = "eyJh eyJ0 eyJr eyJj eyJl eyJ6";

/// How many bits tell the beginnings apart.
const BITS: u32 = 13;
const WORDS: usize = 1 << (BITS - 6);

/// Makes four letters small, and some signs others.
pub(super) const SMALL: u32 = 0x2020_2020;

/// Whether a text with these four bytes in front may begin like an entry of the tables, in small letters or
/// capitals, with a sign, or with a name in capitals.
pub(super) fn is_head(head: u32) -> bool {
    let bit = bit(head);
    let is_in_filter = FILTER.get(bit / 64).is_some_and(|word| word >> (bit % 64) & 1 == 1);
    let [first, second, third, _] = head.to_le_bytes();
    is_in_filter
        || !first.is_ascii_alphanumeric()
        || is_capital(head)
        // The drive of a path.
        || [second, third] == *b":\\"
}

/// Whether all four are capitals or `_`, of which names consist.
fn is_capital(head: u32) -> bool {
    head.to_le_bytes().iter().all(|byte| byte.is_ascii_uppercase() || *byte == b'_')
}

/// A Bloom filter with one function, made while this compiles: one look instead of a search.
static FILTER: [u64; WORDS] = filter();

#[allow(clippy::indexing_slicing, reason = "evaluated while it compiles")]
const fn filter() -> [u64; WORDS] {
    let words = with_all([0; WORDS], PLACEHOLDERS);
    let words = with_all(words, HEADS);
    let words = with_all(words, base64::HEADS);
    let mut words = with_all(words, HASHES);
    let mut at = 0;
    while at < CIPHERS.len() {
        words = with_word(words, CIPHERS[at].head.as_bytes());
        at += 1;
    }
    let words = with_all(with_all(with_all(words, OF_NOTHING), DIGESTS), PUBLIC_HEADS);
    let words = with_all(words, CODE);
    let words = with_all(words, CONNECTIONS);
    let words = with_all(words, TOKENS);
    let mut words = with_all(words, REFERENCES);
    at = 0;
    while at < PROVIDERS.len() {
        words = with_all(words, PROVIDERS[at].prefixes);
        at += 1;
    }
    words
}

/// With every word of a table.
const fn with_all(mut words: [u64; WORDS], table: &str) -> [u64; WORDS] {
    let mut rest = table.as_bytes();
    while !rest.is_empty() {
        words = with_word(words, rest);
        while let [byte, after @ ..] = rest {
            rest = after;
            if *byte == b' ' {
                break;
            }
        }
    }
    words
}

/// With the word that these bytes begin with: by four, or with whatever comes after three.
const fn with_word(mut words: [u64; WORDS], bytes: &[u8]) -> [u64; WORDS] {
    match bytes {
        [a, b, c] | [a, b, c, b' ', ..] => {
            let mut next = b'!';
            while next <= b'~' {
                words = with(words, [*a, *b, *c, next]);
                next += 1;
            }
            words
        }
        [a, b, c, d, ..] => with(words, [*a, *b, *c, *d]),
        _ => words,
    }
}

#[allow(clippy::indexing_slicing, reason = "evaluated while it compiles")]
const fn with(mut words: [u64; WORDS], head: [u8; 4]) -> [u64; WORDS] {
    let bit = bit(u32::from_le_bytes(head));
    words[bit / 64] |= 1 << (bit % 64);
    words
}

const fn bit(head: u32) -> usize {
    ((head | SMALL).wrapping_mul(0x9e37_79b1) >> (32 - BITS)) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(text: &str) -> u32 {
        u32::from_le_bytes(*text.as_bytes().first_chunk().unwrap())
    }

    #[test]
    fn every_entry_is_found_and_few_others() {
        let prefixes = PROVIDERS.iter().map(|row| row.prefixes);
        let tables = [PLACEHOLDERS, HEADS, base64::HEADS, REFERENCES, HASHES, CODE, CONNECTIONS];
        for text in tables.into_iter().chain(prefixes).flat_map(|table| table.split(' ')) {
            assert!(text.len() >= 3, "{text}");
            let long = text.to_owned() + "q7";
            assert!(is_head(head(&long)), "{text}");
            assert!(is_head(head(&long.to_ascii_uppercase())), "{text}");
        }
        let signs: Vec<u8> = (b'a'..=b'z').chain(b'0'..=b'9').collect();
        let heads = signs.iter().flat_map(|a| signs.iter().map(move |b| [*a, *b, b'q', b'7']));
        let found = heads.filter(|head| is_head(u32::from_le_bytes(*head))).count();
        assert!(found < signs.len() * signs.len() / 10, "{found}");
    }
}
