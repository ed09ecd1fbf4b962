//! JSON of texts, numbers and times, into a buffer that is used again.

use std::io::Write as _;
use std::time::SystemTime;

use provider_credentials_core::Rfc3339;

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

/// RFC 3339, in UTC to the microsecond, in quotes.
pub(crate) fn push_time(out: &mut Vec<u8>, time: SystemTime) {
    // Writing to memory does not fail.
    _ = write!(out, "\"{}\"", Rfc3339(time));
}

/// A second as it was last written: records of one differ only behind it.
#[derive(Default)]
pub(crate) struct Second {
    number: u64,
    /// As far as the fraction.
    text: Vec<u8>,
}

impl Second {
    /// As [`push_time`].
    pub(crate) fn push(&mut self, out: &mut Vec<u8>, time: SystemTime) {
        let Ok(since) = time.duration_since(SystemTime::UNIX_EPOCH) else {
            return push_time(out, time);
        };
        let fraction = fraction(since.subsec_micros());
        if since.as_secs() == self.number && !self.text.is_empty() {
            out.extend_from_slice(&self.text);
            out.extend_from_slice(&fraction);
            return;
        }
        let start = out.len();
        push_time(out, time);
        self.text.clear();
        // Of times that are beyond what can be written, it is another.
        if let Some(text) = out.get(start..).and_then(|text| text.strip_suffix(&fraction)) {
            self.number = since.as_secs();
            self.text.extend_from_slice(text);
        }
    }
}

fn fraction(micros: u32) -> [u8; 8] {
    let mut fraction = *b"000000Z\"";
    let mut rest = micros;
    for digit in fraction.iter_mut().take(6).rev() {
        *digit = b'0' + u8::try_from(rest % 10).unwrap_or(0);
        rest /= 10;
    }
    fraction
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests say what must hold")]

    use std::time::Duration;

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
        let time = SystemTime::UNIX_EPOCH + Duration::new(1_772_323_200, 1_999);
        let quoted = "\"2026-03-01T00:00:00.000001Z\"";
        assert_eq!(written(|out| push_time(out, time)), quoted);
    }

    #[test]
    fn a_second_gives_what_the_whole_time_gives() {
        let zero = SystemTime::UNIX_EPOCH;
        let late = zero + Duration::from_secs(300_000_000_000);
        let day = zero + Duration::from_micros(1_800_000_000_000_001);
        let mut second = Second::default();
        for time in [
            zero,
            zero - Duration::from_millis(1),
            zero + Duration::from_millis(1),
            day,
            day + Duration::from_micros(999_998),
            day + Duration::from_secs(1),
            day,
            late,
            late + Duration::from_secs(1),
            late + Duration::from_micros(1_234_567),
        ] {
            let whole = written(|out| push_time(out, time));
            assert_eq!(written(|out| second.push(out, time)), whole);
        }
    }
}
