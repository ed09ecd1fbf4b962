//! Base58 with four bytes of a hash at its end, as wallets write keys and addresses (the documentation of Bitcoin, "`Base58Check`").

use zeroize::Zeroizing;

use super::sha256::sha256;
use crate::value::letters::table::{exact_head, table};

/// The digits of Bitcoin, without `0`, `O`, `I` and `l`, and those of the XRP Ledger.
pub(in crate::value) const BITCOIN: &[u8; 58] =
    b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
pub(in crate::value) const RIPPLE: &[u8; 58] =
    b"rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz";

/// More than an extended key has, which is the longest.
const MOST: usize = 96;
const SUM: usize = 4;

/// How extended private keys begin (BIP 32, and SLIP-132).
pub(in crate::value) static EXTENDED: &[u8] = table!("xprv tprv yprv zprv uprv vprv");
const LETTERS: usize = 111;
const BYTES: usize = 82;

/// Whose key it is whose hash does not fit, and that no other text begins like.
pub(super) fn wrong(text: &str) -> Option<&'static str> {
    let is = text.len() == LETTERS
        && exact_head(text, EXTENDED).is_some()
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && has_wrong_sum(text, BITCOIN, BYTES);
    is.then_some("a wallet")
}

/// Whether it is no such number of bytes with a hash that fits.
pub(in crate::value) fn has_wrong_sum(text: &str, digits: &[u8; 58], length: usize) -> bool {
    sum_fits(text, digits, length) != Some(true)
}

/// Whether the hash at the end fits, if it is such a number of bytes. None of them is kept.
pub(in crate::value) fn sum_fits(text: &str, digits: &[u8; 58], length: usize) -> Option<bool> {
    let mut bytes = Zeroizing::new([0_u8; MOST]);
    for letter in text.bytes() {
        let digit = digits.iter().position(|digit| *digit == letter)?;
        let mut carry = u32::try_from(digit).ok()?;
        for byte in bytes.iter_mut().rev() {
            carry += u32::from(*byte) * 58;
            *byte = (carry & 0xff) as u8;
            carry >>= 8;
        }
        if carry > 0 {
            return None;
        }
    }
    let (before, rest) = bytes.split_at_checked(MOST.checked_sub(length)?)?;
    let (data, sum) = rest.split_at_checked(length.checked_sub(SUM)?)?;
    let hash = Zeroizing::new(sha256(&*Zeroizing::new(sha256(data))));
    Some(before.iter().all(|byte| *byte == 0) && hash.starts_with(sum))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Doubt;
    use crate::value::judged::judged_as_it_is;

    /// Of bytes `0x77` behind these, and those behind them.
    fn encoded(head: &[u8], count: usize, end: &[u8], digits: &[u8; 58]) -> String {
        let mut bytes = head.to_vec();
        bytes.extend(vec![0x77; count]);
        bytes.extend(end);
        let hash = sha256(&sha256(&bytes));
        bytes.extend(hash.iter().take(SUM));
        let mut letters = Vec::new();
        while bytes.iter().any(|byte| *byte > 0) {
            let mut rest = 0;
            for byte in &mut bytes {
                rest = rest << 8 | usize::from(*byte);
                *byte = u8::try_from(rest / 58).unwrap();
                rest %= 58;
            }
            letters.push(char::from(*digits.get(rest).unwrap()));
        }
        let zeros = head.iter().take_while(|byte| **byte == 0);
        letters.extend(zeros.map(|_| char::from(digits[0])));
        letters.into_iter().rev().collect()
    }

    /// With its middle letter another.
    fn misspelt(text: &str) -> String {
        let (before, after) = text.split_at(text.len() / 2);
        let other = if after.starts_with('7') { "8" } else { "7" };
        format!("{before}{other}{}", after.get(1..).unwrap())
    }

    #[test]
    fn another_letter_is_told() {
        for (provider, variable, text) in [
            ("bitcoin", "BTC_WIF", encoded(&[0x80], 32, &[1], BITCOIN)),
            ("btc", "BTC_PRIVATE_KEY", encoded(&[0x80], 32, &[], BITCOIN)),
            ("xrpl", "XRPL_SEED", encoded(&[0x21], 16, &[], RIPPLE)),
            ("ripple", "RIPPLE_SECRET", encoded(&[1, 0xe1, 0x4b], 16, &[], RIPPLE)),
            ("acme", "WALLET_XPRV", encoded(&[4, 0x88, 0xad, 0xe4], 74, &[], BITCOIN)),
        ] {
            assert_eq!(judged_as_it_is(provider, variable, &text), [], "{text}");
            let other = misspelt(&text);
            let doubts = judged_as_it_is(provider, variable, &other);
            assert!(matches!(*doubts, [Doubt::Misspelt(_)]), "{other} {doubts:?}");
        }
        let other = misspelt(&encoded(&[0x80], 32, &[1], BITCOIN));
        for (provider, variable) in [("acme", "ACME_KEY"), ("bitcoin", "BTC_NODE_TOKEN")] {
            assert_eq!(judged_as_it_is(provider, variable, &other), [], "{variable}");
        }
    }

    #[test]
    fn an_address_has_a_hash_that_fits() {
        let address = encoded(&[0], 20, &[], BITCOIN);
        let doubts = judged_as_it_is("bitcoin", "BTC_PRIVATE_KEY", &address);
        assert!(matches!(*doubts, [Doubt::Beside(_)]), "{doubts:?}");
        assert_eq!(judged_as_it_is("bitcoin", "BTC_ADDRESS", &address), []);
        assert_eq!(judged_as_it_is("bitcoin", "BTC_PRIVATE_KEY", &misspelt(&address)), []);
    }

    #[test]
    fn what_is_no_base58_has_no_hash() {
        for text in ["0OIl", "", "k9q", &"z".repeat(140)] {
            assert_ne!(sum_fits(text, BITCOIN, 25), Some(true), "{text}");
        }
    }
}
