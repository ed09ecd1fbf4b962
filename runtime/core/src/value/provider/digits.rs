//! Keys that are bytes in digits, of which one or more are missing.

use crate::report::Doubt;
use crate::value::about::About;
use crate::value::letters::table::table;
use crate::value::letters::text::{all, any, holds, inside, is_digit, is_letter, is_small_hex};

/// Whether a digit is missing in a key of hexadecimal ones. Those of `WeatherAPI` have 31.
pub(in crate::value) fn lacks_digit(text: &str, about: &About) -> Option<Doubt> {
    let is = is_cut_hex(text)
        && about.ends_in_key()
        && !about.has_name_of(table!("weather wx_ meteo wifi wi_fi wpa wlan psk"))
        && !holds(about.provider, b"weather");
    is.then_some(Doubt::CutHex)
}

/// Whether a digit is missing of as many bytes as keys have: two digits are one.
pub(super) fn is_cut_hex(text: &str) -> bool {
    matches!(text.len(), 31 | 39 | 47 | 63 | 127)
        && (all(text, is_small_hex) || all(text, |c| is_digit(c) || matches!(c, 'A'..='F')))
        && any(text, is_digit)
        && any(text, is_letter)
}

/// `[54,239,…]`: the bytes of a pair of keys, of which each has 32, with one to four of them missing.
pub(super) fn is_cut_list(text: &str) -> bool {
    let Some(list) = inside(text, "[", "]") else { return false };
    let mut count = 0;
    for number in list.split(',') {
        if number.trim().parse::<u8>().is_err() {
            return false;
        }
        count += 1;
    }
    matches!(count, 60..=63)
}

#[cfg(test)]
mod tests {
    use crate::report::Doubt;
    use crate::value::judged::judged_as_it_is;

    #[test]
    fn digits_of_bytes_are_even() {
        let digits = "7d1f0a93c5e84264a0917ac3d5be8246e".repeat(4);
        for count in [31, 39, 47, 63, 127] {
            let text = digits.get(..count).unwrap();
            assert_eq!(judged_as_it_is("acme", "ACME_KEY", text), [Doubt::CutHex], "{text}");
            let large = text.to_ascii_uppercase();
            assert_eq!(judged_as_it_is("acme", "ACME_KEY", &large), [Doubt::CutHex], "{large}");
            for (provider, variable) in [
                ("acme", "ACME_PASSWORD"),
                ("acme", "ACME_HOOK_SECRET"),
                ("weatherapi", "WEATHERAPI_KEY"),
            ] {
                assert_eq!(judged_as_it_is(provider, variable, text), [], "{variable}");
            }
            let other = format!("{}g", text.get(1..).unwrap());
            assert_eq!(judged_as_it_is("acme", "ACME_KEY", &other), [], "{other}");
            let even = digits.get(..count + 1).unwrap();
            assert_eq!(judged_as_it_is("acme", "ACME_KEY", even), [], "{even}");
        }
        let number = "708192634455".repeat(3);
        assert_eq!(judged_as_it_is("acme", "ACME_KEY", number.get(..31).unwrap()), []);
    }

    #[test]
    fn a_list_of_bytes_is_counted() {
        let list = |count: usize| format!("[{}]", vec!["200"; count].join(","));
        for count in [60, 63] {
            let doubts = judged_as_it_is("solana", "SOLANA_KEYPAIR", &list(count));
            assert_eq!(doubts, [Doubt::CutKey("Solana")], "{count}");
        }
        for text in [list(64), list(32), list(63).replacen("200", "256", 1)] {
            assert_eq!(judged_as_it_is("solana", "SOLANA_KEYPAIR", &text), [], "{text}");
        }
    }
}
