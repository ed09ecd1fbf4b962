//! What the content of a file is encrypted by: `enc` (RFC 7518, section 5).

use aws_lc_rs::aead::{self, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::cipher::{self, DecryptionContext, PaddedBlockDecryptingKey, UnboundCipherKey};
use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::hmac;
use aws_lc_rs::iv::FixedLength;
use zeroize::Zeroizing;

/// A row: a value of `enc`.
pub(super) struct Content {
    name: &'static str,
    key_length: usize,
    by: By,
}

enum By {
    Gcm(&'static aead::Algorithm),
    /// AES-CBC with the second half of the key, and half of an HMAC with the first.
    CbcHmac(&'static cipher::Algorithm, hmac::Algorithm),
}

static ROWS: [Content; 6] = [
    Content { name: "A256GCM", key_length: 32, by: By::Gcm(&aead::AES_256_GCM) },
    Content { name: "A192GCM", key_length: 24, by: By::Gcm(&aead::AES_192_GCM) },
    Content { name: "A128GCM", key_length: 16, by: By::Gcm(&aead::AES_128_GCM) },
    Content {
        name: "A128CBC-HS256",
        key_length: 32,
        by: By::CbcHmac(&cipher::AES_128, hmac::HMAC_SHA256),
    },
    Content {
        name: "A192CBC-HS384",
        key_length: 48,
        by: By::CbcHmac(&cipher::AES_192, hmac::HMAC_SHA384),
    },
    Content {
        name: "A256CBC-HS512",
        key_length: 64,
        by: By::CbcHmac(&cipher::AES_256, hmac::HMAC_SHA512),
    },
];

/// What files are written by, and how many bytes its key has.
#[cfg(feature = "jwe-write")]
pub(super) const WRITTEN: &str = "A256GCM";
#[cfg(feature = "jwe-write")]
pub(super) const WRITTEN_KEY_LENGTH: usize = 32;

/// Of AES-GCM.
#[cfg(feature = "jwe-write")]
pub(super) const IV_LENGTH: usize = aead::NONCE_LEN;

/// What is encrypted, and what authenticates it.
pub(super) struct Sealed<'s> {
    pub(super) iv: &'s [u8],
    pub(super) aad: &'s [u8],
    pub(super) ciphertext: &'s [u8],
    pub(super) tag: &'s [u8],
}

impl Content {
    pub(super) fn named(name: &str) -> Option<&'static Self> {
        ROWS.iter().find(|row| row.name == name)
    }

    /// How many bytes its key has.
    pub(super) fn key_length(&self) -> usize {
        self.key_length
    }

    /// The plain content; `None` unless all of it is authentic, and by that key.
    pub(super) fn open(&self, key: &[u8], sealed: &Sealed<'_>) -> Option<Zeroizing<Vec<u8>>> {
        match &self.by {
            By::Gcm(algorithm) => open_gcm(algorithm, key, sealed),
            By::CbcHmac(algorithm, digest) => open_cbc_hmac(algorithm, *digest, key, sealed),
        }
    }
}

fn open_gcm(
    algorithm: &'static aead::Algorithm,
    key: &[u8],
    sealed: &Sealed<'_>,
) -> Option<Zeroizing<Vec<u8>>> {
    // No shorter one, which could be guessed.
    if sealed.tag.len() != algorithm.tag_len() {
        return None;
    }
    let key = LessSafeKey::new(UnboundKey::new(algorithm, key).ok()?);
    let nonce = Nonce::try_assume_unique_for_key(sealed.iv).ok()?;
    let mut plain = Zeroizing::new(vec![0; sealed.ciphertext.len()]);
    let aad = Aad::from(sealed.aad);
    key.open_separate_gather(nonce, aad, sealed.ciphertext, sealed.tag, &mut plain).ok()?;
    Some(plain)
}

fn open_cbc_hmac(
    algorithm: &'static cipher::Algorithm,
    digest: hmac::Algorithm,
    key: &[u8],
    sealed: &Sealed<'_>,
) -> Option<Zeroizing<Vec<u8>>> {
    let (mac_key, key) = key.split_at_checked(key.len() / 2)?;
    let iv = FixedLength::try_from(sealed.iv).ok()?;
    let mut mac = hmac::Context::with_key(&hmac::Key::new(digest, mac_key));
    for part in [sealed.aad, sealed.iv, sealed.ciphertext] {
        mac.update(part);
    }
    mac.update(&(sealed.aad.len() as u64 * 8).to_be_bytes());
    let mac = mac.sign();
    let (tag, _) = mac.as_ref().split_at_checked(mac.as_ref().len() / 2)?;
    verify_slices_are_equal(tag, sealed.tag).ok()?;
    // Authentic from here on, so that its padding tells nobody anything.
    let mut plain = Zeroizing::new(sealed.ciphertext.to_vec());
    let key = UnboundCipherKey::new(algorithm, key).ok()?;
    let key = PaddedBlockDecryptingKey::cbc_pkcs7(key).ok()?;
    let length = key.decrypt(&mut plain, DecryptionContext::Iv128(iv)).ok()?.len();
    plain.truncate(length);
    Some(plain)
}

/// Encrypts in place by `A256GCM`, and gives the tag.
#[cfg(feature = "jwe-write")]
pub(super) fn seal(
    key: &[u8],
    iv: [u8; IV_LENGTH],
    aad: &[u8],
    content: &mut [u8],
) -> Option<Vec<u8>> {
    let key = LessSafeKey::new(UnboundKey::new(&aead::AES_256_GCM, key).ok()?);
    let nonce = Nonce::assume_unique_for_key(iv);
    let tag = key.seal_in_place_separate_tag(nonce, Aad::from(aad), content).ok()?;
    Some(tag.as_ref().to_vec())
}
