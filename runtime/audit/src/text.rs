//! JSON of texts, numbers and times, into a buffer that is used again.

use std::time::{Duration, SystemTime};

/// RFC 8259, section 7, in ASCII: whatever the text is, it is one line to every reader.
pub(crate) fn push_string(out: &mut Vec<u8>, text: &str) {
    out.push(b'"');
    // Nearly all is plain.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\')) {
        out.extend_from_slice(text.as_bytes());
        out.push(b'"');
        return;
    }
    for c in text.chars() {
        match c {
            '"' => out.extend_from_slice(b"\\\""),
            '\\' => out.extend_from_slice(b"\\\\"),
            ' '..='~' => out.push(u8::try_from(c).unwrap_or(b' ')),
            c => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    out.extend_from_slice(b"\\u");
                    for shift in [12, 8, 4, 0] {
                        let digit = char::from_digit(u32::from(*unit) >> shift & 0xf, 16);
                        out.push(u8::try_from(digit.unwrap_or('0')).unwrap_or(b'0'));
                    }
                }
            }
        }
    }
    out.push(b'"');
}

/// So many bytes of a text at most, in whole characters: a record that were longer than any may be is none to who
/// verifies. Each of its six texts takes six bytes a byte if all is escaped.
pub(crate) fn shortened(text: &str) -> &str {
    const MOST: usize = 1024;

    if text.len() <= MOST {
        return text;
    }
    let end = (0..=MOST).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    text.get(..end).unwrap_or_default()
}

pub(crate) fn push_number(out: &mut Vec<u8>, number: u64) {
    let mut digits = [0; 20];
    let mut rest = number;
    let mut length = 0;
    for digit in digits.iter_mut().rev() {
        *digit = b'0' + u8::try_from(rest % 10).unwrap_or(0);
        rest /= 10;
        length += 1;
        if rest == 0 {
            break;
        }
    }
    out.extend_from_slice(digits.get(digits.len() - length..).unwrap_or_default());
}

/// `N` digits of a number, with zeros in front.
fn push_padded<const N: usize>(out: &mut Vec<u8>, number: u64) {
    let mut digits = [b'0'; N];
    let mut rest = u32::try_from(number).unwrap_or(0);
    for digit in digits.iter_mut().rev() {
        *digit = b'0' + u8::try_from(rest % 10).unwrap_or(0);
        rest /= 10;
    }
    out.extend_from_slice(&digits);
}

const DAY: u64 = 24 * 60 * 60;
/// The last second that has four digits of a year.
const LAST: u64 = 253_402_300_799;

/// RFC 3339, in UTC to the microsecond, in quotes: always as long. Times before 1970 count as that.
pub(crate) fn push_time(out: &mut Vec<u8>, time: SystemTime) {
    let since = time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or(Duration::ZERO);
    let seconds = since.as_secs().min(LAST);
    let (year, month, day) = civil(seconds / DAY);
    let of_day = seconds % DAY;
    out.push(b'"');
    push_padded::<4>(out, year);
    for (sign, number) in [
        (b'-', month),
        (b'-', day),
        (b'T', of_day / 3600),
        (b':', of_day / 60 % 60),
        (b':', of_day % 60),
    ] {
        out.push(sign);
        push_padded::<2>(out, number);
    }
    out.push(b'.');
    push_padded::<6>(out, since.subsec_micros().into());
    out.extend_from_slice(b"Z\"");
}

/// The date of a day since 1970. Years begin in March here, so that a leap day is the last of one.
fn civil(days: u64) -> (u64, u64, u64) {
    // From the first of March of the year 0.
    let days = days + 719_468;
    let (cycle, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let year = year + 400 * cycle;
    if month < 10 { (year, month + 3, day) } else { (year + 1, month - 9, day) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests say what must hold")]

    use super::*;

    fn written(write: impl FnOnce(&mut Vec<u8>)) -> String {
        let mut out = Vec::new();
        write(&mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn every_character_comes_back_from_one_line_of_ascii() {
        let all: String = ('\0'..=char::MAX).collect();
        let json = written(|out| push_string(out, &all));
        assert!(json.bytes().all(|byte| (b' '..=b'~').contains(&byte)));
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), all);
    }

    #[test]
    fn numbers_and_times_are_as_others_write_them() {
        for number in [0, 7, 10, 4711, u64::MAX] {
            assert_eq!(written(|out| push_number(out, number)), number.to_string());
        }
        // `date -u -d @… +%FT%TZ`
        for (seconds, expected) in [
            (0, "1970-01-01T00:00:00"),
            (951_782_399, "2000-02-28T23:59:59"),
            (951_825_600, "2000-02-29T12:00:00"),
            (1_772_323_200, "2026-03-01T00:00:00"),
            (4_107_542_400, "2100-03-01T00:00:00"),
            (253_402_300_799, "9999-12-31T23:59:59"),
            (253_402_300_800, "9999-12-31T23:59:59"),
        ] {
            let time = SystemTime::UNIX_EPOCH + Duration::new(seconds, 1_999);
            assert_eq!(written(|out| push_time(out, time)), format!("\"{expected}.000001Z\""));
        }
        let before = SystemTime::UNIX_EPOCH - Duration::from_secs(1);
        assert_eq!(written(|out| push_time(out, before)), "\"1970-01-01T00:00:00.000000Z\"");
    }
}
