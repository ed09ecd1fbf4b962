//! How texts begin that are no secrets, or the keys of a certain provider.

use super::base32;
use super::base64;
use super::connection::CONNECTIONS;
use super::container;
use super::escapes;
use super::hash::{DIGESTS, HASHES, OF_NOTHING};
use super::ids;
use super::kinds;
use super::names;
use super::path;
use super::pem::{self, PUBLIC_HEADS};
use super::placeholder;
use super::providers::{self, PROVIDERS};
use super::public;
use super::reference::REFERENCES;
use super::refused::{self, CIPHERS};
use super::table::{split, table};
use super::template::{CODE, OBJECTS};
use super::tools;
use super::typed;
use super::within;
use super::words::{HEADS, PLACEHOLDERS};

/// How JSON Web Tokens begin, and those of Fernet.
static TOKENS: &[u8] = table!("eyJh eyJ0 eyJr eyJj eyJl eyJ6 eyJz eyJp gAAA");

/// How many bits tell the beginnings apart, and the ends. A closer look costs so much that one key in a thousand which is
/// taken for a known one shows in the mean.
const BITS: u32 = 16;
const BITS_OF_ENDS: u32 = 14;

/// Makes four letters small, and some signs others.
const SMALL: u32 = 0x2020_2020;

/// Bloom filters with two functions, made while this compiles: a look or two instead of a search.
static BEGINNINGS: [u64; 1 << (BITS - 6)] = beginnings();
static ENDS: [u64; 1 << (BITS_OF_ENDS - 6)] = ends();

/// Whether a text that begins with these four bytes may do so like an entry of the tables, in small letters or
/// capitals.
#[inline]
pub(super) fn is_known(head: [u8; 4]) -> bool {
    is_in(&BEGINNINGS, first_bit(head, BITS)) && is_in(&BEGINNINGS, second_bit(head, BITS))
}

/// The same of its end.
#[inline]
pub(super) fn is_known_end(tail: [u8; 4]) -> bool {
    is_in(&ENDS, first_bit(tail, BITS_OF_ENDS)) && is_in(&ENDS, second_bit(tail, BITS_OF_ENDS))
}

#[inline]
fn is_in(filter: &[u64], bit: usize) -> bool {
    filter.get(bit / 64).is_some_and(|word| word >> (bit % 64) & 1 == 1)
}

#[allow(clippy::indexing_slicing, reason = "evaluated while it compiles")]
const fn beginnings<const N: usize>() -> [u64; N] {
    let words = with_all([0; N], PLACEHOLDERS);
    let words = with_all(words, HEADS);
    let words = with_all(words, names::HEADS);
    let words = with_all(with_all(words, base64::HEADS), base64::LABELS);
    let mut words = with_all(words, HASHES);
    let mut at = 0;
    while at < CIPHERS.len() {
        words = with_word(words, CIPHERS[at].head.as_bytes());
        at += 1;
    }
    let words = with_all(with_all(with_all(words, OF_NOTHING), DIGESTS), PUBLIC_HEADS);
    let words = with_all(with_all(with_all(words, CODE), public::HEADS), ids::HEADS);
    let words = with_all(with_all(words, base32::HEADS), OBJECTS);
    let words = with_all(words, tools::HEADS);
    let words = with_all(words, CONNECTIONS);
    let words = with_all(with_all(words, TOKENS), refused::HEADS);
    let words = with_all(with_all(words, container::HEADS), typed::HEADS);
    let words = with_all(with_all(words, base64::WIDE), pem::BODIES);
    let words = with_all(with_all(words, kinds::HEADS), within::HEADS);
    let mut words = with_all(with_all(words, REFERENCES), providers::HEADS);
    at = 0;
    while at < PROVIDERS.len() {
        words = with_all(words, PROVIDERS[at].prefixes);
        at += 1;
    }
    words
}

/// A word of three behind whatever a key has, or the last four of a longer one.
const fn with_end<const N: usize>(mut words: [u64; N], bytes: &[u8]) -> [u64; N] {
    match bytes {
        [a, b, c] => {
            let mut before = b'+';
            while before <= b'z' {
                if before.is_ascii_alphanumeric() || matches!(before, b'-' | b'_' | b'=') {
                    words = with(words, [before, *a, *b, *c]);
                }
                before += 1;
            }
            words
        }
        [.., a, b, c, d] => with(words, [*a, *b, *c, *d]),
        _ => words,
    }
}

const fn with_ends<const N: usize>(mut words: [u64; N], table: &[u8]) -> [u64; N] {
    let mut rest = table;
    while let Some((word, after)) = split(rest) {
        words = with_end(words, word);
        rest = after;
    }
    words
}

const fn ends<const N: usize>() -> [u64; N] {
    let words = with_ends(with_ends([0; N], placeholder::TAILS), names::TAILS);
    with_ends(
        with_ends(with_ends(with_ends(words, path::TAILS), typed::TAILS), public::TAILS),
        escapes::TAILS,
    )
}

/// With every word of a table.
const fn with_all<const N: usize>(mut words: [u64; N], table: &[u8]) -> [u64; N] {
    let mut rest = table;
    while let Some((word, after)) = split(rest) {
        words = with_word(words, word);
        rest = after;
    }
    words
}

/// With the word that these bytes begin with: by four, or with whatever comes after three.
const fn with_word<const N: usize>(mut words: [u64; N], bytes: &[u8]) -> [u64; N] {
    match bytes {
        [a, b, c] => {
            // A key goes on with a letter, a digit, `-` or `_`.
            let mut next = b'-';
            while next <= b'z' {
                if next.is_ascii_alphanumeric() || matches!(next, b'-' | b'_') {
                    words = with(words, [*a, *b, *c, next]);
                }
                next += 1;
            }
            words
        }
        [a, b, c, d, ..] => with(words, [*a, *b, *c, *d]),
        _ => words,
    }
}

#[allow(clippy::indexing_slicing, reason = "evaluated while it compiles")]
const fn with<const N: usize>(mut words: [u64; N], four: [u8; 4]) -> [u64; N] {
    let bits = (N * 64).trailing_zeros();
    let [one, other] = [first_bit(four, bits), second_bit(four, bits)];
    words[one / 64] |= 1 << (one % 64);
    words[other / 64] |= 1 << (other % 64);
    words
}

/// Odd numbers that mix the bits of another. The second is given other bits, or it would take for known what the first
/// does.
const FIRST: u32 = 0x9e37_79b1;
const SECOND: u32 = 0x85eb_ca6b;

#[inline]
const fn first_bit(four: [u8; 4], bits: u32) -> usize {
    ((u32::from_le_bytes(four) | SMALL).wrapping_mul(FIRST) >> (32 - bits)) as usize
}

#[inline]
const fn second_bit(four: [u8; 4], bits: u32) -> usize {
    let number = u32::from_le_bytes(four) | SMALL;
    ((number ^ number >> 15).wrapping_mul(SECOND) >> (32 - bits)) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::table::words;

    fn four(text: &[u8]) -> [u8; 4] {
        *text.first_chunk().unwrap()
    }

    #[test]
    fn every_entry_is_found_and_few_others() {
        let prefixes = PROVIDERS.iter().map(|row| row.prefixes);
        let tables = [
            PLACEHOLDERS,
            HEADS,
            names::HEADS,
            base32::HEADS,
            OBJECTS,
            tools::HEADS,
            base64::HEADS,
            REFERENCES,
            HASHES,
            CODE,
            CONNECTIONS,
            public::HEADS,
            ids::HEADS,
            refused::HEADS,
            container::HEADS,
            typed::HEADS,
            base64::WIDE,
            pem::BODIES,
            kinds::HEADS,
            within::HEADS,
            providers::HEADS,
        ];
        for word in tables.into_iter().chain(prefixes).flat_map(words) {
            assert!(word.len() >= 3, "{word:?}");
            let long = [word, b"q7"].concat();
            assert!(is_known(four(&long)), "{word:?}");
            assert!(is_known(four(&long.to_ascii_uppercase())), "{word:?}");
        }
        let signs: Vec<u8> = (b'a'..=b'z').chain(b'0'..=b'9').collect();
        let heads = signs.iter().flat_map(|a| signs.iter().map(move |b| [*a, *b, b'q', b'7']));
        let found = heads.filter(|head| is_known(*head)).count();
        assert!(found < signs.len() * signs.len() / 400, "{found}");
        let tables = [
            placeholder::TAILS,
            names::TAILS,
            path::TAILS,
            typed::TAILS,
            public::TAILS,
            escapes::TAILS,
        ];
        for word in tables.into_iter().flat_map(words) {
            let long = [b"q7", word].concat();
            assert!(is_known_end(*long.last_chunk().unwrap()), "{word:?}");
        }
        let ends = signs.iter().flat_map(|a| signs.iter().map(move |b| [b'q', b'7', *a, *b]));
        let found = ends.filter(|end| is_known_end(*end)).count();
        assert!(found < signs.len() * signs.len() / 200, "{found}");
    }
}
