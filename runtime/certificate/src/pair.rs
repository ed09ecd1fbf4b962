//! Whether a private key belongs to a certificate.

use provider_credentials_core::SourceError;
use ring::rand::SystemRandom;
use ring::signature::{
    ECDSA_P256_SHA256_ASN1_SIGNING, ECDSA_P384_SHA384_ASN1_SIGNING, EcdsaKeyPair, Ed25519KeyPair,
    RsaKeyPair,
};
use zeroize::Zeroizing;

use crate::key::{Key, scalar_length};
use crate::x509::PublicKey;
use crate::{errors, oid, rsa};

/// Nothing if it does.
pub(crate) fn check(key: &Key<'_>, of: &PublicKey<'_>) -> Result<(), SourceError> {
    let belongs = match key {
        Key::Rsa { inner, modulus, exponent, pss } => {
            let algorithm = if pss.is_some() { oid::RSA_PSS } else { oid::RSA };
            let is_it =
                algorithm == of.algorithm && rsa::numbers(of.bits) == Some((modulus, exponent));
            if is_it && !is_consistent(inner, modulus) {
                return Err(errors::KEY_DAMAGED);
            }
            is_it
        }
        Key::Ec { curve, scalar, public } => {
            let is_of_curve =
                of.algorithm == oid::EC && curve.is_none_or(|curve| curve == of.curve);
            is_of_curve && is_on_curve(scalar, *public, of)?
        }
        Key::Ed25519 { seed } => {
            of.algorithm == oid::ED25519
                && Ed25519KeyPair::from_seed_and_public_key(seed, of.bits).is_ok()
        }
    };
    if belongs { Ok(()) } else { Err(errors::MISMATCH) }
}

/// Whether the secret numbers of a key fit its public ones, as far as ring takes keys of its size and shape.
fn is_consistent(inner: &[u8], modulus: &[u8]) -> bool {
    let is_known = modulus.first().is_some_and(|first| *first >= 0x80)
        && (256..=512).contains(&modulus.len())
        && modulus.len() % 64 == 0
        && rsa::first_prime(inner).is_some_and(|prime| prime.len() * 2 == modulus.len());
    if !is_known {
        return true;
    }
    let why = RsaKeyPair::from_der(inner).err().map(|why| why.to_string());
    !matches!(why.as_deref(), Some("InconsistentComponents" | "InvalidComponent"))
}

/// Whether the point of the certificate is that of the key.
fn is_on_curve(
    scalar: &[u8],
    public: Option<&[u8]>,
    of: &PublicKey<'_>,
) -> Result<bool, SourceError> {
    let algorithm = match of.curve {
        oid::P256 => &ECDSA_P256_SHA256_ASN1_SIGNING,
        oid::P384 => &ECDSA_P384_SHA384_ASN1_SIGNING,
        // What ring does not compute, the file must tell.
        _ => return public.map(|public| public == of.bits).ok_or(errors::NO_PUBLIC_KEY),
    };
    let length = scalar_length(of.curve);
    let mut padded = Zeroizing::new(vec![0; length.saturating_sub(scalar.len())]);
    padded.reserve_exact(scalar.len());
    padded.extend_from_slice(scalar);
    let pair = EcdsaKeyPair::from_private_key_and_public_key(
        algorithm,
        &padded,
        of.bits,
        &SystemRandom::new(),
    );
    Ok(pair.is_ok())
}
