//! Base64 of a text that is itself a key, as where something was encoded once more than it is decoded.

use super::encoding::sextet;

/// `-----BEGIN` in base64, and `{"type":`, with which a service account's key begins.
pub(super) static HEADS: &[&str] = &["LS0tLS1CRUdJTi", "eyJ0eXBlIjoi", "ewogICJ0eXBl"];

/// Whether the text may be base64 of a key: so many texts are not, that their first letters tell.
pub(super) fn may_hold_key(bytes: &[u8]) -> bool {
    let (0, Some([a, b, c, d])) = (bytes.len() % 4, bytes.first_chunk::<4>()) else { return false };
    let Some(first) = pair(*a, *b) else { return false };
    is_of_key((first >> 4).to_le_bytes()[0])
        && group([*a, *b, *c, *d]).is_some_and(|three| three.iter().all(|byte| is_of_key(*byte)))
}

fn pair(a: u8, b: u8) -> Option<u16> {
    Some(u16::from(sextet(a)?) << 6 | u16::from(sextet(b)?))
}

/// Whether it is base64 of a text that looks like a key: long enough, and of its letters alone.
pub(super) fn holds_key(text: &str) -> bool {
    /// No shorter text decodes to letters alone by chance.
    const SHORTEST: usize = 16;

    if HEADS.iter().any(|head| text.starts_with(head)) {
        return !text.contains('.');
    }
    let bytes = text.as_bytes();
    if !may_hold_key(bytes) {
        return false;
    }
    let padding = bytes.iter().rev().take_while(|byte| **byte == b'=').count();
    if padding > 2 || bytes.len() / 4 * 3 < SHORTEST + padding {
        return false;
    }
    let mut groups = bytes.chunks_exact(4);
    let last = groups.next_back().and_then(|last| <[u8; 4]>::try_from(last).ok());
    let is_key = |group_of: [u8; 4], length: usize| {
        group(group_of).is_some_and(|three| three.iter().take(length).all(|byte| is_of_key(*byte)))
    };
    groups.all(|four| <[u8; 4]>::try_from(four).is_ok_and(|four| is_key(four, 3)))
        && last.is_some_and(|mut last| {
            for byte in &mut last {
                if *byte == b'=' {
                    *byte = b'A';
                }
            }
            let length = 3 - padding;
            is_key(last, length) || is_key_and_break(last, length)
        })
}

/// As `echo` leaves it.
fn is_key_and_break(last: [u8; 4], length: usize) -> bool {
    let Some(bytes) = group(last) else { return false };
    let bytes = bytes.get(..length).unwrap_or_default();
    let before =
        bytes.strip_suffix(b"\n").map(|before| before.strip_suffix(b"\r").unwrap_or(before));
    before.is_some_and(|before| before.iter().all(|byte| is_of_key(*byte)))
}

fn is_of_key(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'+' | b'/' | b'=')
}

fn group(four: [u8; 4]) -> Option<[u8; 3]> {
    let mut bits = 0_u32;
    for byte in four {
        bits = bits << 6 | u32::from(sextet(byte)?);
    }
    let [_, a, b, c] = bits.to_be_bytes();
    Some([a, b, c])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_encoded_once_too_often_is_found() {
        for text in [
            "ZXhhbXBsZS1zZWNyZXQtb2YtYS11c3VhbA==",
            "ZXhhbXBsZS1zZWNyZXQtb2YtYS11c3VhbDE=",
            "ZXhhbXBsZS1zZWNyZXQtb2YtYS11c3VhbDEy",
        ] {
            assert!(holds_key(text), "{text}");
        }
        for text in [
            // `user:password-of-a-user`, as Elasticsearch gives out.
            "dXNlcjpwYXNzd29yZC1vZi1hLXVzZXI=",
            "example-secret-of-a-usual-length",
            "ZXhhbXBsZQ==",
            "ZXhhbXBsZS1zZWNyZXQtb2YtYS11c3VhbA=",
            "ZXhhbXBsZS1zZWNyZXQtb2YtYS11c3V=bDEy",
            "====================",
            "",
        ] {
            assert!(!holds_key(text), "{text}");
        }
    }
}
