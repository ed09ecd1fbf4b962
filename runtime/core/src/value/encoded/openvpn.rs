//! The static key of `OpenVPN`, which is in lines of hexadecimal digits and no base64.

use crate::value::letters::text::{all, count, is_hex_digit};

/// What stands around it, as `openvpn --genkey secret` writes it.
const BEGIN: &str = "-----BEGIN OpenVPN Static key V1-----";
const END: &str = "-----END OpenVPN Static key V1-----";
/// 2048 bits.
const DIGITS: usize = 512;

/// Whether digits are missing, or the last line.
pub(in crate::value) fn is_cut(text: &str) -> bool {
    let Some((_, rest)) = text.split_once(BEGIN) else { return false };
    let Some((body, _)) = rest.split_once(END) else { return true };
    let is_of_digits = all(body, |c| is_hex_digit(c) || c.is_whitespace());
    !is_of_digits || count(body, is_hex_digit) != DIGITS
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(lines: usize) -> String {
        let body = "7d1f0a93c5e84264a0917ac3d5be8246\n".repeat(lines);
        format!("#\n# 2048 bit OpenVPN static key\n#\n{BEGIN}\n{body}{END}\n")
    }

    #[test]
    fn a_whole_key_has_sixteen_lines() {
        assert!(!is_cut(&key(16)) && is_cut(&key(14)) && is_cut(&key(17)));
        assert!(is_cut(key(16).trim_end().strip_suffix(END).unwrap()));
        assert!(is_cut(&key(16).replace("7d1f", "7d1l")) && !is_cut("k9qZm77x"));
    }
}
