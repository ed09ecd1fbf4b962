//! What is sent as a form, in a buffer of its final size that is wiped.

use zeroize::Zeroizing;

/// Pairs as `application/x-www-form-urlencoded`, with all but unreserved characters in percent-encoding.
pub(crate) fn form(pairs: &[(&str, &str)]) -> Zeroizing<Vec<u8>> {
    // A buffer that grew would leave a copy behind.
    let mut length = 0;
    write(pairs, &mut |_| length += 1);
    let mut body = Zeroizing::new(Vec::with_capacity(length));
    write(pairs, &mut |byte| body.push(byte));
    body
}

fn write(pairs: &[(&str, &str)], to: &mut dyn FnMut(u8)) {
    for (at, (name, value)) in pairs.iter().enumerate() {
        if at > 0 {
            to(b'&');
        }
        encode(name, to);
        to(b'=');
        encode(value, to);
    }
}

fn encode(text: &str, to: &mut dyn FnMut(u8)) {
    let digit =
        |value: u8| b"0123456789ABCDEF".get(usize::from(value & 15)).copied().unwrap_or(b'0');
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            to(byte);
        } else {
            to(b'%');
            to(digit(byte >> 4));
            to(digit(byte));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs() {
        let body = form(&[("Action", "Assume Role"), ("RoleArn", "arn:aws:iam::1:role/é+~")]);
        assert_eq!(
            &body[..],
            b"Action=Assume%20Role&RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2F%C3%A9%2B~"
        );
        assert_eq!(body.len(), body.capacity());
    }
}
