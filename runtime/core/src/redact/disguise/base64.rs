use super::digits::hex_number;
use super::outcome::{NoNumber, Outcome};
use crate::redact::text::Text;

/// How many bits of the secret stand in a digit with bits of what is before it, by the number of bytes before it in
/// its group of three. Comparing begins behind these.
pub(in crate::redact) const SKIPPED_BITS: [u32; 3] = [0, 4, 2];

/// Compares in either alphabet; lines may be broken between any two digits, and digits percent-encoded.
pub(super) fn compare(
    before: u8,
    bytes: impl Iterator<Item = u8>,
    text: Text<'_>,
    mut at: usize,
) -> Outcome {
    let skipped = SKIPPED_BITS.get(usize::from(before)).copied().unwrap_or(0);
    // The lowest `count` bits of `bits` are still to be compared.
    let (mut bits, mut count) = (0_u32, 0_u32);
    let mut length = 0;
    for (matched, byte) in bytes.enumerate() {
        length = matched + 1;
        bits = (bits << 8 | u32::from(byte)) & 0xffff;
        count += if matched == 0 { 8 - skipped } else { 8 };
        while count >= 6 {
            match digit(text, &mut at, matched > 0) {
                Err(outcome) => return outcome.after(matched),
                Ok(value) if value == bits >> (count - 6) & 0x3f => count -= 6,
                Ok(_) => return Outcome::No,
            }
        }
    }
    if count > 0 {
        // The rest of this digit is of what is behind the secret.
        let rest = bits & ((1 << count) - 1);
        match digit(text, &mut at, true) {
            Err(outcome) => return outcome.after(length),
            Ok(value) if value >> (6 - count) == rest => {}
            Ok(_) => return Outcome::No,
        }
    }
    Outcome::Whole(at)
}

/// The value of the next digit, and `at` behind it.
fn digit(text: Text<'_>, at: &mut usize, may_break: bool) -> Result<u32, NoNumber> {
    if may_break {
        for line_break in [b'\r', b'\n'] {
            if text.get(*at) == Some(line_break) {
                *at += 1;
            }
        }
    }
    let found = text.get(*at).ok_or(NoNumber::End)?;
    *at += 1;
    if found == b'%' {
        // In a URL.
        let of = hex_number(text, *at, 2)?;
        *at += 2;
        return match of {
            0x2b => Ok(62),
            0x2f => Ok(63),
            _ => Err(NoNumber::Other),
        };
    }
    Ok(match found {
        b'A'..=b'Z' => u32::from(found - b'A'),
        b'a'..=b'z' => u32::from(found - b'a') + 26,
        b'0'..=b'9' => u32::from(found - b'0') + 52,
        b'+' | b'-' => 62,
        b'/' | b'_' => 63,
        _ => return Err(NoNumber::Other),
    })
}

/// The digits that the first four bytes of a secret alone decide: at least three, and the fourth if it is one.
pub(in crate::redact) fn digit_values(before: usize, first: [u8; 4]) -> [u32; 4] {
    let bits = u32::from_be_bytes(first);
    let skipped = SKIPPED_BITS.get(before).copied().unwrap_or(0);
    [0, 6, 12, 18].map(|at| bits << (skipped + at) >> 26)
}

/// How a digit is written, in the two alphabets.
pub(in crate::redact) fn digits(value: u32) -> [u8; 2] {
    let ascii = |from: u8, value: u32| from + u8::try_from(value).unwrap_or(0);
    match value {
        0..=25 => [ascii(b'A', value); 2],
        26..=51 => [ascii(b'a', value - 26); 2],
        52..=61 => [ascii(b'0', value - 52); 2],
        62 => *b"+-",
        _ => *b"/_",
    }
}
