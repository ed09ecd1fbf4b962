//! The checksum over all values of a file.

use provider_credentials_core::SourceError;
use sha2::Sha512;
use sha2::digest::{FixedOutputReset as _, Output, Update as _};

use super::failures::MAC;

/// What sops puts first where only encrypted values count: SHA-256 of `sops`.
const ONLY_ENCRYPTED: [u8; 32] = [
    0x8a, 0x3f, 0xd2, 0xad, 0x54, 0xce, 0x66, 0x52, 0x7b, 0x10, 0x34, 0xf3, 0xd1, 0x47, 0xbe, 0x0b,
    0x0b, 0x97, 0x5b, 0x3b, 0xf4, 0x4f, 0x72, 0xc6, 0xfd, 0xad, 0xec, 0x81, 0x76, 0xf2, 0x7d, 0x69,
];

/// SHA-512 of values one behind the other, in a place of its own: moves would leave copies of the last block.
pub(super) struct Mac {
    hash: Box<Sha512>,
    is_of_encrypted: bool,
}

impl Mac {
    pub(super) fn new(is_of_encrypted: bool) -> Self {
        let mut hash = Box::<Sha512>::default();
        if is_of_encrypted {
            hash.update(&ONLY_ENCRYPTED);
        }
        Self { hash, is_of_encrypted }
    }

    pub(super) fn add(&mut self, value: &[u8], is_encrypted: bool) {
        if is_encrypted || !self.is_of_encrypted {
            self.hash.update(value);
        }
    }

    /// In upper-case hexadecimal, as sops encrypts it.
    pub(super) fn finish(mut self) -> [u8; 128] {
        let mut sum = Output::<Sha512>::default();
        self.hash.finalize_into_reset(&mut sum);
        let mut text = [0; 128];
        for (pair, byte) in text.chunks_exact_mut(2).zip(sum) {
            for (digit, value) in pair.iter_mut().zip([byte >> 4, byte & 15]) {
                *digit = if value < 10 { b'0' + value } else { b'A' + value - 10 };
            }
        }
        text
    }

    /// Compares it with that of the file.
    pub(super) fn verify(self, expected: &[u8]) -> Result<(), SourceError> {
        if self.finish() == expected { Ok(()) } else { Err(MAC) }
    }
}

/// The last block was values: zeros take its place.
impl Drop for Mac {
    fn drop(&mut self) {
        let mut sum = Output::<Sha512>::default();
        self.hash.finalize_into_reset(&mut sum);
        self.hash.update(&[0; 127]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_one_value_or_several() {
        let mut mac = Mac::new(false);
        mac.add(b"a", false);
        mac.add(b"bc", true);
        let sum = mac.finish();
        assert!(sum.starts_with(b"DDAF35A193617ABACC417349AE204131"), "FIPS 180-2, C.1");
        let mut other = Mac::new(true);
        other.add(b"a", false);
        assert!(other.verify(&sum).is_err());
    }
}
