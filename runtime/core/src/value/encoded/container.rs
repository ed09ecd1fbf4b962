//! Base64 of files that are no text: compressed ones, archives, and stores of keys.

use super::encoding::sextet;
use crate::value::letters::table::{exact_head, table};

/// How they begin in base64: gzip, zip, xz, Zstandard, bzip2, LZ4, 7z, `KeePass`, PDF, objects of Java and .NET, and
/// Java's stores of keys. All but the first two are so long that no random key begins so.
pub(in crate::value) static HEADS: &[u8] = table!(
    "\
    H4sI UEsDB /Td6WFoA _Td6WFoA KLUv/ KLUv_ QlpoM QlpoN QlpoO BCJNG N3q8ryc A9mimmf7S7 JVBERi0 rO0AB \
    AAEAAAD/////AQ AAEAAAD_____AQ /u3+7QAAAA _u3-7QAAAA zs7OzgAAAA"
);

/// What some of the first ten bytes are, by the first four letters: where one stands, which of its bits are meant, the
/// least of them, and by how much it may be more.
type Bytes = ([u8; 4], &'static [[u8; 4]]);

const BYTES: [Bytes; 5] = [
    // RFC 1952: known flags, how hard it tried, and a known system, or 255 for none.
    (*b"H4sI", &[[3, 0xff, 0, 0x1f], [8, 0xf9, 0, 0], [9, 0xff, 255, 14]]),
    // A local header, with the version that unpacks it.
    (*b"UEsD", &[[3, 0xff, 4, 0], [4, 0xff, 0, 63], [5, 0xff, 0, 0]]),
    // Of the frame, a bit is reserved (RFC 8878, 3.1.1.1.1).
    (*b"KLUv", &[[3, 0xff, 0xfd, 0], [4, 8, 0, 0]]),
    // The level, and the digits of pi.
    (*b"Qlpo", &[[3, 0xff, b'0', 9], [4, 0xff, 0x31, 0], [5, 0xff, 0x41, 0], [6, 0xff, 0x59, 0]]),
    (*b"BCJN", &[[3, 0xff, 0x18, 0], [4, 0xc0, 0x40, 0]]),
];

/// URLs of data that are no text.
const OF_MEDIA: &[u8] = table!(
    "data:image/ data:audio/ data:video/ data:font/ data:application/pdf data:application/zip"
);

/// Whether the text is such a file in base64, by what its first bytes say.
pub(in crate::value) fn is_container(text: &str) -> bool {
    if exact_head(text, OF_MEDIA).is_some() {
        return true;
    }
    let Some(head) = exact_head(text, HEADS) else { return false };
    let Some(bytes) = first_bytes(text) else { return false };
    for (letters, rules) in &BYTES {
        if !head.starts_with(letters) {
            continue;
        }
        for [at, mask, least, span] in *rules {
            let byte = bytes.get(usize::from(*at)).copied().unwrap_or_default();
            if (byte & mask).wrapping_sub(*least) > *span {
                return false;
            }
        }
    }
    is_base64(text)
}

fn is_base64(text: &str) -> bool {
    let mut is_end = false;
    for byte in text.bytes() {
        let is_digit = letter(byte).is_some() && !is_end;
        if !is_digit && !matches!(byte, b'=' | b'\n' | b'\r') {
            return false;
        }
        is_end |= byte == b'=';
    }
    true
}

fn first_bytes(text: &str) -> Option<[u8; 10]> {
    let mut bytes = [0; 10];
    let mut digits = text.bytes();
    let (mut bits, mut held) = (0_u32, 0_u32);
    for slot in &mut bytes {
        while held < 8 {
            bits = bits << 6 | u32::from(letter(digits.next()?)?);
            held += 6;
        }
        held -= 8;
        *slot = (bits >> held & 0xff) as u8;
    }
    Some(bytes)
}

/// Of either alphabet.
fn letter(digit: u8) -> Option<u8> {
    match digit {
        b'-' => Some(62),
        b'_' => Some(63),
        digit => sextet(digit),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_from_keys_that_begin_alike() {
        for text in [
            "H4sIAAAAAAAAA0vM002tSMwtyEnVTcvPBwBx0nD9DgAAAA==",
            "H4sIAEtKDGsC_0vM002tSMwtyEnVTcvPBwBx0nD9DgAAAA",
            "H4sIAAAAAAAAA0vM002tSMwt\nyEnVTcvPBwBx0nD9DgAAAA==",
            "UEsDBAoAAAAAAFR9fV0fCOpGAgAAAAIAAAABABwAZlVUCQ==",
            "/Td6WFoAAATm1rRGAgAhARYAAAB0L+WjAQATYW4t",
            "KLUv/QRYoQAAYW4tZXhhbXBsZS1zZWNyZXQtb2Y7KiEy",
            "QlpoOTFBWSZTWZ10RxgAAAIRgAACKwfcQCAAIhMj",
            "BCJNGGRApxQAAIBhbi1leGFtcGxlAAAAACJOkp2",
            "/u3+7QAAAAIAAAABAAAAAQAHZXhhbXBsZQ==",
            "data:image/png;base64,iVBORw0KGgo=",
        ] {
            assert!(is_container(text), "{text}");
        }
        for text in [
            "H4sIk9qZm77xR3vT5yW8k9qZm77xR3vT5yW8",
            "H4sIAAAAAAAAA0vM:002tSMwt",
            "H4sI",
            "data:text/plain;base64,azlx",
            "UEsDk9qZm77xR3vT5yW8k9qZm77xR3vT5yW8",
            "UEsDBk9qZm77xR3vT5yW8k9qZm77xR3vT5yW",
            "KLUv/k9qZm77xR3vT5yW8k9qZm77xR3vT5yW",
            "QlpoOk9qZm77xR3vT5yW8k9qZm77xR3vT5yW",
            "BCJNGk9qZm77xR3vT5yW8k9qZm77xR3vT5yW",
            "",
        ] {
            assert!(!is_container(text), "{text}");
        }
    }
}
