//! Base64url as RFC 7515 has it: no padding, no white space, and one text for each content.

use base64ct::{Base64UrlUnpadded, Encoding as _};
use zeroize::Zeroizing;

/// In constant time for a length, because it may be a key; in a buffer of its final size.
pub(super) fn decode(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    let mut bytes = Zeroizing::new(vec![0; text.len() / 4 * 3 + 3]);
    let length = Base64UrlUnpadded::decode(text, &mut bytes).ok()?.len();
    bytes.truncate(length);
    Some(bytes)
}

#[cfg(feature = "jwe-write")]
pub(super) fn encode(bytes: &[u8]) -> String {
    Base64UrlUnpadded::encode_string(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_strict() {
        for (text, bytes) in [("", &b""[..]), ("Zg", b"f"), ("Zm8", b"fo"), ("-_8", &[251, 255])] {
            assert_eq!(decode(text).unwrap().as_slice(), bytes);
        }
        for broken in ["Z", "Zg==", "Zh", "Zm9", "+/8", "Zm 8", "Zm8\n", "Z\u{e9}"] {
            assert!(decode(broken).is_none(), "{broken}");
        }
    }
}
