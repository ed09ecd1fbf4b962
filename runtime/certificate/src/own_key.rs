//! The private key that was found, in a file or as one that signs where it is.

use std::sync::Arc;

use provider_credentials_core::{KeySigner, SourceError};

use crate::errors;
use crate::found::FoundKey;
use crate::identity::PrivateKey;
use crate::key::{self, Key};
use crate::oid;
use crate::pair::{self, Proof};
use crate::rsa;
use crate::x509::PublicKey;

/// Read, and not yet known to belong to a certificate.
pub(crate) enum OwnKey<'f> {
    InFile(Key<'f>),
    Signer(&'f Arc<dyn KeySigner>, PublicKey<'f>),
}

impl<'f> OwnKey<'f> {
    pub(crate) fn read(found: &'f FoundKey) -> Result<Self, SourceError> {
        match found {
            FoundKey::File(file) => key::read(file).map(Self::InFile),
            FoundKey::Signer(signer) => {
                let public = PublicKey::read(signer.public_key());
                Ok(Self::Signer(signer, public.ok_or(errors::SIGNER_PUBLIC_KEY)?))
            }
        }
    }

    /// An error if it does not belong to the certificate with that public key. A signer is not tried: it may count what it
    /// signs, or ask somebody.
    pub(crate) fn check(&self, of: &PublicKey<'_>) -> Result<Proof, SourceError> {
        match self {
            Self::InFile(key) => pair::check(key, of),
            Self::Signer(_, own) if is_same(own, of) => Ok(Proof::PublicKey),
            Self::Signer(..) => Err(errors::MISMATCH),
        }
    }

    /// For the certificate that it belongs to.
    pub(crate) fn into_private(self, of: &PublicKey<'_>) -> PrivateKey {
        match self {
            Self::InFile(key) => PrivateKey::Pkcs8(key.to_pkcs8(of.curve, of.bits)),
            Self::Signer(signer, _) => PrivateKey::Signer(Arc::clone(signer)),
        }
    }
}

fn is_same(one: &PublicKey<'_>, other: &PublicKey<'_>) -> bool {
    if one.algorithm != other.algorithm {
        return false;
    }
    if one.algorithm == oid::RSA {
        // Zeros before the numbers do not count.
        return rsa::numbers(one.bits).is_some_and(|one| Some(one) == rsa::numbers(other.bits));
    }
    one.curve == other.curve && one.bits == other.bits
}
