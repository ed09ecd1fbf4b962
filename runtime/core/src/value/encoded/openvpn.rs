//! The static key of `OpenVPN`, which has lines of hexadecimal digits.

use crate::value::letters::text::{count, is_hex_digit};

/// Whether its end or some of its 256 bytes are missing; a comment stands before it.
pub(in crate::value) fn is_cut(text: &str) -> bool {
    const DIGITS: usize = 512;

    let Some((_, rest)) = text.split_once("-----BEGIN OpenVPN Static key V1-----") else {
        return false;
    };
    match rest.split_once("-----END OpenVPN Static key V1-----") {
        Some((digits, _)) => count(digits, is_hex_digit) != DIGITS,
        None => true,
    }
}

#[cfg(test)]
mod tests {
    use crate::report::Doubt;
    use crate::value::judged::judged;

    #[test]
    fn a_key_has_all_its_lines() {
        let of = |lines: usize, end: &str| {
            let line = "7d1f0a93c5e84264a0917ac3d5be8246\n".repeat(lines);
            let head = "#\n# 2048 bit OpenVPN static key\n#\n-----BEGIN OpenVPN Static key V1-----";
            judged("openvpn", "OPENVPN_STATIC_KEY", &format!("{head}\n{line}{end}"))
        };
        let end = "-----END OpenVPN Static key V1-----\n";
        assert_eq!(of(16, end), []);
        for (lines, end) in [(14, end), (15, end), (17, end), (16, "")] {
            assert_eq!(of(lines, end), [Doubt::CutPem], "{lines}");
        }
    }
}
