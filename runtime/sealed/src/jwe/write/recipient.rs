use core::fmt;
use std::borrow::Cow;

use aws_lc_rs::rsa::{OaepPublicEncryptingKey, PublicEncryptingKey};
use provider_credentials_core::SourceError;
use zeroize::Zeroizing;

use crate::jwe::agreement::Curve;
use crate::jwe::algorithm::Algorithm;
use crate::jwe::content::WRITTEN_KEY_LENGTH;
use crate::jwe::failures::{BAD_RECIPIENT, NO_ALGORITHM};
use crate::jwe::object::{Object, text};
use crate::jwe::{base64url, der};

/// Whom a file is encrypted for: the public half of a key pair, or a symmetric key, as a JWK (RFC 7517).
///
/// ```
/// use provider_credentials_sealed::jwe::JweRecipient;
///
/// let ada = r#"{ "kty": "OKP", "crv": "X25519", "kid": "ada",
///     "x": "hSDwCYkwp1R0i33ctD73Wg2_Og0mOBr066SpjqqbTmo" }"#;
/// let ada = JweRecipient::from_jwk(ada)?;
/// # _ = ada;
/// # Ok::<(), provider_credentials_core::SourceError>(())
/// ```
pub struct JweRecipient {
    pub(super) key: PublicKey,
    pub(super) algorithm: Algorithm,
    pub(super) algorithm_name: &'static str,
    pub(super) id: Option<String>,
}

pub(super) enum PublicKey {
    Symmetric(Zeroizing<Vec<u8>>),
    Rsa(OaepPublicEncryptingKey),
    OnCurve(&'static Curve, Vec<u8>),
}

impl JweRecipient {
    /// A recipient whose key is encrypted by the JWK's `alg`, or else by `RSA-OAEP-256`, `ECDH-ES+A256KW`, `A256KW` or
    /// `A128KW`, as the key is. Its `kid` goes into the file. What is private in the JWK is not used.
    ///
    /// # Errors
    ///
    /// `jwe_recipient_invalid` if it is no such JWK, or is for signatures, or a symmetric key of a length that wraps none;
    /// `jwe_algorithm_unsupported` if its `alg` is none that is supported.
    pub fn from_jwk(jwk: &str) -> Result<Self, SourceError> {
        let jwk = Object::new(jwk).ok_or(BAD_RECIPIENT)?;
        if jwk.has("use") && jwk.plain("use") != Some("enc") {
            return Err(BAD_RECIPIENT);
        }
        let key = public_key(&jwk).ok_or(BAD_RECIPIENT)?;
        let id = jwk.get("kid").and_then(text).map(Cow::into_owned);
        let only = jwk.get("alg").and_then(text);
        let name = only.as_deref().or_else(|| key.usual_algorithm()).ok_or(BAD_RECIPIENT)?;
        let (algorithm_name, algorithm) = Algorithm::row(name).ok_or(NO_ALGORITHM)?;
        Self { key, algorithm, algorithm_name, id }.checked()
    }

    /// Encrypts the file's key by that `alg` instead.
    ///
    /// # Errors
    ///
    /// `jwe_algorithm_unsupported` if it is none that is supported; `jwe_recipient_invalid` if it is for another kind of
    /// key.
    pub fn with_algorithm(self, name: &str) -> Result<Self, SourceError> {
        let (algorithm_name, algorithm) = Algorithm::row(name).ok_or(NO_ALGORITHM)?;
        Self { algorithm, algorithm_name, ..self }.checked()
    }

    fn checked(self) -> Result<Self, SourceError> {
        let is_one = match (self.algorithm, &self.key) {
            (Algorithm::Direct, PublicKey::Symmetric(key)) => key.len() == WRITTEN_KEY_LENGTH,
            (Algorithm::Wrap(cipher), PublicKey::Symmetric(key)) => {
                key.len() == Algorithm::length(cipher)
            }
            (Algorithm::Oaep(_), PublicKey::Rsa(_))
            | (Algorithm::Agreement(_), PublicKey::OnCurve(..)) => true,
            _ => false,
        };
        if is_one { Ok(self) } else { Err(BAD_RECIPIENT) }
    }
}

impl PublicKey {
    fn usual_algorithm(&self) -> Option<&'static str> {
        Some(match self {
            Self::Symmetric(key) if key.len() == 32 => "A256KW",
            Self::Symmetric(key) if key.len() == 16 => "A128KW",
            Self::Symmetric(_) => return None,
            Self::Rsa(_) => "RSA-OAEP-256",
            Self::OnCurve(..) => "ECDH-ES+A256KW",
        })
    }
}

fn public_key(jwk: &Object<'_>) -> Option<PublicKey> {
    let bytes = |name| base64url::decode(jwk.plain(name)?);
    Some(match jwk.plain("kty")? {
        "oct" => PublicKey::Symmetric(bytes("k")?),
        "RSA" => {
            let key = der::rsa_public_key(&bytes("n")?, &bytes("e")?)?;
            let key = PublicEncryptingKey::from_der(&key).ok()?;
            PublicKey::Rsa(OaepPublicEncryptingKey::new(key).ok()?)
        }
        _ => {
            let curve = Curve::of(jwk)?;
            PublicKey::OnCurve(curve, curve.public_key(jwk)?)
        }
    })
}

/// Shows how the key is encrypted.
impl fmt::Debug for JweRecipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JweRecipient")
            .field("algorithm", &self.algorithm_name)
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}
