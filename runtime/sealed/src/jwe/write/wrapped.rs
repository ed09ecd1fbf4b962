//! A file's key, for one recipient.

use aws_lc_rs::agreement::PrivateKey;
use aws_lc_rs::key_wrap::{AesBlockCipher, AesKek, KeyWrap as _};
use aws_lc_rs::rand;
use zeroize::Zeroizing;

use super::member;
use super::recipient::{JweRecipient, PublicKey};
use crate::jwe::agreement::{Curve, Purpose, agree};
use crate::jwe::algorithm::Algorithm;
use crate::jwe::base64url;
use crate::jwe::content::{WRITTEN, WRITTEN_KEY_LENGTH};

/// What a file says to a recipient.
pub(super) struct Wrapped {
    /// The members of the header, without the closing bracket.
    pub(super) header: String,
    pub(super) bytes: Vec<u8>,
}

/// A new key; `None` if the system has no random numbers.
pub(super) fn random_key() -> Option<Zeroizing<Vec<u8>>> {
    let mut key = Zeroizing::new(vec![0; WRITTEN_KEY_LENGTH]);
    rand::fill(&mut key).ok()?;
    Some(key)
}

/// The file's key where the recipient alone says what it is, with what the file says of it.
pub(super) fn direct(recipient: &JweRecipient) -> Option<(Zeroizing<Vec<u8>>, Wrapped)> {
    let mut header = header(recipient);
    let key = match &recipient.key {
        PublicKey::Symmetric(key) => key.clone(),
        PublicKey::OnCurve(curve, key) => {
            agreed(curve, key, WRITTEN, WRITTEN_KEY_LENGTH, &mut header)?
        }
        PublicKey::Rsa(_) => return None,
    };
    Some((key, Wrapped { header, bytes: Vec::new() }))
}

/// The file's key, encrypted.
pub(super) fn wrapped(recipient: &JweRecipient, key: &[u8]) -> Option<Wrapped> {
    let mut header = header(recipient);
    let bytes = match (recipient.algorithm, &recipient.key) {
        (Algorithm::Wrap(cipher), PublicKey::Symmetric(kek)) => by_kek(cipher, kek, key)?,
        (Algorithm::Oaep(padding), PublicKey::Rsa(public)) => {
            let mut bytes = vec![0; public.ciphertext_size()];
            let length = public.encrypt(padding, key, &mut bytes, None).ok()?.len();
            bytes.truncate(length);
            bytes
        }
        (Algorithm::Agreement(Some(cipher)), PublicKey::OnCurve(curve, public)) => {
            let length = Algorithm::length(cipher);
            let kek = agreed(curve, public, recipient.algorithm_name, length, &mut header)?;
            by_kek(cipher, &kek, key)?
        }
        _ => return None,
    };
    Some(Wrapped { header, bytes })
}

fn header(recipient: &JweRecipient) -> String {
    let mut header = String::new();
    member::text(&mut header, "alg", recipient.algorithm_name);
    if let Some(id) = &recipient.id {
        member::text(&mut header, "kid", id);
    }
    header
}

fn by_kek(cipher: &'static AesBlockCipher, kek: &[u8], key: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = vec![0; key.len() + 8];
    AesKek::new(cipher, kek).ok()?.wrap(key, &mut bytes).ok()?;
    Some(bytes)
}

/// What the recipient's key and a new one agree on; the new one's public half goes into the header.
fn agreed(
    curve: &'static Curve,
    public: &[u8],
    name: &str,
    length: usize,
    header: &mut String,
) -> Option<Zeroizing<Vec<u8>>> {
    let ours = PrivateKey::generate(curve.algorithm).ok()?;
    let ours_public = ours.compute_public_key().ok()?;
    let (x, y) = curve.coordinates(ours_public.as_ref())?;
    let mut epk = String::new();
    member::text(&mut epk, "kty", curve.kty);
    member::text(&mut epk, "crv", curve.name);
    member::text(&mut epk, "x", &base64url::encode(x));
    if let Some(y) = y {
        member::text(&mut epk, "y", &base64url::encode(y));
    }
    epk.push('}');
    member::json(header, "epk", &epk);
    agree(&ours, public, &Purpose { name, apu: &[], apv: &[], length })
}
