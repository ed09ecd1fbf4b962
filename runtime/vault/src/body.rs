//! What is sent: a JSON object of texts (RFC 8259), in a buffer of its final size that is wiped.

use zeroize::Zeroizing;

/// An object with these members.
pub(crate) fn object(members: &[(&str, &str)]) -> Zeroizing<Vec<u8>> {
    // A buffer that grew would leave a copy behind.
    let mut length = 0;
    write(members, &mut |piece| length += piece.len());
    let mut bytes = Zeroizing::new(Vec::with_capacity(length));
    write(members, &mut |piece| bytes.extend_from_slice(piece));
    bytes
}

fn write(members: &[(&str, &str)], to: &mut dyn FnMut(&[u8])) {
    to(b"{");
    for (at, (name, value)) in members.iter().enumerate() {
        if at > 0 {
            to(b",");
        }
        text(name, to);
        to(b":");
        text(value, to);
    }
    to(b"}");
}

fn text(text: &str, to: &mut dyn FnMut(&[u8])) {
    const HEX: &[u8; 16] = b"0123456789abcdef";

    let digit = |value: u8| HEX.get(usize::from(value & 15)).copied().unwrap_or(b'0');
    to(b"\"");
    for byte in text.bytes() {
        match byte {
            b'"' | b'\\' => to(&[b'\\', byte]),
            0..0x20 => to(&[b'\\', b'u', b'0', b'0', digit(byte >> 4), digit(byte)]),
            _ => to(&[byte]),
        }
    }
    to(b"\"");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_comes_back() {
        let odd = "a\"b\\c\u{1}\n\u{1f}é𝄞/\u{7f}";
        let bytes = object(&[("role", "x"), (odd, odd)]);
        assert_eq!(bytes.len(), bytes.capacity());
        let read: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!((read["role"].as_str(), read[odd].as_str()), (Some("x"), Some(odd)));
        assert_eq!(&object(&[])[..], b"{}");
    }
}
