//! Tokens of Fernet: ciphertext to most programs, and `OpenStack`'s own tokens.

use crate::value::letters::text::{all_of, holds};

/// Whether it is a token (the specification of Fernet): a version, a time, a first block, blocks of sixteen bytes, and
/// a checksum. The padding may be left out.
pub(in crate::value) fn is_of_fernet(text: &str) -> bool {
    const AROUND: usize = 1 + 8 + 16 + 32;

    // Until the year 2106.
    if !text.starts_with("gAAAAA") {
        return false;
    }
    let digits = text.trim_end_matches('=');
    let bytes = digits.len() * 3 / 4;
    bytes > AROUND && (bytes - AROUND) % 16 == 0 && all_of(digits, "-_")
}

/// Whether the name ends as `FERNET_KEY` does, for the fast look.
pub(in crate::value) fn is_name_of_key(name: &str) -> bool {
    const NAME: &[u8] = b"fernet_key";

    let start = name.len().saturating_sub(NAME.len());
    matches!(name.as_bytes().get(start..), Some(end) if end.eq_ignore_ascii_case(NAME))
}

/// Whether one of these is no key: 32 bytes in base64url. Those of Airflow may be several (its documentation, "Rotating
/// encryption keys").
pub(in crate::value) fn is_no_key(text: &str) -> bool {
    text.split(',').any(|key| {
        // Programs that decode it want the padding.
        let digits = key.trim().strip_suffix('=').unwrap_or_default();
        digits.len() != 43 || !all_of(digits, "-_+/")
    })
}

/// Whether Keystone gives out the provider's tokens.
pub(in crate::value) fn is_of_openstack(provider: &str) -> bool {
    holds(provider, b"openstack") || holds(provider, b"keystone")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Doubt;
    use crate::value::judged::judged_as_it_is;

    #[test]
    fn keys_have_one_length() {
        for name in ["FERNET_KEY", "AIRFLOW__CORE__FERNET_KEY", "fernet_key"] {
            assert!(is_name_of_key(name), "{name}");
        }
        assert!(!is_name_of_key("FERNET_TOKEN") && !is_name_of_key("KEY"));
        let digits = "k9qZm77xR3".repeat(7);
        let key = |letters: usize| digits.get(..letters).unwrap();
        assert!(is_no_key(key(43)) && !is_no_key(&format!("{}=", key(43))));
        assert!(!is_no_key(&format!("{}=,{}=", key(43), key(43))));
        assert!(is_no_key(key(44)) && is_no_key(key(64)) && is_no_key(key(42)));
        assert!(is_no_key(&format!("{}=,{}", key(43), key(64))));
    }

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
        let text = token(90);
        let doubts = judged_as_it_is("openstack", "OS_PASSWORD", &text);
        assert!(matches!(*doubts, [Doubt::OtherKind(_)]), "{doubts:?}");
        assert_eq!(judged_as_it_is("openstack", "OS_TOKEN", &text), []);
        assert_eq!(judged_as_it_is("acme", "ACME_PASSWORD", &text), [Doubt::Fernet]);
    }
}
