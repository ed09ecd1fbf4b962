//! The checksum of Stellar's keys (SEP-0023).

/// Whether it is a secret seed, `S…`, with another letter than it had.
pub(super) fn is_wrong(text: &str) -> bool {
    match decoded(text) {
        Some([VERSION, key @ .., low, high]) => {
            crc16(VERSION, &key) != u16::from_le_bytes([low, high])
        }
        _ => false,
    }
}

/// What makes the first letter `S`.
const VERSION: u8 = 18 << 3;

/// The version, the key and the checksum, of base32 (RFC 4648, section 6).
fn decoded(text: &str) -> Option<[u8; 35]> {
    if text.len() != 56 {
        return None;
    }
    let mut bytes = [0; 35];
    let (mut bits, mut held, mut at) = (0_u32, 0_u32, 0);
    for digit in text.bytes() {
        let value = match digit {
            b'A'..=b'Z' => digit - b'A',
            b'2'..=b'7' => digit - b'2' + 26,
            _ => return None,
        };
        bits = bits << 5 | u32::from(value);
        held += 5;
        if held >= 8 {
            held -= 8;
            *bytes.get_mut(at)? = (bits >> held & 0xff) as u8;
            at += 1;
        }
    }
    Some(bytes)
}

/// As of XMODEM.
fn crc16(version: u8, key: &[u8]) -> u16 {
    const POLYNOMIAL: u16 = 0x1021;

    let mut crc = 0_u16;
    for byte in [version].iter().chain(key) {
        crc ^= u16::from(*byte) << 8;
        for _ in 0..8 {
            crc = crc << 1 ^ if crc & 0x8000 == 0 { 0 } else { POLYNOMIAL };
        }
    }
    crc
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_letter_is_told() {
        // 32 bytes `0x77`, by Python's `binascii.crc_hqx`.
        let whole = "SB3XO53XO53XO53XO53XO53XO53XO53XO53XO53XO53XO53XO53XOJ2E";
        assert!(!is_wrong(whole), "{whole}");
        for text in [whole.replacen("XO", "OX", 1), whole.replacen('B', "C", 1)] {
            assert!(is_wrong(&text), "{text}");
        }
        for text in ["SBEXAMPLE", &whole.replacen('S', "G", 1), &whole.to_lowercase()] {
            assert!(!is_wrong(text), "{text}");
        }
    }
}
