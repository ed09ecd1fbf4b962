//! One value: `ENC[AES256_GCM,data:…,iv:…,tag:…,type:…]`.

use aes_gcm::aead::consts::U32;
use aes_gcm::aead::generic_array::GenericArray;
use aes_gcm::aead::{AeadInPlace as _, KeyInit as _};
use aes_gcm::aes::Aes256;
use aes_gcm::{AesGcm, Tag};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use provider_credentials_core::SourceError;
use zeroize::Zeroizing;

use super::failures::{CIPHER, METADATA, VALUE};

/// What every encrypted value begins with, of whatever cipher.
const HEAD: &str = "ENC[";

/// The cipher that there is.
const AES: &str = "ENC[AES256_GCM,data:";

/// How long sops makes nonces, and how long tags are.
pub(super) const NONCE: usize = 32;
pub(super) const TAG: usize = 16;

/// The key of a file, ready to be used.
pub(super) struct Cipher(Box<AesGcm<Aes256, U32>>);

/// A value as it is written.
pub(super) struct Sealed<'t> {
    data: &'t str,
    nonce: [u8; NONCE],
    tag: [u8; TAG],
    pub(super) kind: Kind,
}

/// What a value was before it was encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Int,
    Float,
    Bool,
    Bytes,
    Time,
    Comment,
}

/// By their names in files.
pub(super) const KINDS: [(&str, Kind); 7] = [
    ("str", Kind::Text),
    ("int", Kind::Int),
    ("float", Kind::Float),
    ("bool", Kind::Bool),
    ("bytes", Kind::Bytes),
    ("time", Kind::Time),
    ("comment", Kind::Comment),
];

/// Whether a text is an encrypted value, or was meant to be one.
pub(super) fn is_sealed(text: &str) -> bool {
    text.starts_with(HEAD)
}

impl<'t> Sealed<'t> {
    pub(super) fn read(text: &'t str) -> Result<Self, SourceError> {
        let Some(rest) = text.strip_prefix(AES) else {
            return Err(if is_sealed(text) && text.contains(",data:") { CIPHER } else { VALUE });
        };
        let (data, rest) = rest.split_once(',').ok_or(VALUE)?;
        let (nonce, rest) = rest.split_once(',').ok_or(VALUE)?;
        let (tag, kind) = rest.split_once(',').ok_or(VALUE)?;
        let nonce = nonce.strip_prefix("iv:").ok_or(VALUE)?;
        let tag = tag.strip_prefix("tag:").ok_or(VALUE)?;
        let kind = kind.strip_prefix("type:").and_then(|kind| kind.strip_suffix(']'));
        let kind = kind.ok_or(VALUE)?;
        let found = KINDS.iter().find(|(name, _)| *name == kind);
        let (_, kind) = found.ok_or(CIPHER)?;
        Ok(Self { data, nonce: bytes(nonce)?, tag: bytes(tag)?, kind: *kind })
    }
}

fn bytes<const N: usize>(text: &str) -> Result<[u8; N], SourceError> {
    // The engine wants room for what padding might have been.
    let mut bytes = [0; 48];
    let length = STANDARD.decode_slice(text, &mut bytes).map_err(|_| VALUE)?;
    bytes.get(..length).and_then(|bytes| bytes.try_into().ok()).ok_or(VALUE)
}

impl Cipher {
    /// Encrypts a value in place, by a nonce of its own, and writes it as it stands in files.
    #[cfg(feature = "sops-write")]
    pub(super) fn seal(
        &self,
        kind: Kind,
        path: &str,
        nonce: &[u8; NONCE],
        value: &mut [u8],
    ) -> Option<String> {
        let nonce = GenericArray::from_slice(nonce);
        let tag = self.0.encrypt_in_place_detached(nonce, path.as_bytes(), value).ok()?;
        let (kind, _) = KINDS.iter().find(|(_, known)| *known == kind)?;
        let encode = |bytes: &[u8]| STANDARD.encode(bytes);
        let (data, nonce, tag) = (encode(value), encode(nonce), encode(&tag));
        Some(format!("{AES}{data},iv:{nonce},tag:{tag},type:{kind}]"))
    }

    pub(super) fn new(key: &[u8]) -> Result<Self, SourceError> {
        let cipher = AesGcm::new_from_slice(key).map_err(|_| METADATA)?;
        Ok(Self(Box::new(cipher)))
    }

    /// Decrypts a value in a buffer, which is replaced by a larger one if it has no room.
    pub(super) fn open<'b>(
        &self,
        sealed: &Sealed<'_>,
        path: &str,
        buffer: &'b mut Zeroizing<Vec<u8>>,
    ) -> Result<&'b [u8], SourceError> {
        let most = base64::decoded_len_estimate(sealed.data.len());
        if buffer.len() < most {
            *buffer = Zeroizing::new(vec![0; most.max(2 * buffer.len())]);
        }
        let length = STANDARD.decode_slice(sealed.data, buffer).map_err(|_| VALUE)?;
        let value = buffer.get_mut(..length).ok_or(VALUE)?;
        let (nonce, tag) = (GenericArray::from_slice(&sealed.nonce), Tag::from_slice(&sealed.tag));
        let opened = self.0.decrypt_in_place_detached(nonce, path.as_bytes(), value, tag);
        opened.map_err(|_| VALUE)?;
        Ok(value)
    }
}
