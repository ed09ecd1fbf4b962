//! A private key that signs JSON Web Tokens (RFC 7518, section 3.1).

use core::fmt;

use provider_credentials_core::SourceError;
use provider_credentials_http::pem::{self, Form};
use ring::rand::SystemRandom;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, RSA_PKCS1_SHA256, RSA_PSS_SHA256, RsaEncoding,
    RsaKeyPair,
};
use zeroize::Zeroizing;

/// A private key. Of other kinds there is none.
pub enum Signer {
    /// RS256.
    Rsa(RsaKeyPair),
    /// PS256.
    RsaPss(RsaKeyPair),
    /// ES256.
    Ecdsa(EcdsaKeyPair),
}

const NO_KEY: SourceError = SourceError::new(
    "oauth2_no_private_key",
    "has no private key in PEM",
    "give it the whole key, from `-----BEGIN` to `-----END`",
);

const DOUBLED: SourceError = SourceError::new(
    "oauth2_no_private_key",
    "has a private key in which two backslashes stand for one, as in `\\\\n`",
    "write each of its line breaks as `\\n`, as it was downloaded",
);

const ENCRYPTED: SourceError = SourceError::new(
    "oauth2_key_encrypted",
    "has a private key that needs a passphrase",
    "store what `openssl pkey -in KEY` writes",
);

const UNUSABLE: SourceError = SourceError::new(
    "oauth2_key_unusable",
    "has a private key that signs neither RS256 nor ES256",
    "make an RSA key of 2048 to 4096 bits, or one of the curve P-256",
);

impl Signer {
    /// From PEM: PKCS#8, PKCS#1 or SEC 1.
    pub fn from_pem(text: &str) -> Result<Self, SourceError> {
        let (form, der) = pem::private_key(text).ok_or_else(|| no_key(text))?;
        match form {
            Form::Encrypted => Err(ENCRYPTED),
            Form::Pkcs1 => RsaKeyPair::from_der(&der).map(Self::Rsa).map_err(|_| UNUSABLE),
            Form::Sec1 => ecdsa(&pkcs8_of(&der).ok_or(UNUSABLE)?).ok_or(UNUSABLE),
            Form::Pkcs8 => match RsaKeyPair::from_pkcs8(&der) {
                Ok(key) => Ok(Self::Rsa(key)),
                Err(_) => ecdsa(&der).ok_or(UNUSABLE),
            },
        }
    }

    /// The same RSA key, by the padding of PS256; `None` of another key.
    #[must_use]
    pub fn with_pss(self) -> Option<Self> {
        match self {
            Self::Rsa(key) | Self::RsaPss(key) => Some(Self::RsaPss(key)),
            Self::Ecdsa(_) => None,
        }
    }

    /// The name of the algorithm.
    #[must_use]
    pub fn algorithm(&self) -> &'static str {
        match self {
            Self::Rsa(_) => "RS256",
            Self::RsaPss(_) => "PS256",
            Self::Ecdsa(_) => "ES256",
        }
    }

    /// `None` if the key or the system's random numbers are out of order.
    #[must_use]
    pub fn sign(&self, message: &[u8]) -> Option<Vec<u8>> {
        match self {
            Self::Rsa(key) => rsa(key, &RSA_PKCS1_SHA256, message),
            Self::RsaPss(key) => rsa(key, &RSA_PSS_SHA256, message),
            Self::Ecdsa(key) => {
                Some(key.sign(&SystemRandom::new(), message).ok()?.as_ref().to_vec())
            }
        }
    }
}

/// In JSON, a line break with two backslashes is a backslash and a letter.
fn no_key(text: &str) -> SourceError {
    let is_doubled = text.trim_start().starts_with("-----BEGIN ") && text.contains("-----\\");
    if is_doubled { DOUBLED } else { NO_KEY }
}

fn rsa(key: &RsaKeyPair, padding: &'static dyn RsaEncoding, message: &[u8]) -> Option<Vec<u8>> {
    let mut signature = vec![0; key.public().modulus_len()];
    key.sign(padding, &SystemRandom::new(), message, &mut signature).ok()?;
    Some(signature)
}

fn ecdsa(pkcs8: &[u8]) -> Option<Signer> {
    let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
    EcdsaKeyPair::from_pkcs8(algorithm, pkcs8, &SystemRandom::new()).ok().map(Signer::Ecdsa)
}

/// A key of the curve P-256 in SEC 1 (RFC 5915) as PKCS#8 (RFC 5958), which is an envelope around it.
fn pkcs8_of(sec1: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    // Version 0; id-ecPublicKey with prime256v1 (RFC 5480, section 2.1.1).
    const HEAD: &[u8] = &[
        0x02, 0x01, 0x00, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06,
        0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07,
    ];

    // One byte tells lengths below 128; with two, all that a key of that curve can be.
    let length = u8::try_from(sec1.len()).ok()?;
    let octets: &[u8] = if length < 0x80 { &[0x04, length] } else { &[0x04, 0x81, length] };
    let inner = u8::try_from(HEAD.len() + octets.len() + sec1.len()).ok()?;
    let mut pkcs8 = Zeroizing::new(Vec::with_capacity(3 + usize::from(inner)));
    if inner < 0x80 {
        pkcs8.extend_from_slice(&[0x30, inner]);
    } else {
        pkcs8.extend_from_slice(&[0x30, 0x81, inner]);
    }
    pkcs8.extend_from_slice(HEAD);
    pkcs8.extend_from_slice(octets);
    pkcs8.extend_from_slice(sec1);
    Some(pkcs8)
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signer").field("algorithm", &self.algorithm()).finish_non_exhaustive()
    }
}
