/// The bytes of a value; `None` if a `%` is not followed by two hexadecimal digits.
pub(super) fn decoded(text: &str) -> Option<Vec<u8>> {
    let mut bytes = text.bytes();
    let mut decoded = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        decoded.push(match byte {
            b'%' => digit(bytes.next()?)? << 4 | digit(bytes.next()?)?,
            _ => byte,
        });
    }
    Some(decoded)
}

fn digit(byte: u8) -> Option<u8> {
    let digit = char::from(byte).to_digit(16)?;
    u8::try_from(digit).ok()
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn bytes_and_what_is_none() {
        assert_eq!(decoded("a%20b%3b%ff").unwrap(), b"a b;\xff");
        assert_eq!(decoded("").unwrap(), b"");
        for bad in ["%", "%4", "%zz", "a%+1", "%é0"] {
            assert!(decoded(bad).is_none(), "{bad}");
        }
    }
}
