//! The checksum of Stellar's keys (SEP-0023), and of those of NATS, which have two bytes in front (its documentation, "`NKeys`").

use crate::value::encoded::base32::each_byte;

/// How many bytes one has: what it is, the key, and the checksum of both.
pub(super) const OF_STELLAR: usize = 35;
pub(super) const OF_NATS: usize = 36;

/// Whether it is a secret seed, `S…`, with another letter than it had. No byte of it is kept.
pub(super) fn is_wrong(text: &str, length: usize) -> bool {
    /// Makes the first letter `S`; NATS has the lower bits for what the key is for.
    const VERSION: u8 = 18 << 3;
    const SUM: usize = 2;

    if text.len() != (length * 8).div_ceil(5) {
        return false;
    }
    let (mut at, mut first, mut crc, mut sum) = (0, 0, 0, 0_u16);
    let are_all = each_byte(text, &mut |byte| {
        if at == 0 {
            first = byte;
        }
        if at < length - SUM {
            crc = with_byte(crc, byte);
        } else {
            sum = sum >> 8 | u16::from(byte) << 8;
        }
        at += 1;
        true
    });
    let is_seed = first == VERSION || length == OF_NATS && first & !0x7 == VERSION;
    are_all && is_seed && crc != sum
}

/// As of XMODEM.
fn with_byte(crc: u16, byte: u8) -> u16 {
    const POLYNOMIAL: u16 = 0x1021;

    let mut crc = crc ^ u16::from(byte) << 8;
    for _ in 0..8 {
        crc = crc << 1 ^ if crc & 0x8000 == 0 { 0 } else { POLYNOMIAL };
    }
    crc
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Doubt;
    use crate::value::judged::judged_as_it_is;

    #[test]
    fn another_letter_in_a_seed_of_nats_is_told() {
        // A prefix for users, and 32 bytes `0x77`.
        let whole = "SUAHO53XO53XO53XO53XO53XO53XO53XO53XO53XO53XO53XO53XO57N7I";
        assert!(!is_wrong(whole, OF_NATS), "{whole}");
        assert!(
            is_wrong(&whole.replacen("XO", "OX", 1), OF_NATS)
                && !is_wrong(&whole.replacen('S', "U", 1), OF_NATS)
        );
    }

    #[test]
    fn another_letter_is_told_through_the_fast_look() {
        for (provider, variable, name, whole) in [
            (
                "stellar",
                "STELLAR_ISSUER_SECRET",
                "Stellar",
                "SB3XO53XO53XO53XO53XO53XO53XO53XO53XO53XO53XO53XO53XOJ2E",
            ),
            (
                "nats",
                "NATS_NKEY_SEED",
                "NATS",
                "SUAHO53XO53XO53XO53XO53XO53XO53XO53XO53XO53XO53XO53XO57N7I",
            ),
        ] {
            let wrong = whole.replacen("3XO", "3OX", 1);
            assert_eq!(judged_as_it_is(provider, variable, &wrong), [Doubt::Misspelt(name)]);
            assert_eq!(judged_as_it_is("acme", "ACME_SEED", &wrong), []);
        }
    }

    #[test]
    fn another_letter_is_told() {
        // 32 bytes `0x77`, by Python's `binascii.crc_hqx`.
        let whole = "SB3XO53XO53XO53XO53XO53XO53XO53XO53XO53XO53XO53XO53XOJ2E";
        assert!(!is_wrong(whole, OF_STELLAR), "{whole}");
        for text in [whole.replacen("XO", "OX", 1), whole.replacen('B', "C", 1)] {
            assert!(is_wrong(&text, OF_STELLAR), "{text}");
        }
        for text in ["SBEXAMPLE", &whole.replacen('S', "G", 1), &whole.to_lowercase()] {
            assert!(!is_wrong(text, OF_STELLAR), "{text}");
        }
    }
}
