//! Tables of words, as one piece of data each: an array of texts has a pointer for every entry, which takes forty
//! bytes of a program.

/// A table out of words with spaces between. In front of each word stands its length, and in front of all which letters
/// they begin with and end in, by their lower five bits: of most texts that tells.
macro_rules! table {
    ($words:expr) => {{
        const WORDS: &str = $words;
        const TABLE: [u8; WORDS.len() + 1 + $crate::value::letters::table::HEADER] =
            $crate::value::letters::table::packed(WORDS);
        &TABLE
    }};
}
pub(in crate::value) use table;

/// How many bytes stand before the first word.
pub(in crate::value) const HEADER: usize = 8;

#[allow(clippy::indexing_slicing, reason = "evaluated while it compiles")]
pub(in crate::value) const fn packed<const N: usize>(words: &str) -> [u8; N] {
    let words = words.as_bytes();
    let mut table = [0; N];
    let (mut firsts, mut lasts) = (0, 0);
    let (mut start, mut at) = (0, 0);
    while at < words.len() {
        if words[at] == b' ' {
            start = at + 1;
        } else {
            table[HEADER + start] += 1;
            table[HEADER + at + 1] = words[at];
            if at == start {
                firsts |= bit(words[at]);
            }
            if at + 1 == words.len() || words[at + 1] == b' ' {
                lasts |= bit(words[at]);
            }
        }
        at += 1;
    }
    let (firsts, lasts) = (u32::to_le_bytes(firsts), u32::to_le_bytes(lasts));
    at = 0;
    while at < HEADER / 2 {
        table[at] = firsts[at];
        table[HEADER / 2 + at] = lasts[at];
        at += 1;
    }
    table
}

#[inline]
const fn bit(letter: u8) -> u32 {
    1 << (letter & 0x1f)
}

/// How many places there are for two letters.
pub(in crate::value) const PAIRS: usize = 128;

/// The place of two letters, small or capital; others have the same by chance.
#[inline]
pub(in crate::value) const fn place_of_pair(a: u8, b: u8) -> usize {
    ((a & 0x1f) ^ (b & 0x1f) << 2) as usize
}

/// The letters that words begin with, by their lower five bits.
pub(in crate::value) const fn firsts_of(table: &[u8]) -> u32 {
    match table.first_chunk() {
        Some(firsts) => u32::from_le_bytes(*firsts),
        None => 0,
    }
}

/// Whether a word may begin with the letter, small or capital.
#[inline]
pub(in crate::value) fn may_begin(table: &[u8], letter: Option<&u8>) -> bool {
    is_in_header(table, letter, 0)
}

/// Whether a word may end in the letter.
#[inline]
pub(in crate::value) fn may_end(table: &[u8], letter: Option<&u8>) -> bool {
    is_in_header(table, letter, 32)
}

#[inline]
fn is_in_header(table: &[u8], letter: Option<&u8>, from: u8) -> bool {
    match (table.first_chunk(), letter) {
        (Some(header), Some(letter)) => {
            u64::from_le_bytes(*header) >> (from + (letter & 0x1f)) & 1 == 1
        }
        _ => false,
    }
}

/// The first word of what is left of a table, and the rest.
pub(in crate::value) const fn split(table: &[u8]) -> Option<(&[u8], &[u8])> {
    match table {
        [length, rest @ ..] => rest.split_at_checked(*length as usize),
        [] => None,
    }
}

/// The words of a table, one after the other.
pub(in crate::value) const fn body(table: &[u8]) -> &[u8] {
    match table.split_first_chunk::<HEADER>() {
        Some((_, body)) => body,
        None => &[],
    }
}

/// The words of a table.
pub(in crate::value) fn words(table: &[u8]) -> Words<'_> {
    Words(body(table))
}

/// Whether a word of the table is so. Not generic: of each closure the compiler would write the search anew.
pub(in crate::value) fn any_word(table: &[u8], is: &dyn Fn(&[u8]) -> bool) -> bool {
    for word in words(table) {
        if is(word) {
            return true;
        }
    }
    false
}

/// Where in a long table the words of a letter begin, by its lower five bits. They stand together.
pub(in crate::value) type Starts = [u16; 32];

/// No word begins so.
const NONE: u16 = u16::MAX;

#[allow(
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "evaluated while it compiles, of tables that are short"
)]
pub(in crate::value) const fn starts(table: &[u8]) -> Starts {
    let mut starts = [NONE; 32];
    let (mut rest, mut last) = (body(table), usize::MAX);
    while let Some((word, after)) = split(rest) {
        let letter = (word[0] & 0x1f) as usize;
        if letter != last {
            assert!(starts[letter] == NONE, "words of one letter stand together");
            starts[letter] = (table.len() - rest.len()) as u16;
            last = letter;
        }
        rest = after;
    }
    starts
}

/// The words that begin with this letter, small or capital, and perhaps with another whose lower bits are the same.
pub(in crate::value) fn words_of<'t>(table: &'t [u8], starts: &Starts, letter: u8) -> WordsOf<'t> {
    let start = starts.get(usize::from(letter & 0x1f)).copied().unwrap_or(NONE);
    WordsOf(Words(table.get(usize::from(start)..).unwrap_or_default()), letter)
}

/// The same as [`head`], of a table with such starts.
pub(in crate::value) fn head_of<'t>(
    text: &str,
    table: &'t [u8],
    starts: &Starts,
) -> Option<&'t [u8]> {
    let text = text.as_bytes();
    for word in words_of(table, starts, *text.first()?) {
        if matches!(text.get(..word.len()), Some(head) if head.eq_ignore_ascii_case(word)) {
            return Some(word);
        }
    }
    None
}

pub(in crate::value) struct WordsOf<'t>(Words<'t>, u8);

impl<'t> Iterator for WordsOf<'t> {
    type Item = &'t [u8];

    #[inline]
    fn next(&mut self) -> Option<&'t [u8]> {
        let word = self.0.next()?;
        let is_of_letter = matches!(word.first(), Some(first) if bit(*first) == bit(self.1));
        is_of_letter.then_some(word)
    }
}

pub(in crate::value) struct Words<'t>(&'t [u8]);

impl<'t> Iterator for Words<'t> {
    type Item = &'t [u8];

    #[inline]
    fn next(&mut self) -> Option<&'t [u8]> {
        let (word, rest) = split(self.0)?;
        self.0 = rest;
        Some(word)
    }
}

/// The first word that the text begins with, in small letters or capitals. Not inlined, as the next: for a table that
/// it knows the compiler writes code for each entry.
#[inline(never)]
pub(in crate::value) fn head<'t>(text: &str, table: &'t [u8]) -> Option<&'t [u8]> {
    first_head(text.as_bytes(), table, 0x20, <[u8]>::eq_ignore_ascii_case)
}

/// The first word that the text begins with, as it is.
#[inline(never)]
pub(in crate::value) fn exact_head<'t>(text: &str, table: &'t [u8]) -> Option<&'t [u8]> {
    first_head(text.as_bytes(), table, 0, |head, word| head == word)
}

/// With `small` set in their first letters, which tell of most that they differ.
fn first_head<'t>(
    text: &[u8],
    table: &'t [u8],
    small: u8,
    is: fn(&[u8], &[u8]) -> bool,
) -> Option<&'t [u8]> {
    if !may_begin(table, text.first()) {
        return None;
    }
    let first = text.first()? | small;
    let mut rest = body(table);
    while let [length, behind @ ..] = rest {
        let (word, after) = behind.split_at_checked(usize::from(*length))?;
        if word.first()? | small == first
            && matches!(text.get(..word.len()), Some(head) if is(head, word))
        {
            return Some(word);
        }
        rest = after;
    }
    None
}

/// Whether the text ends with a word.
#[inline(never)]
pub(in crate::value) fn has_end(text: &str, table: &[u8]) -> bool {
    let last = text.as_bytes().last();
    if !may_end(table, last) {
        return false;
    }
    for word in words(table) {
        if word.last() == last && text.as_bytes().ends_with(word) {
            return true;
        }
    }
    false
}

/// Whether it is one of the words, in small letters or capitals.
#[inline(never)]
pub(in crate::value) fn is_one(text: &str, table: &[u8]) -> bool {
    is_word(text.as_bytes(), table, <[u8]>::eq_ignore_ascii_case)
}

/// Whether it is one of the words, as it is.
#[inline(never)]
pub(in crate::value) fn is_exactly(text: &str, table: &[u8]) -> bool {
    is_word(text.as_bytes(), table, |text, word| text == word)
}

#[inline]
fn is_word(text: &[u8], table: &[u8], is: fn(&[u8], &[u8]) -> bool) -> bool {
    if !may_begin(table, text.first()) {
        return false;
    }
    for word in words(table) {
        if word.len() == text.len() && is(text, word) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    static TABLE: &[u8] = table!("one two-three four");

    #[test]
    fn the_words_of_a_letter_stand_together() {
        static STARTS: Starts = starts(TABLE);
        static TABLE: &[u8] = table!("one other two three p0 0p four");
        let of = |letter| words_of(TABLE, &STARTS, letter).collect::<Vec<_>>();
        assert_eq!(of(b'o'), [&b"one"[..], b"other"]);
        assert_eq!(of(b'T'), [&b"two"[..], b"three"]);
        assert_eq!(of(b'p'), [&b"p0"[..], b"0p"]);
        assert_eq!(of(b'f'), [&b"four"[..]]);
        assert_eq!(head_of("OTHERS", TABLE, &STARTS), Some(&b"other"[..]));
        assert_eq!(head_of("0p9", TABLE, &STARTS), Some(&b"0p"[..]));
        assert!(head_of("P", TABLE, &STARTS).is_none() && head_of("", TABLE, &STARTS).is_none());
        assert!(of(b'x').is_empty() && of(b'-').is_empty());
    }

    #[test]
    fn the_words_of_a_table_are_those_it_is_made_of() {
        let expected: [&[u8]; 3] = [b"one", b"two-three", b"four"];
        assert!(words(TABLE).eq(expected));
        assert_eq!(head("ONE more", TABLE), Some(&b"one"[..]));
        assert_eq!(exact_head("ONE more", TABLE), None);
        assert_eq!(exact_head("four", TABLE), Some(&b"four"[..]));
        assert_eq!(head("fou", TABLE), None);
        assert_eq!(head("", TABLE), None);
        assert!(has_end("a-two-three", TABLE) && !has_end("three", TABLE));
        assert!(is_exactly("four", TABLE) && !is_exactly("Four", TABLE));
        assert!(is_one("Four", TABLE) && !is_one("fours", TABLE));
    }
}
