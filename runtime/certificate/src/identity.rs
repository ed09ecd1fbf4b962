use std::sync::Arc;

use provider_credentials_core::KeySigner;
use rustls_pki_types::CertificateDer;
use zeroize::Zeroizing;

/// A certificate, its chain and its private key, which belong together.
pub(crate) struct Identity {
    /// The certificate first.
    pub(crate) chain: Vec<CertificateDer<'static>>,
    pub(crate) key: PrivateKey,
}

pub(crate) enum PrivateKey {
    Pkcs8(Zeroizing<Vec<u8>>),
    /// It signs where it is.
    #[cfg_attr(
        not(feature = "rustls"),
        expect(dead_code, reason = "TLS libraries alone sign by it")
    )]
    Signer(Arc<dyn KeySigner>),
}

impl Identity {
    pub(crate) fn none() -> Self {
        Self { chain: Vec::new(), key: PrivateKey::Pkcs8(Zeroizing::default()) }
    }
}
