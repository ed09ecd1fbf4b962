//! Base64 (RFC 4648) of what may be secret: each buffer has its final size from the start, because one that grew would
//! leave copies, and is wiped.

use core::mem;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use zeroize::Zeroizing;

/// With padding (section 4). `None` if the memory cannot hold it.
#[must_use]
pub fn encoded(bytes: &[u8]) -> Option<Zeroizing<String>> {
    by(&STANDARD, true, bytes)
}

/// For URLs, without padding (section 5). `None` if the memory cannot hold it.
#[must_use]
pub fn encoded_for_urls(bytes: &[u8]) -> Option<Zeroizing<String>> {
    by(&URL_SAFE_NO_PAD, false, bytes)
}

/// Of text with padding; `None` if it is none.
#[must_use]
pub fn decoded(digits: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    from(&STANDARD, digits)
}

/// Of text for URLs, without padding; `None` if it is none.
#[must_use]
pub fn decoded_from_urls(digits: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    from(&URL_SAFE_NO_PAD, digits)
}

fn by(engine: &impl Engine, is_padded: bool, bytes: &[u8]) -> Option<Zeroizing<String>> {
    let length = base64::encoded_len(bytes.len(), is_padded)?;
    let mut digits = Zeroizing::new(vec![0; length]);
    engine.encode_slice(bytes, &mut digits[..]).ok()?;
    // Moved, not copied.
    String::from_utf8(mem::take(&mut *digits)).ok().map(Zeroizing::new)
}

fn from(engine: &impl Engine, digits: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let mut bytes = Zeroizing::new(vec![0; base64::decoded_len_estimate(digits.len())]);
    let length = engine.decode_slice(digits, &mut bytes[..]).ok()?;
    bytes.truncate(length);
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        for (bytes, padded, for_urls) in [
            (&b""[..], "", ""),
            (b"f", "Zg==", "Zg"),
            (b"foobar", "Zm9vYmFy", "Zm9vYmFy"),
            (b"\xfb\xff\x00\xfe", "+/8A/g==", "-_8A_g"),
        ] {
            assert_eq!(*encoded(bytes).unwrap(), padded);
            assert_eq!(*encoded_for_urls(bytes).unwrap(), for_urls);
            assert_eq!(**decoded(padded.as_bytes()).unwrap(), *bytes);
            assert_eq!(**decoded_from_urls(for_urls.as_bytes()).unwrap(), *bytes);
        }
        for wrong in ["Zg", "Zg=", "Z", "Z g==", "Zg==\n", "-_8A_g=="] {
            assert!(decoded(wrong.as_bytes()).is_none(), "{wrong}");
        }
        assert!(decoded_from_urls(b"Zg==").is_none());
    }
}
