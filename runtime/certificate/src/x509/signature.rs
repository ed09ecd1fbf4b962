//! Whether one certificate signed another.

use ring::signature::{
    ECDSA_P256_SHA256_ASN1, ECDSA_P256_SHA384_ASN1, ECDSA_P384_SHA256_ASN1, ECDSA_P384_SHA384_ASN1,
    ED25519, RSA_PKCS1_1024_8192_SHA1_FOR_LEGACY_USE_ONLY,
    RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY, RSA_PKCS1_1024_8192_SHA512_FOR_LEGACY_USE_ONLY,
    RSA_PKCS1_2048_8192_SHA384, UnparsedPublicKey, VerificationAlgorithm,
};

use super::certificate::Certificate;
use super::public_key::PublicKey;
use crate::{oid, rsa};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Signature {
    Good,
    Bad,
    /// Of an algorithm that ring does not know.
    Unknown,
}

/// The signature of `of`, by the key of `issuer`.
pub(super) fn verify(of: &Certificate<'_>, issuer: &Certificate<'_>) -> Signature {
    let key = issuer.public_key();
    let Some(algorithm) = algorithm(of.parsed.signature_algorithm().oid.as_bytes(), &key) else {
        return Signature::Unknown;
    };
    let signature = of.parsed.signature().raw_bytes();
    match UnparsedPublicKey::new(algorithm, key.bits).verify(of.signed, signature) {
        Ok(()) => Signature::Good,
        Err(_) => Signature::Bad,
    }
}

/// The legacy ones verify what is strong as well; what is weak is warned of elsewhere.
fn algorithm(signature: &[u8], key: &PublicKey<'_>) -> Option<&'static dyn VerificationAlgorithm> {
    const LEAST: usize = 1024 / 8;
    const MOST: usize = 8192 / 8;

    match (key.algorithm, key.curve) {
        (oid::RSA, _) => {
            let length = rsa::numbers(key.bits)?.0.len();
            if !(LEAST..=MOST).contains(&length) {
                return None;
            }
            match signature {
                oid::SHA1_RSA => Some(&RSA_PKCS1_1024_8192_SHA1_FOR_LEGACY_USE_ONLY),
                oid::SHA256_RSA => Some(&RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY),
                oid::SHA384_RSA if length >= 2 * LEAST => Some(&RSA_PKCS1_2048_8192_SHA384),
                oid::SHA512_RSA => Some(&RSA_PKCS1_1024_8192_SHA512_FOR_LEGACY_USE_ONLY),
                _ => None,
            }
        }
        (oid::EC, oid::P256) => match signature {
            oid::SHA256_ECDSA => Some(&ECDSA_P256_SHA256_ASN1),
            oid::SHA384_ECDSA => Some(&ECDSA_P256_SHA384_ASN1),
            _ => None,
        },
        (oid::EC, oid::P384) => match signature {
            oid::SHA256_ECDSA => Some(&ECDSA_P384_SHA256_ASN1),
            oid::SHA384_ECDSA => Some(&ECDSA_P384_SHA384_ASN1),
            _ => None,
        },
        (oid::ED25519, _) => Some(&ED25519),
        _ => None,
    }
}
