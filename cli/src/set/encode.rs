//! What `encoding` of a source decodes.

use base64ct::{Base64, Base64UrlUnpadded, Encoding as _};
use provider_credentials_manifest::checked::Encoding;
use zeroize::Zeroizing;

/// The text of the bytes, in a buffer that never grows.
pub(super) fn encoded(bytes: &[u8], encoding: Encoding) -> Zeroizing<Vec<u8>> {
    let mut text = Zeroizing::new(vec![0; bytes.len() * 2 + 4]);
    let length = match encoding {
        Encoding::Base64 => Base64::encode(bytes, &mut text).map(str::len),
        Encoding::Base64Url => Base64UrlUnpadded::encode(bytes, &mut text).map(str::len),
        Encoding::Hex => {
            for (digits, byte) in text.chunks_exact_mut(2).zip(bytes) {
                for (digit, value) in digits.iter_mut().zip([byte >> 4, byte & 0xF]) {
                    *digit = value + if value < 10 { b'0' } else { b'a' - 10 };
                }
            }
            Ok(bytes.len() * 2)
        }
    };
    // There is room for it.
    text.truncate(length.unwrap_or(0));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_encoding() {
        for (bytes, base64, url, hex) in [
            (&b""[..], "", "", ""),
            (b"f", "Zg==", "Zg", "66"),
            (b"fo", "Zm8=", "Zm8", "666f"),
            (b"foo", "Zm9v", "Zm9v", "666f6f"),
            (b"\xfb\xff\xbf\x00", "+/+/AA==", "-_-_AA", "fbffbf00"),
        ] {
            for (encoding, text) in
                [(Encoding::Base64, base64), (Encoding::Base64Url, url), (Encoding::Hex, hex)]
            {
                assert_eq!(&**encoded(bytes, encoding), text.as_bytes(), "{}", encoding.word());
            }
        }
    }
}
