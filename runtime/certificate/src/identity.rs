use rustls_pki_types::CertificateDer;
use zeroize::Zeroizing;

/// A certificate, its chain and its private key, which belong together.
pub(crate) struct Identity {
    /// The certificate first.
    pub(crate) chain: Vec<CertificateDer<'static>>,
    /// PKCS#8.
    pub(crate) key: Zeroizing<Vec<u8>>,
}

impl Identity {
    pub(crate) fn none() -> Self {
        Self { chain: Vec::new(), key: Zeroizing::default() }
    }
}
