use super::outcome::NoNumber;
use crate::redact::text::Text;

/// The number that so many hexadecimal digits are.
pub(super) fn hex_number(text: Text<'_>, at: usize, count: usize) -> Result<u32, NoNumber> {
    let mut number = 0;
    for at in at..at + count {
        let byte = text.get(at).ok_or(NoNumber::End)?;
        number = number << 4 | char::from(byte).to_digit(16).ok_or(NoNumber::Other)?;
    }
    Ok(number)
}

/// The digit of the lowest four bits.
pub(in crate::redact) fn hex_digit(value: u32, is_upper: bool) -> u8 {
    let digit = char::from_digit(value & 0xf, 16).map_or(b'0', |digit| digit as u8);
    if is_upper { digit.to_ascii_uppercase() } else { digit }
}
