//! Tables of words, as one piece of data each: an array of texts has a pointer for every entry, which takes forty
//! bytes of a program.

/// A table out of words with spaces between. In front of each word stands its length.
macro_rules! table {
    ($words:expr) => {{
        const WORDS: &str = $words;
        const TABLE: [u8; WORDS.len() + 1] = $crate::value::table::packed(WORDS);
        &TABLE
    }};
}
pub(super) use table;

#[allow(clippy::indexing_slicing, reason = "evaluated while it compiles")]
pub(super) const fn packed<const N: usize>(words: &str) -> [u8; N] {
    let words = words.as_bytes();
    let mut table = [0; N];
    let (mut start, mut at) = (0, 0);
    while at < words.len() {
        if words[at] == b' ' {
            start = at + 1;
        } else {
            table[start] += 1;
            table[at + 1] = words[at];
        }
        at += 1;
    }
    table
}

/// The first word of a table, and the rest.
pub(super) const fn split(table: &[u8]) -> Option<(&[u8], &[u8])> {
    match table {
        [length, rest @ ..] => rest.split_at_checked(*length as usize),
        [] => None,
    }
}

/// The words of a table.
pub(super) fn words(table: &[u8]) -> Words<'_> {
    Words(table)
}

pub(super) struct Words<'t>(&'t [u8]);

impl<'t> Iterator for Words<'t> {
    type Item = &'t [u8];

    fn next(&mut self) -> Option<&'t [u8]> {
        let (word, rest) = split(self.0)?;
        self.0 = rest;
        Some(word)
    }
}

/// The first word that the text begins with, in small letters or capitals. Not inlined, as the next: for a table that
/// it knows the compiler writes code for each entry.
#[inline(never)]
pub(super) fn head<'t>(text: &str, table: &'t [u8]) -> Option<&'t [u8]> {
    let text = text.as_bytes();
    let first = text.first()? | 0x20;
    words(table).find(|word| {
        word.first().is_some_and(|letter| letter | 0x20 == first)
            && text.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word))
    })
}

/// The first word that the text begins with, as it is.
#[inline(never)]
pub(super) fn exact_head<'t>(text: &str, table: &'t [u8]) -> Option<&'t [u8]> {
    let first = text.as_bytes().first();
    words(table).find(|word| word.first() == first && text.as_bytes().starts_with(word))
}

/// Whether the text ends with a word.
#[inline(never)]
pub(super) fn has_end(text: &str, table: &[u8]) -> bool {
    let last = text.as_bytes().last();
    words(table).any(|word| word.last() == last && text.as_bytes().ends_with(word))
}

/// Whether it is one of the words, in small letters or capitals.
#[inline(never)]
pub(super) fn is_one(text: &str, table: &[u8]) -> bool {
    let length = text.len();
    words(table).any(|word| word.len() == length && text.as_bytes().eq_ignore_ascii_case(word))
}

/// Whether it is one of the words, as it is.
#[inline(never)]
pub(super) fn is_exactly(text: &str, table: &[u8]) -> bool {
    let length = text.len();
    words(table).any(|word| word.len() == length && text.as_bytes() == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    static TABLE: &[u8] = table!("one two-three four");

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
