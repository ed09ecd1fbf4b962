//! The checksum of Stellar's keys (SEP-0023), and of those of NATS, which have two bytes in front (its documentation, "`NKeys`").

/// Whether it is a secret seed, `S…`, with another letter than it had.
pub(super) fn is_wrong(text: &str) -> bool {
    is_wrong_seed(decoded::<35>(text)) || is_wrong_seed(decoded::<36>(text))
}

fn is_wrong_seed<const N: usize>(bytes: Option<[u8; N]>) -> bool {
    match bytes.as_ref().map(<[u8; N]>::as_slice) {
        Some([first, .., low, high]) => {
            let checked = bytes.iter().flatten().take(N - 2);
            (N == 36 || *first == VERSION)
                && *first & !0x7 == VERSION
                && crc16(checked) != u16::from_le_bytes([*low, *high])
        }
        _ => false,
    }
}

/// What makes the first letter `S`.
const VERSION: u8 = 18 << 3;

/// The version, the key and the checksum, of base32 (RFC 4648, section 6).
fn decoded<const N: usize>(text: &str) -> Option<[u8; N]> {
    if text.len() != (N * 8).div_ceil(5) {
        return None;
    }
    let mut bytes = [0; N];
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
fn crc16<'b>(bytes: impl Iterator<Item = &'b u8>) -> u16 {
    const POLYNOMIAL: u16 = 0x1021;

    let mut crc = 0_u16;
    for byte in bytes {
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
    fn another_letter_in_a_seed_of_nats_is_told() {
        // A prefix for users, and 32 bytes `0x77`.
        let whole = "SUAHO53XO53XO53XO53XO53XO53XO53XO53XO53XO53XO53XO53XO57N7I";
        assert!(!is_wrong(whole), "{whole}");
        assert!(
            is_wrong(&whole.replacen("XO", "OX", 1)) && !is_wrong(&whole.replacen('S', "U", 1))
        );
    }

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
