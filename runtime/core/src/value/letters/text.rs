//! What texts are made of.
//!
//! The questions are functions or references, not types: of each closure that a method of the standard library is
//! given, the compiler writes that method anew.

/// Whether every character is so.
pub(in crate::value) fn all(text: &str, is: fn(char) -> bool) -> bool {
    for c in text.chars() {
        if !is(c) {
            return false;
        }
    }
    true
}

/// Whether all are letters and digits of ASCII, or these signs.
pub(in crate::value) fn all_of(text: &str, signs: &str) -> bool {
    for byte in text.bytes() {
        if !byte.is_ascii_alphanumeric() && !signs.as_bytes().contains(&byte) {
            return false;
        }
    }
    true
}

/// Whether every byte is so.
pub(in crate::value) fn are_all(bytes: &[u8], is: fn(u8) -> bool) -> bool {
    for byte in bytes {
        if !is(*byte) {
            return false;
        }
    }
    true
}

/// Whether a character is so.
pub(in crate::value) fn any(text: &str, is: fn(char) -> bool) -> bool {
    for c in text.chars() {
        if is(c) {
            return true;
        }
    }
    false
}

/// What all of the bytes are by a table, together.
pub(in crate::value) fn fold(bytes: &[u8], table: &[u32; 256]) -> u32 {
    let mut all = 0;
    for byte in bytes {
        // Never out of bounds, which the compiler sees.
        all |= table.get(usize::from(*byte)).copied().unwrap_or_default();
    }
    all
}

/// Which letters are in the text, small or capital, by their lower five bits: where one of a part is not, the part is not.
pub(in crate::value) const fn letters_of(text: &[u8]) -> u32 {
    let (mut letters, mut rest) = (0, text);
    while let [letter, behind @ ..] = rest {
        letters |= bit(*letter);
        rest = behind;
    }
    letters
}

/// How many of the characters are so.
pub(in crate::value) fn count(text: &str, is: fn(char) -> bool) -> usize {
    let mut count = 0;
    for c in text.chars() {
        count += usize::from(is(c));
    }
    count
}

/// Whether the text has a first character, and it is so.
pub(in crate::value) fn begins_as(text: &str, is: fn(char) -> bool) -> bool {
    match text.chars().next() {
        Some(first) => is(first),
        None => false,
    }
}

/// Whether the text has a last character, and it is so.
pub(in crate::value) fn ends_as(text: &str, is: fn(char) -> bool) -> bool {
    match text.chars().next_back() {
        Some(last) => is(last),
        None => false,
    }
}

/// What stands before the first character that is so, and behind it, if there is one.
pub(in crate::value) fn split_at<'t>(
    text: &'t str,
    is: &mut dyn FnMut(char) -> bool,
) -> (&'t str, Option<&'t str>) {
    for (at, c) in text.char_indices() {
        if is(c) {
            return (text.get(..at).unwrap_or(text), text.get(at + c.len_utf8()..));
        }
    }
    (text, None)
}

/// The text without the characters at its beginning that are so.
pub(in crate::value) fn without_start(text: &str, is: fn(char) -> bool) -> &str {
    let mut chars = text.chars();
    loop {
        let rest = chars.as_str();
        match chars.next() {
            Some(first) if is(first) => {}
            _ => return rest,
        }
    }
}

/// The text without the characters at its end that are so.
pub(in crate::value) fn without_end(text: &str, is: fn(char) -> bool) -> &str {
    let mut chars = text.chars();
    loop {
        let rest = chars.as_str();
        match chars.next_back() {
            Some(last) if is(last) => {}
            _ => return rest,
        }
    }
}

/// What stands between these two, if the text begins and ends so.
pub(in crate::value) fn inside<'t>(text: &'t str, open: &str, close: &str) -> Option<&'t str> {
    text.strip_prefix(open)?.strip_suffix(close)
}

/// The first of these that is so.
pub(in crate::value) fn first_of<'t>(
    these: &[&'t str],
    is: &dyn Fn(&str) -> bool,
) -> Option<&'t str> {
    these.iter().copied().find(|one| is(one))
}

/// Whether one of these is so.
pub(in crate::value) fn any_of(these: &[&str], is: &dyn Fn(&str) -> bool) -> bool {
    first_of(these, is).is_some()
}

/// Whether the text ends with one of these.
pub(in crate::value) fn ends_with(text: &str, ends: &[&str]) -> bool {
    any_of(ends, &|end| text.ends_with(end))
}

/// Whether a part is in the text, in small letters or capitals.
pub(in crate::value) fn holds(text: &str, part: &[u8]) -> bool {
    part.is_empty() || place(text.as_bytes(), part, <[u8]>::eq_ignore_ascii_case).is_some()
}

/// Where a part stands. It has one of the places that are as far from each other as it is long, so of most texts a few
/// letters tell that it is not there.
fn place(text: &[u8], part: &[u8], is: fn(&[u8], &[u8]) -> bool) -> Option<usize> {
    /// Of so few places, the first letters tell.
    const FEW: usize = 12;

    let (length, first) = (part.len(), bit(*part.first()?));
    let places = text.len().checked_sub(length)? + 1;
    let is_at = |from: usize, to: usize| {
        let firsts = text.get(from..to.min(places))?;
        for (at, byte) in (from..).zip(firsts) {
            if bit(*byte) == first && is(text.get(at..at + length)?, part) {
                return Some(at);
            }
        }
        None
    };
    if places <= FEW || length == 1 {
        return is_at(0, places);
    }
    let letters = letters_of(part);
    let mut end = length;
    while let Some([.., before, byte]) = text.get(end - 2..end) {
        // It stands behind another letter of the part, or is the first.
        let may_be =
            letters & bit(*byte) != 0 && (letters & bit(*before) != 0 || bit(*byte) == first);
        if may_be {
            let found = is_at(end - length, end);
            if found.is_some() {
                return found;
            }
        }
        end += length;
    }
    None
}

/// The bit of a letter, small or capital.
#[inline]
const fn bit(letter: u8) -> u32 {
    1 << (letter & 0x1f)
}

/// Whether words are in a name, with `_` between them for any sign or none: `auth_key` is in `TS_AUTHKEY`.
pub(in crate::value) fn holds_words(name: &str, words: &[u8]) -> bool {
    const SMALL: u8 = 0x20;

    let Some(first) = words.first() else { return true };
    let mut rest = name.as_bytes();
    while let [byte, behind @ ..] = rest {
        // Of most, the first letter tells.
        if byte | SMALL == first | SMALL && begins_with_words(rest, words) {
            return true;
        }
        rest = behind;
    }
    false
}

fn begins_with_words(name: &[u8], words: &[u8]) -> bool {
    let mut rest = name;
    for word in words {
        rest = match (word, rest) {
            (b'_', [b'_' | b'-' | b'.' | b' ', behind @ ..]) => behind,
            (b'_', _) => rest,
            (_, [byte, behind @ ..]) if byte.eq_ignore_ascii_case(word) => behind,
            _ => return false,
        };
    }
    true
}

/// Where a part stands, as it is. The search of the standard library takes longer before it begins.
pub(in crate::value) fn place_of(text: &str, part: &[u8]) -> Option<usize> {
    place(text.as_bytes(), part, |window, part| window == part)
}

/// Whether letters of both sizes and digits are in it, as in what is random.
pub(in crate::value) fn is_mixed(text: &str) -> bool {
    any(text, is_lower) && any(text, is_upper) && any(text, is_digit)
}

/// `7d1f0a93-c5e8-4264-a091-7ac3d5be8246`
pub(in crate::value) fn is_guid(text: &str) -> bool {
    let mut groups = text.split('-');
    let lengths = [(); 6].map(|()| groups.next().map(str::len));
    lengths == [Some(8), Some(4), Some(4), Some(4), Some(12), None] && all(text, is_of_guid)
}

/// `7d1f0a93-c5e8-4264-a091-7ac3d5be8246` up to somewhere behind its second `-`, or without its first digit.
pub(in crate::value) fn is_cut_guid(text: &str) -> bool {
    let sign = |at: usize| text.as_bytes().get(at).is_none_or(|sign| *sign == b'-');
    let is_of_first =
        |first: usize| sign(first) && sign(first + 5) && sign(first + 10) && sign(first + 15);
    matches!(text.len(), 14..36)
        && count(text, |c| c == '-') > 1
        && (is_of_first(8) || text.len() == 35 && is_of_first(7))
        && all(text, is_of_guid)
}

/// The same without one of its groups but the last, or with less than all of that one.
pub(in crate::value) fn lacks_group(text: &str) -> bool {
    // With one or the other of these lengths.
    if !matches!(text.len(), 23 | 27 | 31) {
        return false;
    }
    let mut groups = text.split('-');
    let lengths = [(); 5].map(|()| groups.next().map(str::len));
    let is = matches!(
        lengths,
        [Some(8), Some(4), Some(4), Some(4 | 12), None]
            | [Some(4), Some(4), Some(4), Some(12), None]
    );
    is && all(text, is_of_guid)
}

/// Whether one of the words of a provider's name is so, whatever stands between them.
pub(in crate::value) fn has_word(provider: &str, is: fn(&str) -> bool) -> bool {
    provider.split(|c| !is_alphanumeric(c)).any(is)
}

pub(in crate::value) fn is_upper(c: char) -> bool {
    c.is_ascii_uppercase()
}

pub(in crate::value) fn is_lower(c: char) -> bool {
    c.is_ascii_lowercase()
}

pub(in crate::value) fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic()
}

pub(in crate::value) fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

pub(in crate::value) fn is_hex_digit(c: char) -> bool {
    c.is_ascii_hexdigit()
}

/// A digit or a small letter.
pub(in crate::value) fn is_small_hex(c: char) -> bool {
    matches!(c, '0'..='9' | 'a'..='f')
}

/// Of a GUID: a hexadecimal digit or `-`.
pub(in crate::value) fn is_of_guid(c: char) -> bool {
    is_hex_digit(c) || c == '-'
}

pub(in crate::value) fn is_alphanumeric(c: char) -> bool {
    c.is_ascii_alphanumeric()
}

/// A capital or `_`, of which the names of variables consist.
pub(in crate::value) fn is_of_variable(c: char) -> bool {
    is_upper(c) || c == '_'
}

/// What names in code begin with.
pub(in crate::value) fn is_first_of_name(c: char) -> bool {
    is_letter(c) || c == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_may_have_any_sign_between_them() {
        for name in ["TS_AUTHKEY", "ts-auth-key", "tsAuthKey", "auth.key", "AUTH_KEY_2"] {
            assert!(holds_words(name, b"auth_key"), "{name}");
        }
        for name in ["AUTH_API_KEY", "AUTH__KEY", "AUTH_KE", "KEY", ""] {
            assert!(!holds_words(name, b"auth_key"), "{name}");
        }
    }
}
