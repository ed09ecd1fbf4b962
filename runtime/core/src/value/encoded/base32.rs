//! Base32 of a text that is itself a key (RFC 4648, section 6).

use crate::value::about::About;
use crate::value::letters::table::{exact_head, table};
use crate::value::letters::text::{all, any, is_digit, is_upper};

/// How keys of known kinds begin in it: `sk-`, `ghp_`, `AIza`, `xox`, `glpat-` and `hf_`.
pub(in crate::value) static HEADS: &[u8] = table!("ONVS2 M5UHA IFEXU PBXX M5WHA NBTF6");

/// Whether it is such a text, of letters alone. Of random bytes, as secrets of one-time passwords are, one in a million
/// million is.
pub(in crate::value) fn holds_key(text: &str) -> bool {
    /// Shorter texts decode to letters alone by chance.
    const SHORTEST: usize = 48;

    let digits = text.trim_end_matches('=');
    if digits.len() < SHORTEST && exact_head(text, HEADS).is_none() || digits.len() < 26 {
        return false;
    }
    each_byte(digits, &mut |byte| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.')
    })
}

/// Whether it is the secret of one-time passwords with a sign that base32 does not have: `0`, `1` or `8` for a letter.
pub(in crate::value) fn is_misread(text: &str, about: &About) -> bool {
    const NAMES: &[u8] = table!("totp otp 2fa mfa");

    matches!(text.len(), 16 | 20 | 26 | 32 | 52 | 56 | 64)
        && all(text, |c| is_upper(c) || is_digit(c))
        && any(text, |c| matches!(c, '0' | '1' | '8' | '9'))
        // Some are in hexadecimal digits.
        && any(text, |c| matches!(c, 'G'..='Z'))
        && about.has_word(NAMES)
        && about.ends_in(table!("secret seed key"))
        && !about.has_name_with(b"encrypt")
}

/// Whether all of these are digits, and each byte that they stand for is as it is to be.
pub(in crate::value) fn each_byte(digits: &str, is_so: &mut dyn FnMut(u8) -> bool) -> bool {
    let (mut bits, mut held) = (0_u32, 0_u32);
    for digit in digits.bytes() {
        let value = match digit {
            b'A'..=b'Z' => digit - b'A',
            b'2'..=b'7' => digit - b'2' + 26,
            _ => return false,
        };
        bits = bits << 5 | u32::from(value);
        held += 5;
        if held < 8 {
            continue;
        }
        held -= 8;
        if !is_so((bits >> held & 0xff) as u8) {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Doubt;
    use crate::value::judged::judged_as_it_is;

    #[test]
    fn a_sign_that_base32_does_not_have_is_told() {
        for text in ["JBSWY3DPEHPK3PX0JBSWY3DPEHPK3PX8", "QXVKJBSWY3DPEH19"] {
            for variable in ["TOTP_SECRET", "ACME_2FA_SECRET", "ACME_OTP_SEED"] {
                let doubts = judged_as_it_is("acme", variable, text);
                assert_eq!(doubts, [Doubt::Lookalike], "{variable} {text}");
            }
            for variable in ["ACME_SECRET", "TOTP_ENCRYPTION_KEY", "ROTOTPER_SECRET"] {
                assert_eq!(judged_as_it_is("acme", variable, text), [], "{variable} {text}");
            }
        }
        let text = "4NBSWY3DPEHPK3PXPJBSWY3DPEHPK3P1";
        assert_eq!(judged_as_it_is("totp", "TOTP_SECRET", text), [Doubt::Lookalike]);
        for text in
            ["JBSWY3DPEHPK3PXPKRUGS4ZANFZSAYLU", "7D1F0A93C5E84264A0917AC3", "exampleNotAKey91"]
        {
            assert_eq!(judged_as_it_is("acme", "TOTP_SECRET", text), [], "{text}");
        }
    }

    #[test]
    fn keys_are_told_from_secrets_of_one_time_passwords() {
        // `example-not-a-key-9-example-not-a-key-9` and `sk-proj-example-not-a-key-9`, by Python's `base64`.
        for text in [
            "MV4GC3LQNRSS23TPOQWWCLLLMV4S2OJNMV4GC3LQNRSS23TPOQWWCLLLMV4S2OI=",
            "ONVS24DSN5VC2ZLYMFWXA3DFFVXG65BNMEWWWZLZFU4Q====",
        ] {
            assert!(holds_key(text) && holds_key(text.trim_end_matches('=')), "{text}");
        }
        for text in [
            "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
            "ONVS2JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
            "77XZWUR2WYINKJONX42JXRW3A725OUTD77XZWUR2WYINKJONX42JXRW3A725OUTD",
            "ONVS2",
            "onvs24dsn5vc2zlymfwxa3dffvxg65bnmewwwzlzfu4q",
        ] {
            assert!(!holds_key(text), "{text}");
        }
    }
}
