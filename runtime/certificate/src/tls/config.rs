use std::sync::Arc;

use rustls::client::Resumption;
use rustls::crypto::{CryptoProvider, ring};
use rustls::{ClientConfig, RootCertStore};

use super::error::CertificateCredentialError;
use super::resolver::CertificateResolver;
use crate::handle::CertificateCredential;

impl<C> CertificateCredential<C> {
    /// A configuration of rustls that presents the certificate to servers which these roots vouch for.
    ///
    /// It presents the certificate of this load for ever, expired or not: use a
    /// [`CertificateResolver`] if the client outlives it.
    ///
    /// The roots are those of the server's certificate: your own authority's, the system's (`rustls-native-certs`), or
    /// Mozilla's (`webpki-roots`).
    ///
    /// # Errors
    ///
    /// That it is not loaded, or that rustls does not sign by its private key.
    #[track_caller]
    pub fn client_config(
        &self,
        roots: impl Into<Arc<RootCertStore>>,
    ) -> Result<ClientConfig, CertificateCredentialError> {
        self.client_cert_resolver()?.client_config(roots)
    }
}

impl CertificateResolver {
    /// A configuration of rustls that presents the certificate that is current at each handshake. It resumes no
    /// sessions, as these are of the certificate of their first handshake.
    ///
    /// The provider of cryptography is the process's default, or ring if none is installed.
    ///
    /// # Errors
    ///
    /// That the process's provider of cryptography has no safe version of TLS.
    pub fn client_config(
        self: &Arc<Self>,
        roots: impl Into<Arc<RootCertStore>>,
    ) -> Result<ClientConfig, CertificateCredentialError> {
        let installed = CryptoProvider::get_default().cloned();
        let provider = installed.unwrap_or_else(|| Arc::new(ring::default_provider()));
        let builder = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|_| CertificateCredentialError::NoVersion)?;
        let resolver = Arc::clone(self);
        let mut config = builder.with_root_certificates(roots).with_client_cert_resolver(resolver);
        config.resumption = Resumption::disabled();
        Ok(config)
    }
}
