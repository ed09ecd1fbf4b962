//! Base64 of a text that is itself a key, as where something was encoded once more than it is decoded.

use super::encoding::sextet;
use super::signs::has;
use super::table::{exact_head, table};

/// `-----BEGIN` in base64, and `{"type":`, with which a service account's key begins.
pub(super) static HEADS: &[u8] = table!("LS0tLS1CRUdJTi eyJ0eXBlIjoi ewogICJ0eXBl");

/// What is written in front of base64, for the fast look.
pub(super) static LABELS: &[u8] = table!("base64: data:");

/// Whether the text may be base64 of a key: so many texts are not, that their first letters tell.
pub(super) fn may_hold_key(bytes: &[u8]) -> bool {
    let Some([a, b, c, d]) = bytes.first_chunk::<4>() else { return false };
    let Some(first) = pair(*a, *b) else { return false };
    let is_letter = is_of_key((first >> 4).to_le_bytes()[0]);
    match group([*a, *b, *c, *d]) {
        Some([a, b, c]) => is_letter && is_of_key(a) && is_of_key(b) && is_of_key(c),
        None => false,
    }
}

fn pair(a: u8, b: u8) -> Option<u16> {
    Some(u16::from(sextet(a)?) << 6 | u16::from(sextet(b)?))
}

/// Whether it is base64 of a text that looks like a key: long enough, and of its letters alone.
pub(super) fn holds_key(text: &str) -> bool {
    /// No shorter text decodes to letters alone by chance.
    const SHORTEST: usize = 16;

    // As Laravel and Spring write it, and a URL of data.
    let text = text.strip_prefix("base64:").unwrap_or(text);
    if text.starts_with("data:") && has(text, ";base64,") {
        return true;
    }
    if exact_head(text, HEADS).is_some() {
        return !text.contains('.');
    }
    if !may_hold_key(text.as_bytes()) {
        return false;
    }
    let digits = text.trim_end_matches('=').as_bytes();
    let (data, padding) = (digits.len(), text.len() - digits.len());
    // Some leave the padding out.
    let is_whole = data % 4 != 1 && (padding == 0 || text.len() % 4 == 0);
    is_whole && data * 3 / 4 >= SHORTEST && is_of_letters(digits)
}

/// Whether these digits stand for letters of a key, and perhaps the line break that `echo` leaves.
fn is_of_letters(digits: &[u8]) -> bool {
    let (mut bits, mut held, mut has_ended) = (0_u32, 0_u32, false);
    for digit in digits {
        let Some(sextet) = sextet_of_any(*digit) else { return false };
        bits = bits << 6 | u32::from(sextet);
        held += 6;
        if held < 8 {
            continue;
        }
        held -= 8;
        let byte = (bits >> held & 0xff) as u8;
        has_ended |= matches!(byte, b'\r' | b'\n');
        if has_ended && !matches!(byte, b'\r' | b'\n') || !has_ended && !is_of_key(byte) {
            return false;
        }
    }
    true
}

fn sextet_of_any(digit: u8) -> Option<u8> {
    match digit {
        b'-' => Some(62),
        b'_' => Some(63),
        digit => sextet(digit),
    }
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
            "ZXhhbXBsZS1zZWNyZXQtb2YtYS11c3VhbDE",
            "ZXhhbXBsZS1zZWNyZXQtb2YtYS11c3VhbAo=",
            "base64:ZXhhbXBsZS1zZWNyZXQtb2YtYS11c3VhbDE=",
            "data:text/plain;base64,azlx",
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
