//! What is sent, in a buffer of its final size that is wiped.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

/// Pairs as `application/x-www-form-urlencoded` (RFC 6749, appendix B).
#[must_use]
pub fn form(pairs: &[(&str, &str)]) -> Zeroizing<Vec<u8>> {
    let length = pairs.iter().map(|(name, value)| name.len() + encoded_len(value) + 2).sum();
    let mut body = Zeroizing::new(Vec::with_capacity(length));
    for (name, value) in pairs {
        if !body.is_empty() {
            body.push(b'&');
        }
        body.extend_from_slice(name.as_bytes());
        body.push(b'=');
        encode(value, &mut body);
    }
    body
}

/// The value of a header that has the client's ID and secret (RFC 6749, section 2.3.1).
#[must_use]
pub fn basic(id: &str, secret: &str) -> Zeroizing<Vec<u8>> {
    const SCHEME: &[u8] = b"Basic ";

    let pair = pair(id, secret);
    let mut value = Zeroizing::new(vec![0; SCHEME.len() + pair.len().div_ceil(3) * 4]);
    if let Some((scheme, digits)) = value.split_at_mut_checked(SCHEME.len()) {
        scheme.copy_from_slice(SCHEME);
        // It has the room that it needs.
        let _ = STANDARD.encode_slice(&pair, digits);
    }
    value
}

/// Each of the two is encoded before they are joined.
fn pair(id: &str, secret: &str) -> Zeroizing<Vec<u8>> {
    let mut pair = Zeroizing::new(Vec::with_capacity(encoded_len(id) + 1 + encoded_len(secret)));
    encode(id, &mut pair);
    pair.push(b':');
    encode(secret, &mut pair);
    pair
}

fn encoded_len(text: &str) -> usize {
    text.bytes().map(|byte| if is_plain(byte) || byte == b' ' { 1 } else { 3 }).sum()
}

fn encode(text: &str, to: &mut Vec<u8>) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";

    let digit = |value: u8| DIGITS.get(usize::from(value & 0xf)).copied().unwrap_or(b'0');
    for byte in text.bytes() {
        if is_plain(byte) {
            to.push(byte);
        } else if byte == b' ' {
            to.push(b'+');
        } else {
            to.extend_from_slice(&[b'%', digit(byte >> 4), digit(byte)]);
        }
    }
}

fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._*".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6749, appendix B.
    #[test]
    fn the_example_of_the_rfc() {
        let body = form(&[("a", " %&+£€"), ("b", "x-._*~")]);
        assert_eq!(&body[..], b"a=+%25%26%2B%C2%A3%E2%82%AC&b=x-._*%7E");
        assert_eq!(&pair("my app", "s:e/t")[..], b"my+app:s%3Ae%2Ft");
        assert!(body.capacity() >= body.len() && body.capacity() <= body.len() + 2);
    }
}
