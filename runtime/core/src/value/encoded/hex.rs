//! Hexadecimal digits of a text that is itself a key.

use crate::value::letters::text::all_of;

/// Whether the first four digits may be letters of a key.
pub(in crate::value) fn may_hold_key(bytes: &[u8]) -> bool {
    let Some([a, b, c, d]) = bytes.first_chunk::<4>() else { return false };
    matches!(pair(*a, *b), Some(found) if is_of_key(found))
        && matches!(pair(*c, *d), Some(found) if is_of_key(found))
}

/// Whether it is a text of letters alone in hexadecimal digits. Of random bytes, one in a million million is.
pub(in crate::value) fn holds_key(text: &str) -> bool {
    /// No shorter text decodes to letters alone by chance.
    const SHORTEST: usize = 32;

    let mut digits = text.strip_prefix("0x").unwrap_or(text).as_bytes();
    // As a string of C has them, and as a dump does.
    let is_escaped = digits.starts_with(b"\\x");
    let is_in_pairs = digits.get(2) == Some(&b':');
    let mut count = 0;
    loop {
        match digits {
            [b'\\', b'x', behind @ ..] if is_escaped => digits = behind,
            [b':', behind @ ..] if is_in_pairs && count > 0 => digits = behind,
            _ => {}
        }
        let [high, low, behind @ ..] = digits else { break };
        if !matches!(pair(*high, *low), Some(found) if is_of_key(found)) {
            return false;
        }
        count += 2;
        digits = behind;
    }
    digits.is_empty() && count >= SHORTEST
}

fn pair(high: u8, low: u8) -> Option<u8> {
    let digit = |byte: u8| u8::try_from(char::from(byte).to_digit(16)?).ok();
    Some(digit(high)? << 4 | digit(low)?)
}

fn is_of_key(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'+' | b'/' | b'=' | b':')
}

/// Whether the name ends as that of hexadecimal digits does.
pub(in crate::value) const fn is_name_of_digits(name: &str) -> bool {
    matches!(*name.as_bytes(), [.., b'h' | b'H', b'e' | b'E', b'x' | b'X'])
}

/// Whether the text is base64 that ends in its sign, which no digits do.
pub(in crate::value) fn is_padded(text: &str) -> bool {
    const SHORTEST: usize = 16;

    text.len() >= SHORTEST
        && text.len() % 4 == 0
        && text.ends_with('=')
        && all_of(text.trim_end_matches('='), "+/-_")
}

/// Whether all but a few are hexadecimal digits, and those are letters that somebody takes for a digit: so many as keys have,
/// alone or behind a beginning.
pub(in crate::value) fn is_misread(text: &str) -> bool {
    let (mut digits, mut like_digits) = (0, 0);
    // From the end, where of most texts one of a few letters tells.
    for byte in text.bytes().rev() {
        match byte {
            b'0'..=b'9' | b'A'..=b'F' | b'a'..=b'f' => {}
            // `0` and `1` as people type them from a picture.
            b'O' | b'o' | b'l' | b'L' | b'I' => like_digits += 1,
            byte if byte.is_ascii_alphanumeric() => return false,
            _ => break,
        }
        digits += 1;
    }
    matches!(digits, 32 | 40 | 64) && matches!(like_digits, 1..=4)
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use super::*;
    use crate::report::Doubt;
    use crate::spec::Spec;
    use crate::value::about::About;
    use crate::value::judged::judged_as_it_is;
    use crate::value::{doubts, is_issued, is_plain};

    #[test]
    fn base64_is_no_hexadecimal_number() {
        let base64 = "k9qZm77xR3vT5yW8LdPqNs8HbX/VtY6uGaJ4wE+Rk9q=";
        let of = |variable, text: &str| {
            let about = About::new("acme", Some(variable), ["aes_key_hex", "secret", ""]);
            assert!(!is_issued(text, about, SystemTime::UNIX_EPOCH) || !is_padded(text), "{text}");
            let spec = Spec::new("aes_key_hex", "acme", true, &[]);
            assert!(!is_padded(text) || !is_plain(text, &spec, Some(variable)), "{text}");
            doubts(text, about, SystemTime::UNIX_EPOCH)
        };
        for text in [base64, "k9qZm77xR3vT5yW8Ld_qNg=="] {
            assert_eq!(of("AES_KEY_HEX", text), [Doubt::NoHex], "{text}");
            assert_eq!(judged_as_it_is("acme", "AES_KEY", text), [], "{text}");
        }
        for text in ["7d1f0a93".repeat(8), "k9qZm77xR3vT5yW8LdPqNs8HbX/VtY6uGaJ4wE+R".to_owned()] {
            assert!(!of("AES_KEY_HEX", &text).contains(&Doubt::NoHex), "{text}");
        }
    }

    #[test]
    fn a_key_in_digits_is_told_from_random_ones() {
        assert!(holds_key("73314f4e34337865546563517358 6f32".replace(' ', "").as_str()));
        assert!(holds_key("736b2d70726f6a2d736b2d70726f6a2d"));
        // With `+` and `/`, as secrets of AWS have them.
        assert!(holds_key("736b2b70726f6a2f736b2b70726f6a2f"));
        assert!(holds_key("0x736b2d70726f6a2d736b2d70726f6a2d"));
        let pairs = |sign: &str| {
            let mut digits = String::new();
            for pair in ["73", "6b", "2d", "70", "72", "6f", "6a", "2d"].repeat(2) {
                digits.push_str(sign);
                digits.push_str(pair);
            }
            digits
        };
        assert!(holds_key(&pairs("\\x")) && holds_key(pairs(":").trim_start_matches(':')));
        for text in [
            &pairs(":"),
            &pairs("-"),
            "e9:7d:1f:0a:93:c5:e8:b2:64:e9:7d:1f:0a:93:c5:e8:b2:64",
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "736b2d70726f6a2d736b2d70726f6a2",
            "736b2d70",
            "deadbeefdeadbeefdeadbeefdeadbeef",
        ] {
            assert!(!holds_key(text), "{text}");
        }
    }

    #[test]
    fn a_letter_that_looks_like_a_digit_is_told() {
        let digits = "7d1f0a93".repeat(4);
        for text in
            [digits.replacen('0', "O", 1), "key-".to_owned() + &digits.replacen('1', "l", 2)]
        {
            assert!(is_misread(&text), "{text}");
        }
        for text in [
            digits.clone(),
            digits.replace('0', "O").replace('1', "l"),
            digits.replacen('0', "x", 1),
            digits.get(1..).unwrap().replacen('0', "O", 1),
        ] {
            assert!(!is_misread(&text), "{text}");
        }
    }
}
