//! Tokens of Fernet: ciphertext to most programs, and `OpenStack`'s own tokens.

use super::text::{all_of, holds};

/// Whether it is a token (the specification of Fernet): a version, a time, a first block, blocks of sixteen bytes, and
/// a checksum. The padding may be left out.
pub(super) fn is_of_fernet(text: &str) -> bool {
    const AROUND: usize = 1 + 8 + 16 + 32;

    // Until the year 2106.
    if !text.starts_with("gAAAAA") {
        return false;
    }
    let digits = text.trim_end_matches('=');
    let bytes = digits.len() * 3 / 4;
    bytes > AROUND && (bytes - AROUND) % 16 == 0 && all_of(digits, "-_")
}

/// Whether Keystone gives out the provider's tokens.
pub(super) fn is_of_openstack(provider: &str) -> bool {
    holds(provider, b"openstack") || holds(provider, b"keystone")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_told_from_keys_by_their_length() {
        let token =
            |letters: usize| format!("gAAAAABl{}", "k9qZ".repeat(30).get(..letters).unwrap());
        assert!(is_of_fernet(&(token(90) + "==")) && is_of_fernet(&token(90)));
        assert!(is_of_fernet(&(token(111) + "=")));
        for letters in [40, 68, 88, 91, 94, 110] {
            assert!(!is_of_fernet(&token(letters)), "{letters}");
        }
        assert!(!is_of_fernet(&token(90).replace("ABl", "AB/")));
        assert!(!is_of_fernet(&token(90).replace("gAAAAA", "gAAAAB")));
        assert!(is_of_openstack("acme-openstack") && !is_of_openstack("acme"));
    }
}
