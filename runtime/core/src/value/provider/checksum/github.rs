//! The checksum that GitHub puts at the end of its tokens ("Behind GitHub's new authentication token formats", 2021).

use crate::value::letters::text::{all, is_alphanumeric};

/// `ghp_`, thirty letters, and their CRC-32 in six digits of base 62. A letter or two too many are told as well; longer ones
/// may be of another kind some day.
pub(super) fn is_wrong(text: &str) -> bool {
    const CHECKSUM: usize = 6;

    let Some(rest) = text.strip_prefix("ghp_") else { return false };
    let at = rest.len().saturating_sub(CHECKSUM);
    let Some((letters, checksum)) = rest.as_bytes().split_at_checked(at) else { return false };
    matches!(rest.len(), 36..=38)
        && all(rest, is_alphanumeric)
        && number(checksum) != u64::from(crc32(letters))
}

/// Of digits, capitals and small letters, in that order.
fn number(digits: &[u8]) -> u64 {
    let mut number = 0;
    for digit in digits {
        let value = match digit {
            b'0'..=b'9' => digit - b'0',
            b'A'..=b'Z' => digit - b'A' + 10,
            _ => digit.wrapping_sub(b'a').wrapping_add(36),
        };
        number = number * 62 + u64::from(value);
    }
    number
}

/// As of gzip (RFC 1952, section 8).
fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..2 {
            let digit = OF_DIGITS.get((crc & 0xf) as usize).copied().unwrap_or_default();
            crc = crc >> 4 ^ digit;
        }
    }
    !crc
}

/// What four bits at the end make of it.
static OF_DIGITS: [u32; 16] = {
    const POLYNOMIAL: u32 = 0xedb8_8320;

    let mut table = [0; 16];
    let mut at = 0_u32;
    while at < 16 {
        let (mut crc, mut bit) = (at, 0);
        while bit < 4 {
            crc = crc >> 1 ^ if crc & 1 == 1 { POLYNOMIAL } else { 0 };
            bit += 1;
        }
        #[allow(clippy::indexing_slicing, reason = "evaluated while it compiles")]
        {
            table[at as usize] = crc;
        }
        at += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_value_of_crc_32() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        assert_eq!(number(b"00000z"), 61);
        assert_eq!(number(b"0000A0"), 620);
    }

    #[test]
    fn one_letter_more_or_another_is_told() {
        // The checksum was computed by Python's `zlib`.
        let letters = "exampleNotAKey9exampleNotAKey9";
        let whole = ["ghp", "_", letters, "0J9QrY"].concat();
        assert!(!is_wrong(&whole), "{whole}");
        for text in [
            whole.replace('K', "k"),
            whole.replacen("ex", "xe", 1),
            whole.to_lowercase(),
            whole.clone() + "9",
        ] {
            assert!(is_wrong(&text), "{text}");
        }
        for text in [whole.clone() + "9xY", whole.replace("ghp", "gho"), "ghp_exam-le".to_owned()] {
            assert!(!is_wrong(&text), "{text}");
        }
    }
}
