//! Whether a private key belongs to a certificate, and signs for it.

use provider_credentials_core::SourceError;
use ring::rand::SystemRandom;
use ring::signature::{
    ECDSA_P256_SHA256_ASN1, ECDSA_P256_SHA256_ASN1_SIGNING, ECDSA_P384_SHA384_ASN1,
    ECDSA_P384_SHA384_ASN1_SIGNING, ED25519, EcdsaKeyPair, Ed25519KeyPair,
    RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256, RsaKeyPair, UnparsedPublicKey,
    VerificationAlgorithm,
};
use zeroize::Zeroizing;

use crate::key::{Key, scalar_length};
use crate::x509::PublicKey;
use crate::{errors, oid, rsa};

/// How it is known of a key that it belongs to a certificate.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Proof {
    /// The certificate verified what the key signed.
    Signature,
    /// By the public numbers in its file: ring does not sign with keys of its kind.
    Numbers,
    /// By the public key that the signer says it has.
    PublicKey,
}

/// Signs nothing that anybody would take for anything else.
const MESSAGE: &[u8] = b"provider-credentials: whether this key signs";

/// An error if it does not.
pub(crate) fn check(key: &Key<'_>, of: &PublicKey<'_>) -> Result<Proof, SourceError> {
    match key {
        Key::Rsa { inner, modulus, exponent, pss } => {
            let algorithm = if pss.is_some() { oid::RSA_PSS } else { oid::RSA };
            if algorithm == of.algorithm && rsa::numbers(of.bits) == Some((modulus, exponent)) {
                return by_rsa(inner, modulus, exponent, of);
            }
        }
        Key::Ec { curve, scalar, public } => {
            if of.algorithm == oid::EC && curve.is_none_or(|curve| curve == of.curve) {
                return by_curve(scalar, *public, of);
            }
        }
        Key::Ed25519 { seed } => {
            if let (oid::ED25519, Ok(pair)) =
                (of.algorithm, Ed25519KeyPair::from_seed_and_public_key(seed, of.bits))
            {
                return verified(&ED25519, of, pair.sign(MESSAGE).as_ref());
            }
        }
    }
    Err(errors::MISMATCH)
}

fn verified(
    algorithm: &'static dyn VerificationAlgorithm,
    of: &PublicKey<'_>,
    signature: &[u8],
) -> Result<Proof, SourceError> {
    let key = UnparsedPublicKey::new(algorithm, of.bits);
    key.verify(MESSAGE, signature).map_or(Err(errors::KEY_DAMAGED), |()| Ok(Proof::Signature))
}

/// Of a key whose public numbers are those of the certificate. What its RSA is padded by does not matter.
fn by_rsa(
    inner: &[u8],
    modulus: &[u8],
    exponent: &[u8],
    of: &PublicKey<'_>,
) -> Result<Proof, SourceError> {
    let shape = rsa::shape(inner, modulus).ok_or(errors::KEY_DAMAGED)?;
    let Ok(pair) = RsaKeyPair::from_der(inner) else {
        let is_of_ring = shape.is_common && rsa::is_common_exponent(exponent);
        return if is_of_ring { Err(errors::KEY_DAMAGED) } else { Ok(Proof::Numbers) };
    };
    let mut signature = vec![0; pair.public().modulus_len()];
    pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), MESSAGE, &mut signature)
        .map_err(|_| errors::KEY_DAMAGED)?;
    // The bits of the certificate are the two numbers, as with any RSA.
    verified(&RSA_PKCS1_2048_8192_SHA256, of, &signature)
}

/// Of a key of the certificate's curve.
fn by_curve(
    scalar: &[u8],
    public: Option<&[u8]>,
    of: &PublicKey<'_>,
) -> Result<Proof, SourceError> {
    let length = scalar_length(of.curve);
    if scalar.is_empty() || (length > 0 && scalar.len() > length) {
        return Err(errors::KEY_DAMAGED);
    }
    let (signing, verifying): (_, &'static dyn VerificationAlgorithm) = match of.curve {
        oid::P256 => (&ECDSA_P256_SHA256_ASN1_SIGNING, &ECDSA_P256_SHA256_ASN1),
        oid::P384 => (&ECDSA_P384_SHA384_ASN1_SIGNING, &ECDSA_P384_SHA384_ASN1),
        // What ring does not compute, the file must tell.
        _ => {
            let public = public.ok_or(errors::NO_PUBLIC_KEY)?;
            return if public == of.bits { Ok(Proof::Numbers) } else { Err(errors::MISMATCH) };
        }
    };
    let mut padded = Zeroizing::new(vec![0; length.saturating_sub(scalar.len())]);
    padded.reserve_exact(scalar.len());
    padded.extend_from_slice(scalar);
    let random = SystemRandom::new();
    let pair = EcdsaKeyPair::from_private_key_and_public_key(signing, &padded, of.bits, &random);
    // A point that is the certificate's, of a number that is not.
    let error = if public == Some(of.bits) { errors::KEY_DAMAGED } else { errors::MISMATCH };
    let signature = pair.map_err(|_| error)?.sign(&random, MESSAGE);
    verified(verifying, of, signature.map_err(|_| errors::KEY_DAMAGED)?.as_ref())
}
