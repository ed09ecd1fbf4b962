//! Compact JSON Web Encryption: `header.key.iv.ciphertext.tag`, each in base64url (RFC 7516, section 7.1).

use core::str;

use super::encoding::decode;
use super::json;
use crate::spec::Encoding;
use crate::value::letters::text::all_of;

/// Whether the text is one, and no token: an encrypted JSON Web Token is what a server gives out as it is.
pub(in crate::value) fn is_compact(text: &str) -> bool {
    let mut parts = text.trim_end().split('.');
    let Some(header) = parts.next().filter(|header| header.starts_with("eyJ")) else {
        return false;
    };
    let (Some(key), Some(iv), Some(data), Some(tag), None) =
        (parts.next(), parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    // The key is empty where the file is encrypted with the key itself, and the data of an empty file are.
    let is_whole = !iv.is_empty() && !tag.is_empty();
    is_whole
        && is_of_base64url(key)
        && is_of_base64url(iv)
        && is_of_base64url(data)
        && is_of_base64url(tag)
        && is_header(header)
}

fn is_of_base64url(part: &str) -> bool {
    all_of(part, "-_")
}

fn is_header(part: &str) -> bool {
    matches!(
        decode(part, Encoding::Base64Url),
        Some(header) if str::from_utf8(&header).is_ok_and(json::is_header_of_encryption)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_parts_of_which_the_first_names_the_encryption() {
        // `{"alg":"dir","enc":"A256GCM"}`
        let header = "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0";
        for rest in [".k9q.aXY.ZGF0YQ.dGFn", "..aXY.ZGF0YQ.dGFn", "..aXY..dGFn\n"] {
            assert!(is_compact(&format!("{header}{rest}")), "{rest}");
        }
        for rest in ["", ".a.b", ".a.b.c.d.e", ".a..c.d", ".a.b.c.", ".a.b.c.d d", ".a.b.c.d\u{e9}"]
        {
            assert!(!is_compact(&format!("{header}{rest}")), "{rest}");
        }
        for header in [
            // `{"alg":"dir"}`
            "eyJhbGciOiJkaXIifQ",
            // `{"enc":"x"`
            "eyJlbmMiOiJ4Ig",
            // `{"enc":"A256GCM","iss":"x"}` and `{"enc":"A256GCM","cty":"JWT"}`
            "eyJlbmMiOiJBMjU2R0NNIiwiaXNzIjoieCJ9",
            "eyJlbmMiOiJBMjU2R0NNIiwiY3R5IjoiSldUIn0",
            // No JSON.
            "eyJh",
            "k9q",
        ] {
            assert!(!is_compact(&format!("{header}.a.b.c.d")), "{header}");
        }
    }
}
