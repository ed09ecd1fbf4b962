use core::str;

use super::digits::hex_number;
use super::outcome::{NoNumber, Outcome};
use crate::redact::text::Text;
use crate::redact::units::Pieces;

/// Each character as it is or escaped; a backslash is always escaped, for [`Plain`](super::Disguise::Plain) has it as
/// it is.
pub(super) fn compare(pieces: Pieces<'_>, text: Text<'_>, mut at: usize) -> Outcome {
    let mut bytes = pieces.bytes();
    let mut matched = 0;
    while let Some(first) = bytes.next() {
        let mut buffer = [first, 0, 0, 0];
        let length = char_length(&mut buffer, &bytes);
        for _ in 1..length {
            bytes.next();
        }
        let one = buffer.get(..length).unwrap_or_default();
        match character(one, text, at) {
            Ok(end) => at = end,
            Err(outcome) => return outcome.after(matched),
        }
        matched += length;
    }
    Outcome::Whole(at)
}

/// How many bytes a character has, which are put behind its first; one of what is no text.
fn char_length(buffer: &mut [u8; 4], rest: &(impl Iterator<Item = u8> + Clone)) -> usize {
    let length = match buffer[0] {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return 1,
    };
    for (to, from) in buffer.iter_mut().skip(1).zip(rest.clone()).take(length - 1) {
        *to = from;
    }
    let is_text = buffer.get(..length).is_some_and(|bytes| str::from_utf8(bytes).is_ok());
    if is_text { length } else { 1 }
}

/// Where the character, which is one at this place, ends.
fn character(one: &[u8], text: Text<'_>, at: usize) -> Result<usize, NoNumber> {
    let get = |at| text.get(at).ok_or(NoNumber::End);
    if get(at)? != b'\\' {
        for (place, byte) in (at..).zip(one) {
            if get(place)? != *byte {
                return Err(NoNumber::Other);
            }
        }
        return Ok(at + one.len());
    }
    let is = |is_same: bool, end| if is_same { Ok(end) } else { Err(NoNumber::Other) };
    let c = str::from_utf8(one).ok().and_then(|text| text.chars().next());
    match get(at + 1)? {
        b'u' if get(at + 2)? == b'{' => {
            let (mut end, mut value) = (at + 3, 0);
            while get(end)? != b'}' {
                // No character has more than six digits.
                is(end < at + 9, end)?;
                value = value << 4 | hex_number(text, end, 1)?;
                end += 1;
            }
            is(c.map(u32::from) == Some(value), end + 1)
        }
        b'u' => {
            let (mut end, mut units) = (at, [0; 2]);
            for unit in c.ok_or(NoNumber::Other)?.encode_utf16(&mut units) {
                is(get(end)? == b'\\', end)?;
                is(get(end + 1)? == b'u', end)?;
                is(hex_number(text, end + 2, 4)? == u32::from(*unit), end)?;
                end += 6;
            }
            Ok(end)
        }
        b'x' => {
            let mut end = at;
            for byte in one {
                is(get(end)? == b'\\', end)?;
                is(get(end + 1)? == b'x', end)?;
                is(hex_number(text, end + 2, 2)? == u32::from(*byte), end)?;
                end += 4;
            }
            Ok(end)
        }
        found => match one {
            [byte] => is(short_escape(*byte) == Some(found), at + 2),
            _ => Err(NoNumber::Other),
        },
    }
}

/// What stands behind a backslash for a character that has an escape of two characters.
pub(in crate::redact) fn short_escape(byte: u8) -> Option<u8> {
    match byte {
        b'\n' => Some(b'n'),
        b'\r' => Some(b'r'),
        b'\t' => Some(b't'),
        0 => Some(b'0'),
        8 => Some(b'b'),
        12 => Some(b'f'),
        // Shells escape more of these than JSON and Rust.
        b' ' => Some(b' '),
        _ if byte.is_ascii_punctuation() => Some(byte),
        _ => None,
    }
}

/// The beginnings of the long escapes of the first character, from the backslash on: lower and upper case.
pub(in crate::redact) fn escapes(first: [u8; 4], is_upper: bool) -> [Option<[u8; 4]>; 3] {
    let digit = |value: u32, at: u32| super::hex_digit(value >> (4 * at), is_upper);
    let byte = u32::from(first[0]);
    let bytes = [b'\\', b'x', digit(byte, 1), digit(byte, 0)];
    // The four bytes may have a part of the next character.
    let valid = match str::from_utf8(&first) {
        Ok(text) => Some(text),
        Err(error) => first.get(..error.valid_up_to()).and_then(|text| str::from_utf8(text).ok()),
    };
    let Some(c) = valid.and_then(|text| text.chars().next()) else {
        return [Some(bytes), None, None];
    };
    let value = u32::from(c);
    let highest = value.checked_ilog2().unwrap_or(0) / 4;
    let unit = c.encode_utf16(&mut [0; 2]).first().copied().map_or(0, u32::from);
    [
        Some(bytes),
        Some([b'\\', b'u', b'{', digit(value, highest)]),
        Some([b'\\', b'u', digit(unit, 3), digit(unit, 2)]),
    ]
}
