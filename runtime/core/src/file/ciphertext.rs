//! Files that are ciphertext as a whole.

use core::str;

use crate::report::{Cipher, TextReason};
use crate::value::refused;

/// What git-crypt puts in front of a file.
const GIT_CRYPT: &[u8] = b"\0GITCRYPT\0";

/// How an age file begins that is not armored.
const AGE: &[u8] = b"age-encryption.org/";

/// What encrypted the whole of it, as its first bytes say.
pub(super) fn cipher_by_head(bytes: &[u8]) -> Option<Cipher> {
    if bytes.starts_with(GIT_CRYPT) {
        Some(Cipher::GitCrypt)
    } else if bytes.starts_with(AGE) {
        Some(Cipher::Age)
    } else {
        None
    }
}

/// What encrypted a file, as its text says too.
#[cold]
pub(crate) fn cipher_of(bytes: &[u8]) -> Option<Cipher> {
    if let Some(cipher) = cipher_by_head(bytes) {
        return Some(cipher);
    }
    match refused(str::from_utf8(bytes).ok()?.trim()) {
        Some(TextReason::Encrypted(cipher)) => Some(cipher),
        _ => None,
    }
}

/// The name of what encrypted a file, and the word of `encrypted` in a manifest if it is read here. For tools that are
/// about to write one.
#[must_use]
pub fn encrypted_by(bytes: &[u8]) -> Option<(&'static str, Option<&'static str>)> {
    let cipher = cipher_of(bytes)?;
    Some((cipher.name(), cipher.read_here()))
}
