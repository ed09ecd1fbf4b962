//! The key of a file, by one key at hand.

use aws_lc_rs::agreement::PrivateKey;
use aws_lc_rs::key_wrap::{AesBlockCipher, AesKek, KeyWrap as _};
use aws_lc_rs::rsa::{OaepAlgorithm, OaepPrivateDecryptingKey};
use provider_credentials_core::{SourceError, WrappedKey};
use zeroize::Zeroizing;

use super::agreement::{Curve, Purpose, agree};
use super::algorithm::Algorithm;
use super::base64url;
use super::content::Content;
use super::failures::{DAMAGED, ENCRYPTION, HEADER, KEY_LENGTH, WRONG_KEY};
use super::key::{Key, Material};
use super::object::Object;

/// The scheme of wrapped keys.
pub(super) const SCHEME: &str = "jwe";

/// What RFC 3394 adds to a key.
const WRAPPING: usize = 8;

/// Whether the key is for such a file: of the kind that the algorithm takes, and not for another algorithm.
///
/// A public key is never taken for a symmetric one, nor the reverse, whatever the file says.
pub(super) fn fits(key: &Key, algorithm: Algorithm, wrapped: &WrappedKey<'_>) -> bool {
    let is_of_kind = match (algorithm, &key.material) {
        (Algorithm::Direct, Material::Symmetric(_)) | (Algorithm::Oaep(_), Material::Rsa(_)) => {
            true
        }
        (Algorithm::Wrap(cipher), Material::Symmetric(bytes)) => {
            bytes.len() == Algorithm::length(cipher)
        }
        (Algorithm::Agreement(_), Material::OnCurve(curve, _)) => {
            wrapped.param("epk").and_then(Object::new).is_some_and(|epk| {
                epk.plain("crv") == Some(curve.name) && epk.plain("kty") == Some(curve.kty)
            })
        }
        _ => false,
    };
    let name = if matches!(algorithm, Algorithm::Direct) { "enc" } else { "alg" };
    let is_free = key
        .algorithm
        .as_deref()
        .is_none_or(|only| wrapped.param(name) == Some(only) || wrapped.param("alg") == Some(only));
    is_of_kind && is_free
}

/// The file's key, by a key that [`fits`].
pub(super) fn unwrap(
    key: &Key,
    algorithm: Algorithm,
    wrapped: &WrappedKey<'_>,
) -> Result<Zeroizing<Vec<u8>>, SourceError> {
    if algorithm.is_direct() != wrapped.bytes().is_empty() {
        return Err(DAMAGED);
    }
    let length = content(wrapped)?.key_length();
    let key = match (algorithm, &key.material) {
        (Algorithm::Direct, Material::Symmetric(bytes)) if bytes.len() != length => {
            return Err(KEY_LENGTH);
        }
        (Algorithm::Direct, Material::Symmetric(bytes)) => bytes.clone(),
        (Algorithm::Wrap(cipher), Material::Symmetric(bytes)) => {
            by_kek(cipher, bytes, wrapped.bytes())?
        }
        (Algorithm::Oaep(padding), Material::Rsa(key)) => by_rsa(key, padding, wrapped.bytes())?,
        (Algorithm::Agreement(cipher), Material::OnCurve(curve, key)) => {
            let key = agreed(curve, key, cipher, wrapped)?;
            match cipher {
                Some(cipher) => by_kek(cipher, &key, wrapped.bytes())?,
                None => key,
            }
        }
        _ => return Err(WRONG_KEY),
    };
    // Format, padding and length of an encrypted key are one error (RFC 7516, section 11.5).
    if key.len() == length { Ok(key) } else { Err(WRONG_KEY) }
}

fn content(wrapped: &WrappedKey<'_>) -> Result<&'static Content, SourceError> {
    wrapped.param("enc").and_then(Content::named).ok_or(ENCRYPTION)
}

fn by_kek(
    cipher: &'static AesBlockCipher,
    key: &[u8],
    wrapped: &[u8],
) -> Result<Zeroizing<Vec<u8>>, SourceError> {
    let kek = AesKek::new(cipher, key).map_err(|_| WRONG_KEY)?;
    let length = wrapped.len().checked_sub(WRAPPING).ok_or(WRONG_KEY)?;
    let mut key = Zeroizing::new(vec![0; length]);
    match kek.unwrap(wrapped, &mut key) {
        Ok(_) => Ok(key),
        Err(_) => Err(WRONG_KEY),
    }
}

/// The library does it in constant time, blinds the key, and tells nothing of how the padding was wrong.
fn by_rsa(
    key: &OaepPrivateDecryptingKey,
    padding: &'static OaepAlgorithm,
    wrapped: &[u8],
) -> Result<Zeroizing<Vec<u8>>, SourceError> {
    let mut plain = Zeroizing::new(vec![0; key.min_output_size()]);
    let length = key.decrypt(padding, wrapped, &mut plain, None).map_err(|_| WRONG_KEY)?.len();
    plain.truncate(length);
    Ok(plain)
}

/// The key that ours and that of the file agree on.
fn agreed(
    curve: &Curve,
    key: &PrivateKey,
    cipher: Option<&'static AesBlockCipher>,
    wrapped: &WrappedKey<'_>,
) -> Result<Zeroizing<Vec<u8>>, SourceError> {
    let epk = wrapped.param("epk").and_then(Object::new).ok_or(HEADER)?;
    // With its private half in the file, whoever has our public key could read it (RFC 7518, section 4.6.1.1).
    if epk.has("d") {
        return Err(HEADER);
    }
    let public = curve.public_key(&epk).ok_or(HEADER)?;
    let party = |name| match wrapped.param(name) {
        Some(text) => base64url::decode(text).ok_or(HEADER),
        None => Ok(Zeroizing::default()),
    };
    let (name, length) = match cipher {
        Some(cipher) => (wrapped.param("alg"), Algorithm::length(cipher)),
        None => (wrapped.param("enc"), content(wrapped)?.key_length()),
    };
    let name = name.ok_or(HEADER)?;
    let purpose = Purpose { name, apu: &party("apu")?, apv: &party("apv")?, length };
    agree(key, &public, &purpose).ok_or(WRONG_KEY)
}
