use core::str;

use zeroize::Zeroizing;

use super::ciphertext::cipher_by_head;
use crate::report::{Concern, FileReason, LoadWarning, Origin, Place};

/// What a file held, wiped on drop, and the concerns about the file.
pub(crate) struct Content {
    bytes: Zeroizing<Vec<u8>>,
    concerns: Vec<Concern>,
}

/// Editors on Windows put it in front of UTF-8; it is no part of the text (Unicode 23.8).
const BYTE_ORDER_MARK: char = '\u{feff}';

/// How a file begins in which macOS keeps what it knows of another (RFC 1740, appendix A).
const APPLE_DOUBLE: &[u8] = &[0, 5, 0x16, 7];

/// Whether the bytes are text in UTF-16, with its mark or without, as PowerShell's `>` writes.
fn is_utf16(bytes: &[u8]) -> bool {
    /// How much of it has to tell.
    const HEAD: usize = 128;

    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return true;
    }
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let (mut first, mut second, mut pairs) = (0, 0, 0);
    for pair in head.chunks_exact(2) {
        pairs += 1;
        first += usize::from(matches!(pair, [0, _]));
        second += usize::from(matches!(pair, [_, 0]));
    }
    // Most signs are ASCII's.
    let most = pairs / 2;
    bytes.len() % 2 == 0
        && pairs > 1
        && (first > most && second == 0 || second > most && first == 0)
}

impl Content {
    pub(super) fn new(bytes: Zeroizing<Vec<u8>>, concerns: Vec<Concern>) -> Self {
        Self { bytes, concerns }
    }

    /// Adds what is insecure about the file, which is at `place`.
    #[inline]
    pub(crate) fn warn(&self, place: Place, origin: &mut Origin) {
        for concern in &self.concerns {
            origin.warn(LoadWarning::new(place, *concern));
        }
    }

    /// What is insecure about the file, which is at `place`.
    pub(crate) fn warnings(&self, place: Place) -> Vec<LoadWarning> {
        let mut warnings = Vec::new();
        for concern in &self.concerns {
            warnings.push(LoadWarning::new(place, *concern));
        }
        warnings
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The same file, with what its bytes stand for.
    pub(crate) fn decoded(self, bytes: Zeroizing<Vec<u8>>) -> Self {
        Self { bytes, concerns: self.concerns }
    }

    pub(super) fn into_bytes(self) -> Zeroizing<Vec<u8>> {
        self.bytes
    }

    fn not_utf8(&self) -> FileReason {
        if self.bytes.starts_with(APPLE_DOUBLE) {
            return FileReason::AppleDouble;
        }
        cipher_by_head(&self.bytes).map_or(FileReason::NotUtf8, FileReason::Encrypted)
    }

    /// The bytes, whatever they are, unless they are encrypted.
    pub(crate) fn plain_bytes(&self) -> Result<&[u8], FileReason> {
        match cipher_by_head(&self.bytes) {
            Some(cipher) => Err(FileReason::Encrypted(cipher)),
            None => Ok(&self.bytes),
        }
    }

    /// The text, in place.
    pub(crate) fn text(&self) -> Result<&str, FileReason> {
        let text = str::from_utf8(&self.bytes);
        // Text in UTF-16 has a NUL byte beside each sign of ASCII.
        let may_be_utf16 = text.is_err() || matches!(**self.bytes, [0, _, ..] | [_, 0, ..]);
        if may_be_utf16 && is_utf16(&self.bytes) {
            return Err(FileReason::Utf16);
        }
        let text = text.map_err(|_| self.not_utf8())?;
        if text.as_bytes().starts_with(APPLE_DOUBLE) {
            return Err(FileReason::AppleDouble);
        }
        Ok(text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(bytes: &[u8]) -> Option<FileReason> {
        Content::new(Zeroizing::new(bytes.to_vec()), Vec::new()).text().err()
    }

    #[test]
    fn a_file_of_attributes_is_named() {
        assert_eq!(reason(b"\0\x05\x16\x07\0\x02\0\0Mac OS X"), Some(FileReason::AppleDouble));
        assert_eq!(reason(b"\0\x05\x16\x07\0\x02\0\0\xff"), Some(FileReason::AppleDouble));
        assert_eq!(reason(b"\0\x05\x16\x08\xff"), Some(FileReason::NotUtf8));
        assert_eq!(reason(b"\x05\x16\x07\0exampleNotAKey9"), None);
    }
}
