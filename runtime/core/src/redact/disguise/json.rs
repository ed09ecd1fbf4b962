use super::digits::hex_digit;

/// Whether the byte stands in a string of JSON in another way (RFC 8259, section 7).
pub(in crate::redact) fn needs_escape(byte: u8) -> bool {
    matches!(byte, b'"' | b'\\' | 0..=0x1f)
}

/// The bytes as most programs write them into JSON: what need not be escaped is not.
pub(in crate::redact) fn escaped(
    bytes: impl Iterator<Item = u8> + Clone,
) -> impl Iterator<Item = u8> + Clone {
    bytes.flat_map(|byte| {
        let short = match byte {
            b'"' | b'\\' => Some(byte),
            8 => Some(b'b'),
            9 => Some(b't'),
            10 => Some(b'n'),
            12 => Some(b'f'),
            13 => Some(b'r'),
            _ => None,
        };
        let (text, length) = match short {
            Some(short) => ([b'\\', short, 0, 0, 0, 0], 2),
            None if needs_escape(byte) => {
                let digit = |shift: u32| hex_digit(u32::from(byte) >> shift, false);
                ([b'\\', b'u', b'0', b'0', digit(4), digit(0)], 6)
            }
            None => ([byte, 0, 0, 0, 0, 0], 1),
        };
        text.into_iter().take(length)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_what_json_has() {
        let text: String = ('\0'..='\u{7f}').chain(['\u{e9}', '\u{1f40e}']).collect();
        let json: Vec<u8> = escaped(text.bytes()).collect();
        let expected = serde_json::to_string(&text).unwrap();
        assert_eq!(String::from_utf8(json).unwrap(), expected.trim_matches('"'));
        assert!(expected.starts_with('"') && expected.ends_with('"'));
    }
}
