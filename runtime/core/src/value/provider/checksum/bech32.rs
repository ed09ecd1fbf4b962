//! The checksum of Bech32 (BIP 173), which identities of age and the keys of some wallets have.

use crate::value::letters::table::table;
use crate::value::letters::text::{are_all, place_of};

/// How keys begin, how many letters each has behind that, and of what they are: NIP-19, the documentation of Sui, and CIP-5 of
/// Cardano.
const KEYS: [(&str, usize, &str); 9] = [
    ("nsec1", 58, "Nostr"),
    ("suiprivkey1", 59, "Sui"),
    ("ed25519_sk1", 58, "Cardano"),
    ("ed25519e_sk1", 109, "Cardano"),
    ("addr_sk1", 58, "Cardano"),
    ("addr_xsk1", 160, "Cardano"),
    ("acct_xsk1", 160, "Cardano"),
    ("root_xsk1", 160, "Cardano"),
    ("stake_xsk1", 160, "Cardano"),
];

/// For the fast look.
pub(in crate::value) static HEADS: &[u8] = table!(
    "nsec1 suiprivkey1 ed25519_sk1 ed25519e_sk1 addr_sk1 addr_xsk1 acct_xsk1 root_xsk1 stake_xsk1"
);

/// Whose key it is that has another letter than it had.
pub(super) fn wrong(text: &str) -> Option<&'static str> {
    let (head, rest, length, owner) = key(text)?;
    (rest.len() == length && !is_right(head, rest.as_bytes())).then_some(owner)
}

/// Whose key it is of which letters are missing.
pub(in crate::value) fn cut(text: &str) -> Option<&'static str> {
    let (_, rest, length, owner) = key(text)?;
    (rest.len() < length).then_some(owner)
}

/// What it begins with, what it has behind that, and what it should have.
fn key(text: &str) -> Option<(&'static str, &str, usize, &'static str)> {
    /// A name may begin so.
    const SHORTEST: usize = 12;

    for (head, length, owner) in KEYS {
        let Some(rest) = text.strip_prefix(head) else { continue };
        let is_of_letters =
            are_all(rest.as_bytes(), |byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
        if is_of_letters && rest.len() >= SHORTEST {
            return Some((head, rest, length, owner));
        }
    }
    None
}

/// How they begin (the specification of age, "The X25519 recipient type").
const HEAD: &str = "AGE-SECRET-KEY-1";
/// 32 bytes of five bits a letter, and the checksum.
const LETTERS: usize = 52 + 6;

/// Whether an identity of age, alone or below the comments of its file, has another letter than it had.
pub(super) fn is_wrong(text: &str) -> bool {
    // Most texts are neither one nor such a file.
    let may_be = matches!(text.as_bytes(), [b'A', b'G', b'E', ..] | [b'#', ..]);
    let start = if may_be { place_of(text, HEAD.as_bytes()) } else { None };
    let Some(start) = start else { return false };
    let letters = text.as_bytes().get(start + HEAD.len()..).unwrap_or_default();
    let end = letters.iter().position(|byte| !byte.is_ascii_alphanumeric());
    let letters = letters.get(..end.unwrap_or(letters.len())).unwrap_or_default();
    letters.len() == LETTERS
        && are_all(letters, |byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        && !is_right(HEAD, letters)
}

fn is_right(head: &str, letters: &[u8]) -> bool {
    const DIGITS: &[u8; 32] = b"QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L";

    let mut sum = 1;
    // What stands before the last `1`, in small letters: its upper bits, a zero, and its lower ones.
    let name = head.strip_suffix('1').unwrap_or(head).as_bytes();
    for byte in name {
        sum = step(sum, u32::from(byte.to_ascii_lowercase() >> 5));
    }
    sum = step(sum, 0);
    for byte in name {
        sum = step(sum, u32::from(byte.to_ascii_lowercase() & 0x1f));
    }
    for letter in letters {
        let Some(value) = DIGITS.iter().position(|digit| digit.eq_ignore_ascii_case(letter)) else {
            return false;
        };
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
    use crate::value::letters::table::words;

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

    #[test]
    fn keys_of_wallets_have_one_length() {
        // Bytes `0x77`, by the reference code of BIP 173.
        for (head, count, end) in [
            ("nsec1", 12, "wamsmjespj"),
            ("suiprivkey1", 13, "w3xm8lr"),
            ("ed25519_sk1", 12, "wamsjnhgzv"),
        ] {
            let whole = format!("{head}{}{end}", "wamh".repeat(count));
            assert_eq!(judged_as_it_is("acme", "ACME_KEY", &whole), [], "{whole}");
            let other = whole.replacen("whw", "wwh", 1).replacen("mhw", "mwh", 1);
            let doubts = judged_as_it_is("acme", "ACME_KEY", &other);
            assert!(matches!(*doubts, [Doubt::Misspelt(_)]), "{other} {doubts:?}");
            for count in [1, 6, 20] {
                let short = whole.get(..whole.len() - count).unwrap();
                let doubts = judged_as_it_is("acme", "ACME_KEY", short);
                assert!(matches!(*doubts, [Doubt::CutKey(_)]), "{short} {doubts:?}");
            }
        }
        for text in ["nsec1", "nsec1-of-my-own-9", "nsec_k9qzm77xr3vt5yw8", "suiprivkey1-k9q"] {
            assert!(cut(text).is_none() && wrong(text).is_none(), "{text}");
        }
    }

    #[test]
    fn each_beginning_is_looked_up() {
        let heads = KEYS.map(|(head, ..)| head.as_bytes());
        assert!(words(HEADS).eq(heads));
    }
}
