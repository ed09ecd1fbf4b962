//! A key that signs where it is, as rustls asks for it.

use core::fmt;
use std::sync::Arc;

use provider_credentials_core::KeySigner;
use rustls::sign::{Signer, SigningKey};
use rustls::{Error, OtherError, SignatureAlgorithm, SignatureScheme};

/// The key for a TLS client or server of rustls. An error of its signer ends the handshake, and is the source of rustls's.
#[must_use]
pub fn signing_key(signer: Arc<dyn KeySigner>) -> Arc<dyn SigningKey> {
    Arc::new(Key(signer))
}

struct Key(Arc<dyn KeySigner>);

impl SigningKey for Key {
    fn choose_scheme(&self, offered: &[SignatureScheme]) -> Option<Box<dyn Signer>> {
        let is_offered = |scheme: &&u16| offered.contains(&SignatureScheme::from(**scheme));
        let scheme = *self.0.schemes().iter().find(is_offered)?;
        Some(Box::new(OfScheme { signer: Arc::clone(&self.0), scheme }))
    }

    fn algorithm(&self) -> SignatureAlgorithm {
        match self.0.schemes().first() {
            Some(0x0401 | 0x0501 | 0x0601 | 0x0804..=0x0806) => SignatureAlgorithm::RSA,
            Some(0x0403 | 0x0503 | 0x0603) => SignatureAlgorithm::ECDSA,
            Some(0x0807) => SignatureAlgorithm::ED25519,
            Some(0x0808) => SignatureAlgorithm::ED448,
            Some(_) | None => SignatureAlgorithm::Unknown(0),
        }
    }
}

/// Shows in which ways it signs.
impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningKey").field("algorithm", &self.algorithm()).finish_non_exhaustive()
    }
}

struct OfScheme {
    signer: Arc<dyn KeySigner>,
    scheme: u16,
}

impl Signer for OfScheme {
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, Error> {
        let signature = self.signer.sign(self.scheme, message);
        signature.map_err(|error| Error::Other(OtherError(Arc::new(error))))
    }

    fn scheme(&self) -> SignatureScheme {
        self.scheme.into()
    }
}

impl fmt::Debug for OfScheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signer").field("scheme", &self.scheme()).finish_non_exhaustive()
    }
}
