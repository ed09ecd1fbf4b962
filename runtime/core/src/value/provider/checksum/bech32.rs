//! The checksum of Bech32 (BIP 173), which identities of age have.

use crate::value::letters::text::{are_all, place_of};

/// How they begin (the specification of age, "The X25519 recipient type").
const HEAD: &[u8] = b"AGE-SECRET-KEY-1";
/// 32 bytes of five bits a letter, and the checksum.
const LETTERS: usize = 52 + 6;

/// Whether an identity of age, alone or below the comments of its file, has another letter than it had.
pub(super) fn is_wrong(text: &str) -> bool {
    // Most texts are neither one nor such a file.
    let may_be = matches!(text.as_bytes(), [b'A', b'G', b'E', ..] | [b'#', ..]);
    let start = if may_be { place_of(text, HEAD) } else { None };
    let Some(start) = start else { return false };
    let letters = text.as_bytes().get(start + HEAD.len()..).unwrap_or_default();
    let end = letters.iter().position(|byte| !byte.is_ascii_alphanumeric());
    let letters = letters.get(..end.unwrap_or(letters.len())).unwrap_or_default();
    letters.len() == LETTERS
        && are_all(letters, |byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        && !is_right(HEAD, letters)
}

/// The same of a private key of Nostr (NIP-19), in small letters.
pub(super) fn is_wrong_of_nostr(text: &str) -> bool {
    const HEAD: &[u8] = b"nsec1";

    let Some(letters) = text.as_bytes().strip_prefix(HEAD) else { return false };
    letters.len() == LETTERS
        && are_all(letters, |byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        && !is_right(HEAD, letters)
}

fn is_right(head: &[u8], letters: &[u8]) -> bool {
    const DIGITS: &[u8; 32] = b"QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L";

    let mut sum = 1;
    // What stands before the last `1`, in small letters: its upper bits, a zero, and its lower ones.
    let name = head.get(..head.len() - 1).unwrap_or_default();
    for byte in name {
        sum = step(sum, u32::from(byte.to_ascii_lowercase() >> 5));
    }
    sum = step(sum, 0);
    for byte in name {
        sum = step(sum, u32::from(byte.to_ascii_lowercase() & 0x1f));
    }
    for letter in letters {
        let letter = letter.to_ascii_uppercase();
        let Some(value) = DIGITS.iter().position(|digit| *digit == letter) else { return false };
        sum = step(sum, u32::try_from(value).unwrap_or_default());
    }
    sum == 1
}

fn step(sum: u32, value: u32) -> u32 {
    const GENERATOR: [u32; 5] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3];

    let mut next = (sum & 0x01ff_ffff) << 5 ^ value;
    for (bit, number) in GENERATOR.iter().enumerate() {
        if sum >> 25 >> bit & 1 == 1 {
            next ^= number;
        }
    }
    next
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Doubt;
    use crate::value::judged::judged_as_it_is;

    #[test]
    fn another_letter_in_a_key_of_nostr_is_told() {
        // 32 bytes `0x77`.
        let whole =
            ["nsec", "1wamhwamhwamhwamhwamhwamhwamhwamhwamhwamhwamhwamhwamsmjespj"].concat();
        assert!(!is_wrong_of_nostr(&whole), "{whole}");
        let wrong = whole.replacen("wamh", "wahm", 1);
        assert_eq!(judged_as_it_is("acme", "BOT_NSEC", &wrong), [Doubt::Misspelt("Nostr")]);
        assert_eq!(judged_as_it_is("acme", "BOT_NSEC", &whole), []);
        for text in ["nsec1wamhwamh", &whole.replacen("nsec", "npub", 1), &whole.to_uppercase()] {
            assert!(!is_wrong_of_nostr(text), "{text}");
        }
    }

    #[test]
    fn another_letter_is_told() {
        // 32 bytes `0x77`, by the reference code of BIP 173.
        let whole =
            &["AGE-SECRET-KEY-", "1WAMHWAMHWAMHWAMHWAMHWAMHWAMHWAMHWAMHWAMHWAMHWAMHWAMSJNPVJ0"]
                .concat();
        let commented = format!("# created: 2026-01-01\n# public key: age1example\n{whole}\n");
        assert!(!is_wrong(whole) && !is_wrong(&commented));
        for text in [whole.replace("PVJ0", "VPJ0"), commented.replacen("WAMH", "WAHM", 1)] {
            assert!(is_wrong(&text), "{text}");
        }
        // These are cut, or no identities.
        for text in [whole.strip_suffix("0").unwrap(), "AGE-SECRET-KEY-1", "k9qZm77x"] {
            assert!(!is_wrong(text), "{text}");
        }
    }
}
