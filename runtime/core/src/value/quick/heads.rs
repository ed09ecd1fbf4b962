//! How texts begin that are no secrets, or the keys of a certain provider.

use crate::value::copied::connection::CONNECTIONS;
use crate::value::copied::path;
use crate::value::copied::placeholder;
use crate::value::copied::printed;
use crate::value::copied::reference::REFERENCES;
use crate::value::copied::schemeless;
use crate::value::copied::template::{CODE, OBJECTS};
use crate::value::copied::tools;
use crate::value::copied::typed;
use crate::value::encoded::bare;
use crate::value::encoded::base32;
use crate::value::encoded::base64;
use crate::value::encoded::container;
use crate::value::encoded::escapes;
use crate::value::encoded::hash::{DIGESTS, HASHES, OF_NOTHING};
use crate::value::encoded::pem::{self, PUBLIC_HEADS};
use crate::value::encoded::spki;
use crate::value::letters::classes::{ends_soon, is_no_end};
use crate::value::letters::table::{body, split, table};
use crate::value::letters::words::{HEADS, PLACEHOLDERS};
use crate::value::provider::checksum;
use crate::value::provider::documented;
use crate::value::provider::further;
use crate::value::provider::ids;
use crate::value::provider::kinds;
use crate::value::provider::lengths;
use crate::value::provider::names;
use crate::value::provider::owners::PROVIDERS;
use crate::value::provider::public;
use crate::value::provider::servers;
use crate::value::provider::things;
use crate::value::provider::within;
use crate::value::refused::{self, CIPHERS};

/// How JSON Web Tokens begin, and those of Fernet.
static TOKENS: &[u8] =
    table!("eyJh eyJ0 eyJr eyJj eyJl eyJ4 eyJ6 eyJz eyJp eyJw eyJ2 eyJu eyJi eyJq gAAA cmVm");

/// How many bits tell the beginnings apart, and the ends. A closer look costs so much that one key in a thousand which is
/// taken for a known one shows in the mean.
const BITS: u32 = 17;
const BITS_OF_ENDS: u32 = 15;

/// Makes four letters small, and some signs others.
const SMALL: u32 = 0x2020_2020;

/// What is looked up, made while this compiles: a Bloom filter of four letters with two functions, or of two letters with
/// one.
struct Filter<const N: usize, const OF_TWO: bool>([u64; N]);

static BEGINNINGS: Filter<{ 1 << (BITS - 6) }, false> = beginnings(Filter::NONE);
static ENDS: Filter<{ 1 << (BITS_OF_ENDS - 6) }, false> = ends(Filter::NONE);
/// Of most texts, one look at the last two letters tells.
static ENDS_OF_TWO: Filter<{ 1 << (14 - 6) }, true> = with_signs(ends(Filter::NONE));

/// Whether what ends so may be known by its end, or ends as no key does.
#[inline]
pub(in crate::value) fn may_be_known_end(tail: [u8; 2]) -> bool {
    let [word, bit] = place_of_two(tail);
    matches!(ENDS_OF_TWO.0.get(word), Some(word) if word >> bit & 1 == 1)
}

/// The word and the bit of two letters: all of the second, and the lower bits of the first.
#[inline]
const fn place_of_two([first, last]: [u8; 2]) -> [usize; 2] {
    [last as usize, first as usize % 64]
}

/// Whether [`is_known`] may hold of these four, the first in the lowest bits: half of what it asks.
#[inline]
pub(in crate::value) fn may_be_known(head: u32) -> bool {
    is_in(&BEGINNINGS.0, first_bit(head, BITS))
}

/// Whether a text that begins with these four bytes may do so like an entry of the tables, in small letters or
/// capitals.
#[inline]
pub(in crate::value) fn is_known(head: [u8; 4]) -> bool {
    let head = u32::from_le_bytes(head);
    may_be_known(head) && is_in(&BEGINNINGS.0, second_bit(head, BITS))
}

/// The same of its end.
#[inline]
pub(in crate::value) fn is_known_end(tail: [u8; 4]) -> bool {
    let tail = u32::from_le_bytes(tail);
    is_in(&ENDS.0, first_bit(tail, BITS_OF_ENDS)) && is_in(&ENDS.0, second_bit(tail, BITS_OF_ENDS))
}

#[inline]
fn is_in(filter: &[u64], bit: usize) -> bool {
    matches!(filter.get(bit / 64), Some(word) if word >> (bit % 64) & 1 == 1)
}

#[allow(clippy::indexing_slicing, reason = "evaluated while it compiles")]
const fn beginnings<const N: usize, const OF_TWO: bool>(
    words: Filter<N, OF_TWO>,
) -> Filter<N, OF_TWO> {
    let words = with_all(words, PLACEHOLDERS);
    let words = with_all(words, HEADS);
    let words = with_all(with_all(words, names::HEADS), things::HEADS);
    let words = with_all(with_all(words, base64::HEADS), base64::LABELS);
    let mut words = with_all(words, HASHES);
    let mut at = 0;
    while at < CIPHERS.len() {
        words = with_word(words, CIPHERS[at].head.as_bytes());
        at += 1;
    }
    let words = with_all(with_all(with_all(words, OF_NOTHING), DIGESTS), PUBLIC_HEADS);
    let words = with_all(words, bare::HEADS);
    let words = with_rows(with_all(with_all(words, CODE), public::HEADS));
    let words = with_all(with_all(words, base32::HEADS), OBJECTS);
    let words = with_all(with_all(words, tools::HEADS), printed::CLASSES);
    let words = with_all(with_all(words, CONNECTIONS), schemeless::HEADS);
    let words = with_all(with_all(words, TOKENS), refused::HEADS);
    let words = with_all(with_all(words, documented::HEADS), further::HEADS);
    let words = with_all(with_all(words, container::HEADS), typed::HEADS);
    let words = with_all(words, bare::HEADS);
    let words = with_all(with_all(words, base64::WIDE), pem::BODIES);
    let words = with_all(words, spki::HEADS);
    let words = with_all(with_whole(with_kinds(words)), within::HEADS);
    let words = with_all(with_all(words, checksum::HEADS), checksum::EXTENDED);
    let mut words = with_all(words, REFERENCES);
    at = 0;
    while at < PROVIDERS.len() {
        let mut rest = body(PROVIDERS[at].prefixes);
        while let Some((prefix, after)) = split(rest) {
            words = with_nearly(with_word(words, prefix), prefix);
            rest = after;
        }
        at += 1;
    }
    words
}

/// With the IDs that begin so that four letters tell, and the like.
const fn with_rows<const N: usize, const OF_TWO: bool>(
    mut words: Filter<N, OF_TWO>,
) -> Filter<N, OF_TWO> {
    let mut tables = ids::TABLES.as_slice();
    while let [table, behind @ ..] = tables {
        let mut rows = *table;
        while let [row, others @ ..] = rows {
            let mut heads = body(row.heads);
            while let Some((head, after)) = split(heads) {
                if ids::is_long(head) {
                    words = with_word(words, head);
                }
                heads = after;
            }
            rows = others;
        }
        tables = behind;
    }
    words
}

/// With the keys that are told from others of their provider.
const fn with_kinds<const N: usize, const OF_TWO: bool>(
    mut words: Filter<N, OF_TWO>,
) -> Filter<N, OF_TWO> {
    let mut rows = kinds::ROWS;
    while let [row, others @ ..] = rows {
        if ids::is_long(row.head.as_bytes()) {
            words = with_word(words, row.head.as_bytes());
        }
        rows = others;
    }
    words = with_all(with_all(words, kinds::PREFIXES), kinds::OF_ANYBODY);
    words = with_all(words, kinds::LIVE_OF_ANYBODY);
    let mut tokens = kinds::OF_GITLAB.as_slice();
    while let [(heads, ..), others @ ..] = tokens {
        words = with_all(words, heads);
        tokens = others;
    }
    let mut modes = kinds::MODES.as_slice();
    while let [mode, others @ ..] = modes {
        words = with_all(with_all(words, mode.tests), mode.live);
        modes = others;
    }
    words
}

/// With the keys that are known by their provider and their beginning together.
const fn with_whole<const N: usize, const OF_TWO: bool>(
    mut words: Filter<N, OF_TWO>,
) -> Filter<N, OF_TWO> {
    let mut rows = lengths::WHOLE.as_slice();
    while let [(_, head, ..), others @ ..] = rows {
        words = with_word(words, head.as_bytes());
        rows = others;
    }
    words
}

/// With what a key begins with of which letters are missing, stand there twice, or are escaped.
#[allow(clippy::indexing_slicing, reason = "evaluated while it compiles")]
const fn with_nearly<const N: usize, const OF_TWO: bool>(
    mut words: Filter<N, OF_TWO>,
    prefix: &[u8],
) -> Filter<N, OF_TWO> {
    // These are random but for their first four.
    if matches!(prefix, b"AKIA" | b"ASIA") {
        return words;
    }
    // As Markdown escapes the sign.
    words = match prefix {
        [a, b, sign, ..] if !sign.is_ascii_alphanumeric() => {
            with_word(words, &[*a, *b, b'\\', *sign])
        }
        [a, b, c, sign, ..] if !sign.is_ascii_alphanumeric() => {
            with_word(words, &[*a, *b, *c, b'\\'])
        }
        _ => words,
    };
    // As chats show it, which take the sign for a mark.
    words = match prefix {
        [a, b, sign, c, d, ..] if !sign.is_ascii_alphanumeric() => {
            with_word(words, &[*a, *b, *c, *d])
        }
        _ => words,
    };
    let mut at = 1;
    while let Some((before, rest)) = prefix.split_at_checked(at) {
        if at == 1 || rest.len() > 3 {
            words = with_word(words, rest);
        }
        if let [a, b, ..] = prefix {
            // A fourth letter of a short one may be any.
            words = match (before, prefix) {
                ([a], [_, b, c, ..]) => with_word(words, &[*a, *a, *b, *c]),
                ([_, _], _) => with_word(words, &[*a, *b, *a, *b]),
                ([_, _, c], _) => with_word(words, &[*a, *b, *c, *a]),
                _ => words,
            };
        }
        at += 1;
    }
    words
}

/// A word of three behind whatever a key has, or the last four of a longer one.
const fn with_end<const N: usize, const OF_TWO: bool>(
    mut words: Filter<N, OF_TWO>,
    bytes: &[u8],
) -> Filter<N, OF_TWO> {
    match bytes {
        [.., a, b] if OF_TWO => words.with_two([*a, *b]),
        [a, b, c] => {
            let mut before = b'+';
            while before <= b'z' {
                if before.is_ascii_alphanumeric() || matches!(before, b'-' | b'_' | b'=') {
                    words = words.with([before, *a, *b, *c]);
                }
                before += 1;
            }
            words
        }
        [.., a, b, c, d] => words.with([*a, *b, *c, *d]),
        _ => words,
    }
}

const fn with_ends<const N: usize, const OF_TWO: bool>(
    mut words: Filter<N, OF_TWO>,
    table: &[u8],
) -> Filter<N, OF_TWO> {
    let mut rest = body(table);
    while let Some((word, after)) = split(rest) {
        words = with_end(words, word);
        rest = after;
    }
    words
}

const fn ends<const N: usize, const OF_TWO: bool>(words: Filter<N, OF_TWO>) -> Filter<N, OF_TWO> {
    let words = with_ends(with_ends(words, placeholder::TAILS), names::TAILS);
    let words = with_ends(words, servers::TAILS);
    with_ends(
        with_ends(with_ends(with_ends(words, path::TAILS), typed::TAILS), public::TAILS),
        escapes::TAILS,
    )
}

/// With every word of a table.
const fn with_all<const N: usize, const OF_TWO: bool>(
    mut words: Filter<N, OF_TWO>,
    table: &[u8],
) -> Filter<N, OF_TWO> {
    let mut rest = body(table);
    while let Some((word, after)) = split(rest) {
        words = with_word(words, word);
        rest = after;
    }
    words
}

/// With the word that these bytes begin with: by four, or with whatever comes after three.
const fn with_word<const N: usize, const OF_TWO: bool>(
    mut words: Filter<N, OF_TWO>,
    bytes: &[u8],
) -> Filter<N, OF_TWO> {
    match bytes {
        [a, b, c] => {
            // A key goes on with a letter, a digit, `-` or `_`.
            let mut next = b'-';
            while next <= b'z' {
                if next.is_ascii_alphanumeric() || matches!(next, b'-' | b'_') {
                    words = words.with([*a, *b, *c, next]);
                }
                next += 1;
            }
            words
        }
        [a, b, c, d, ..] => words.with([*a, *b, *c, *d]),
        _ => words,
    }
}

/// With whatever ends as no key does.
const fn with_signs<const N: usize>(mut words: Filter<N, true>) -> Filter<N, true> {
    let mut pair = [0, 0];
    loop {
        if ends_soon(pair[0]) || is_no_end(pair[1]) {
            words = words.with_two(pair);
        }
        match next(pair) {
            Some(other) => pair = other,
            None => return words,
        }
    }
}

/// Of two letters of ASCII, the next two.
const fn next([a, b]: [u8; 2]) -> Option<[u8; 2]> {
    match (a, b) {
        (0x7f, 0x7f) => None,
        (_, 0x7f) => Some([a + 1, 0]),
        _ => Some([a, b + 1]),
    }
}

impl<const N: usize, const OF_TWO: bool> Filter<N, OF_TWO> {
    const NONE: Self = Self([0; N]);

    #[allow(clippy::indexing_slicing, reason = "evaluated while it compiles")]
    const fn with(mut self, four: [u8; 4]) -> Self {
        let bits = (N * 64).trailing_zeros();
        let four = u32::from_le_bytes(four);
        let [one, other] = [first_bit(four, bits), second_bit(four, bits)];
        self.0[one / 64] |= 1 << (one % 64);
        self.0[other / 64] |= 1 << (other % 64);
        self
    }

    /// In small letters and capitals.
    #[allow(clippy::indexing_slicing, reason = "evaluated while it compiles")]
    const fn with_two(mut self, [a, b]: [u8; 2]) -> Self {
        let [small_a, small_b] = [a.to_ascii_lowercase(), b.to_ascii_lowercase()];
        let [large_a, large_b] = [a.to_ascii_uppercase(), b.to_ascii_uppercase()];
        let pairs =
            [[small_a, small_b], [small_a, large_b], [large_a, small_b], [large_a, large_b]];
        let mut at = 0;
        while at < pairs.len() {
            let [word, bit] = place_of_two(pairs[at]);
            self.0[word] |= 1 << bit;
            at += 1;
        }
        self
    }
}

/// Odd numbers that mix the bits of another. The second is given other bits, or it would take for known what the first
/// does.
const FIRST: u32 = 0x9e37_79b1;
const SECOND: u32 = 0x85eb_ca6b;

#[inline]
const fn first_bit(four: u32, bits: u32) -> usize {
    ((four | SMALL).wrapping_mul(FIRST) >> (32 - bits)) as usize
}

#[inline]
const fn second_bit(four: u32, bits: u32) -> usize {
    let number = four | SMALL;
    ((number ^ number >> 15).wrapping_mul(SECOND) >> (32 - bits)) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::letters::table::words;

    fn four(text: &[u8]) -> [u8; 4] {
        *text.first_chunk().unwrap()
    }

    #[test]
    fn every_entry_is_found_and_few_others() {
        let prefixes = PROVIDERS.iter().map(|row| row.prefixes);
        let ids =
            ids::TABLES.iter().flat_map(|table| table.iter()).flat_map(|row| words(row.heads));
        let ids = ids.filter(|head| ids::is_long(head));
        let kinds =
            kinds::ROWS.iter().map(|row| row.head.as_bytes()).filter(|head| ids::is_long(head));
        let tokens = kinds::OF_GITLAB.iter().flat_map(|(heads, ..)| words(heads));
        let modes = kinds::MODES.iter().flat_map(|mode| words(mode.tests).chain(words(mode.live)));
        // Those of two letters are found by their provider.
        let modes = modes.filter(|head| head.len() > 2);
        let tables = [
            PLACEHOLDERS,
            HEADS,
            names::HEADS,
            things::HEADS,
            base32::HEADS,
            OBJECTS,
            tools::HEADS,
            printed::CLASSES,
            base64::HEADS,
            REFERENCES,
            HASHES,
            CODE,
            CONNECTIONS,
            schemeless::HEADS,
            public::HEADS,
            refused::HEADS,
            container::HEADS,
            bare::HEADS,
            typed::HEADS,
            base64::WIDE,
            pem::BODIES,
            spki::HEADS,
            within::HEADS,
            documented::HEADS,
            further::HEADS,
            kinds::PREFIXES,
            checksum::HEADS,
            checksum::EXTENDED,
            bare::HEADS,
        ];
        let whole = lengths::WHOLE.iter().map(|(_, head, ..)| head.as_bytes());
        let tables = tables.into_iter().chain(prefixes).flat_map(words);
        for word in tables.chain(ids).chain(kinds).chain(tokens).chain(modes).chain(whole) {
            assert!(word.len() >= 3, "{word:?}");
            let long = [word, b"q7"].concat();
            assert!(is_known(four(&long)), "{word:?}");
            let large = long.to_ascii_uppercase();
            assert!(is_known(four(&large)), "{word:?}");
        }
        for text in [b"ghp\\_k9", b"sk\\_liv", b"hp_k9qZ", b"gghp_k9", b"ssk_liv"] {
            assert!(is_known(four(text)), "{text:?}");
        }
        let signs: Vec<u8> = (b'a'..=b'z').chain(b'0'..=b'9').collect();
        let heads = signs.iter().flat_map(|a| signs.iter().map(move |b| [*a, *b, b'q', b'7']));
        let found = heads.filter(|head| is_known(*head)).count();
        assert!(found < signs.len() * signs.len() / 400, "{found}");
        let tables = [
            placeholder::TAILS,
            names::TAILS,
            servers::TAILS,
            path::TAILS,
            typed::TAILS,
            public::TAILS,
            escapes::TAILS,
        ];
        for word in tables.into_iter().flat_map(words) {
            let long = [b"q7", word].concat();
            assert!(is_known_end(*long.last_chunk().unwrap()), "{word:?}");
            assert!(may_be_known_end(*long.last_chunk().unwrap()), "{word:?}");
        }
        let ends = signs.iter().flat_map(|a| signs.iter().map(move |b| [b'q', b'7', *a, *b]));
        let found = ends.filter(|end| is_known_end(*end)).count();
        assert!(found < signs.len() * signs.len() / 200, "{found}");
    }

    #[test]
    fn two_letters_tell_of_most_texts() {
        let signs: Vec<u8> = (b'a'..=b'z').chain(b'A'..=b'Z').chain(b'0'..=b'9').collect();
        let ends = signs.iter().flat_map(|a| signs.iter().map(move |b| [*a, *b]));
        let found = ends.filter(|end| may_be_known_end(*end)).count();
        assert!(found < signs.len() * signs.len() / 10, "{found}");
        for end in [*b"k:", *b"k,", *b"\\n"] {
            assert!(may_be_known_end(end), "{end:?}");
        }
        assert!(!may_be_known_end(*b"qZ"));
    }
}
