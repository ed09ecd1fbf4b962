use zeroize::Zeroizing;

/// The bytes that `text` stands for (RFC 4648, section 4), in a buffer that never grows.
///
/// White space may stand anywhere, and so may `\n` as two characters, which people paste into variables.
pub(crate) fn decode(text: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let mut out = Zeroizing::new(Vec::with_capacity(text.len() / 4 * 3 + 3));
    let (mut bits, mut count, mut pads) = (0_u32, 0_u32, 0_u32);
    let mut all = text.iter();
    while let Some(byte) = all.next() {
        let digit = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => {
                pads += 1;
                continue;
            }
            b' ' | b'\t' | b'\r' | b'\n' => continue,
            b'\\' if matches!(all.next(), Some(b'n' | b'r')) => continue,
            _ => return None,
        };
        if pads > 0 {
            return None;
        }
        bits = bits << 6 | u32::from(digit);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count & 0xff) as u8);
        }
    }
    // What is left are the zeros that fill the last digit.
    let is_whole = matches!((count, pads), (0, 0) | (2, 1) | (4, 2));
    (is_whole && bits & ((1 << count) - 1) == 0).then_some(out)
}

/// `bytes` in base64, 64 characters a line, behind what `out` has: nothing grows if `out` has
/// [`encoded_length`] to spare.
pub(crate) fn encode_lines(bytes: &[u8], out: &mut String) {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    for line in bytes.chunks(48) {
        for chunk in line.chunks(3) {
            let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or(0));
            let group = byte(0) << 16 | byte(1) << 8 | byte(2);
            for at in 0..4_u32 {
                let index = (group >> (18 - 6 * at) & 0x3f) as usize;
                let digit = DIGITS.get(index).filter(|_| at as usize <= chunk.len());
                out.push(digit.map_or('=', |digit| char::from(*digit)));
            }
        }
        out.push('\n');
    }
}

/// How long that is.
pub(crate) fn encoded_length(bytes: &[u8]) -> usize {
    bytes.len().div_ceil(3) * 4 + bytes.len().div_ceil(48)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 4648, section 10.
    #[test]
    fn texts_of_the_rfc() {
        for (bytes, text) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(decode(text.as_bytes()).unwrap().as_slice(), bytes.as_bytes());
            let mut out = String::new();
            encode_lines(bytes.as_bytes(), &mut out);
            assert_eq!(out.trim_end(), text);
            assert_eq!(out.len(), encoded_length(bytes.as_bytes()));
        }
        assert_eq!(decode(b" Zm\r\n9v\\nYm\tFy ").unwrap().as_slice(), b"foobar");
        for broken in
            ["Z", "Zg", "Zg=", "Zg===", "Zh==", "Z=g=", "Zg==Zg==", "Zm9v-", "Zm9v\\t", "Zm9v\\"]
        {
            assert!(decode(broken.as_bytes()).is_none(), "{broken}");
        }
    }
}
