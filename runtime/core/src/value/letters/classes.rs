//! What four letters can be the beginning of, by one look at each.

use crate::value::encoded::encoding::sextet;

/// All four are capitals or `_`, of which names consist.
pub(in crate::value) const NAME: u8 = 1;
/// Hexadecimal digits of letters.
pub(in crate::value) const HEX: u8 = 2;
/// Base64 of letters.
pub(in crate::value) const BASE64: u8 = 4;
/// The first is a sign.
const SIGN: u8 = 8;
/// A digit, a point or a comma, and two digits.
const NUMBER: u8 = 16;
/// It is a sign that keys do not end in. Of the last alone, so four letters never are that.
const END: u8 = 32;
/// It is a sign that a key does not have second to last. Of the first alone.
const NEAR_END: u8 = END;
/// `0x` and two hexadecimal digits.
const PREFIXED: u8 = 64;
/// Base64 of a letter in UTF-16, and another.
const WIDE: u8 = 128;
/// Each of these for a letter in the first to the fourth place.
static PLACES: [[u8; 256]; 4] = [places(0), places(1), places(2), places(3)];

/// What the four can begin, if anything; `HEX` and `BASE64` are a guess.
pub(in crate::value) fn of(head: [u8; 4]) -> Option<u8> {
    let [a, b, c, d] = head;
    let classes = of_two([a, b]) & at(2, c) & at(3, d);
    if classes == 0 { None } else { Some(classes) }
}

/// Whether the first two of them, which are the lowest bits, can begin anything: those of most keys cannot.
#[inline]
pub(in crate::value) fn may_be_of_a_class(head: u32) -> bool {
    of_two([(head & 0xff) as u8, (head >> 8 & 0xff) as u8]) != 0
}

#[inline]
fn of_two([a, b]: [u8; 2]) -> u8 {
    at(0, a) & at(1, b)
}

/// Never out of bounds, which the compiler sees.
#[inline]
fn at(place: usize, letter: u8) -> u8 {
    let letters = PLACES.get(place).and_then(|place| place.get(usize::from(letter)));
    letters.copied().unwrap_or_default()
}

/// Whether no key ends in this letter.
pub(in crate::value) const fn is_no_end(letter: u8) -> bool {
    of_letter(letter, 3) & END != 0
}

/// Whether no key goes on with one letter more behind this one.
pub(in crate::value) const fn ends_soon(letter: u8) -> bool {
    of_letter(letter, 0) & NEAR_END != 0
}

#[allow(clippy::indexing_slicing, reason = "evaluated while it compiles")]
const fn places(place: usize) -> [u8; 256] {
    let mut classes = [0; 256];
    let mut letter = 0_u8;
    loop {
        classes[letter as usize] = of_letter(letter, place);
        if letter == u8::MAX {
            return classes;
        }
        letter += 1;
    }
}

const fn of_letter(letter: u8, place: usize) -> u8 {
    let mut classes = 0;
    if letter.is_ascii_uppercase() || letter == b'_' {
        classes |= NAME;
    }
    // A letter's first digit is 2 to 7, and its second any.
    if letter.is_ascii_hexdigit() && (place % 2 == 1 || matches!(letter, b'2'..=b'7')) {
        classes |= HEX;
    }
    if let Some(bits) = sextet(letter) {
        let is_possible = match place {
            0 => matches!(bits, 10..=30),
            1 => matches!(bits % 16, 2..=7),
            2 => bits % 4 < 2,
            _ => true,
        };
        if is_possible {
            classes |= BASE64;
        }
        let is_wide = match place {
            0 => matches!(bits, 10..=30),
            1 => bits % 16 == 0,
            2 => bits < 2,
            _ => true,
        };
        if is_wide {
            classes |= WIDE;
        }
    }
    if place > 0 || !letter.is_ascii_alphanumeric() {
        classes |= SIGN;
    }
    let is_prefixed = match place {
        0 => letter == b'0',
        1 => matches!(letter, b'x' | b'X'),
        _ => letter.is_ascii_hexdigit(),
    };
    if is_prefixed {
        classes |= PREFIXED;
    }
    let is_of_number =
        if place == 1 { matches!(letter, b'.' | b',') } else { letter.is_ascii_digit() };
    if is_of_number {
        classes |= NUMBER;
    }
    if place == 3 && !letter.is_ascii_alphanumeric() && !matches!(letter, b'-' | b'_') {
        classes |= END;
    }
    // Behind which keys of a keyboard are written, too, as in `^M`.
    if place == 0 && matches!(letter, b'\\' | b'^' | b'[') {
        classes |= NEAR_END;
    }
    classes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_of_beginnings() {
        for (head, expected) in [
            (b"OPEN", NAME),
            (b"_A_B", NAME | SIGN),
            (b"7331", HEX),
            (b"YW4t", BASE64),
            (b"YQBu", WIDE),
            (b"(abc", SIGN),
            (b"4.11", NUMBER),
            (b"4,11", NUMBER),
            (b"0x7f", PREFIXED),
            (b"0x7q", 0),
            (b"4.x1", 0),
            (b"abqF", 0),
            (b"qqqq", 0),
            (b"xR7q", 0),
        ] {
            assert_eq!(of(*head).unwrap_or_default(), expected, "{:?}", core::str::from_utf8(head));
        }
        assert!(is_no_end(b',') && !is_no_end(b'_') && !is_no_end(b'7'));
    }
}
