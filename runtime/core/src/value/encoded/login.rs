//! Logins in base64, as a header of HTTP and Docker have them.

use core::str;

use super::encoding::decode;
use crate::spec::Encoding;
use crate::value::letters::text::{all, any, is_lower, is_upper};

/// Whether it is base64 of a user and a colon, behind which there is nothing: the password was empty. A key in the place of a
/// user has digits, or letters of both sizes.
pub(in crate::value) fn lacks_password(text: &str) -> bool {
    // As the colon ends, by its place in three bytes.
    if !["6", "o=", "Og=="].iter().any(|end| text.ends_with(end)) {
        return false;
    }
    let Some(bytes) = decode(text, Encoding::Base64) else { return false };
    let user = str::from_utf8(&bytes).ok().and_then(|text| text.strip_suffix(':'));
    user.is_some_and(|user| {
        matches!(user.len(), 4..=24)
            && all(user, |c| c.is_ascii_alphabetic() || matches!(c, '-' | '_' | '.' | '@' | '+'))
            && !(any(user, is_lower) && any(user, is_upper))
    })
}

#[cfg(test)]
mod tests {
    use super::lacks_password;
    use crate::report::Doubt;
    use crate::value::judged::judged_as_it_is;

    #[test]
    fn a_login_without_a_password_is_told() {
        // `acme-robot:` and `deploy.acme:`.
        for text in ["YWNtZS1yb2JvdDo=", "ZGVwbG95LmFjbWU6"] {
            assert!(lacks_password(text), "{text}");
            let doubts = judged_as_it_is("acme", "ACME_AUTH", text);
            assert!(matches!(*doubts, [Doubt::Beside(_)]), "{text} {doubts:?}");
            assert_eq!(judged_as_it_is("acme", "ACME", text), [], "{text}");
        }
        // A password, a key in the place of a user, one of letters alone, no user, and a short one.
        for text in [
            "YWNtZS1yb2JvdDpraXdp",
            "azlxN203N3gzdnQ1eXc4Og==",
            "a1FabXhSdlR5V2txWm14UnY6",
            "Oms5cVptNzd4UjN2VDU=",
            "bWU6",
        ] {
            assert!(!lacks_password(text), "{text}");
        }
    }
}
