use core::fmt;
use std::sync::{Arc, PoisonError, RwLock};

use rustls::SignatureScheme;
use rustls::client::ResolvesClientCert;
use rustls::crypto::ring::sign::any_supported_type;
use rustls::sign::CertifiedKey;
use rustls_pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

use super::error::CertificateCredentialError;
use super::signing_key::signing_key;
use crate::handle::CertificateCredential;
use crate::identity::{Identity, PrivateKey};

/// Answers rustls at each handshake with the certificate that is current.
///
/// [`replace`](Self::replace) changes what it answers: clients that were built once go on with the new certificate,
/// and need not be built again.
///
/// ```no_run
/// # use provider_credentials_certificate as provider_credentials;
/// use std::sync::Arc;
///
/// use provider_credentials::CertificateCredential;
/// use rustls::{ClientConfig, RootCertStore};
///
/// # fn example(broker: &CertificateCredential, renewed: &CertificateCredential, roots: RootCertStore)
/// #     -> Result<(), Box<dyn std::error::Error>> {
/// let resolver = broker.client_cert_resolver()?;
/// let config: ClientConfig = resolver.client_config(roots)?;
/// // Later, when the set was loaded again:
/// resolver.replace(renewed)?;
/// # Ok(())
/// # }
/// ```
///
/// # What a replacement does not reach
///
/// - A connection that is open, in a pool too, was authenticated by the certificate of its handshake, and goes on. Limit
///   how long connections live (`pool_max_idle_timeout` and the like) to less than the time that certificates overlap.
/// - A session that is resumed skips the certificate: the server remembers the old one. So
///   [`client_config`](Self::client_config) resumes no sessions. In a configuration of your own, set
///   `config.resumption = Resumption::disabled()`.
/// - A client of another TLS library has its own copy of the certificate, from when it was built.
pub struct CertificateResolver {
    current: RwLock<Arc<CertifiedKey>>,
}

impl CertificateResolver {
    /// Answers with this certificate from now on. After an error, it answers as before.
    ///
    /// # Errors
    ///
    /// That it is not loaded, or that rustls does not sign by its private key.
    #[track_caller]
    pub fn replace<C>(
        &self,
        credential: &CertificateCredential<C>,
    ) -> Result<(), CertificateCredentialError> {
        let certified = Arc::new(certified(credential)?);
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = certified;
        Ok(())
    }
}

impl<C> CertificateCredential<C> {
    /// The certificate as rustls asks for it at each handshake, and a place to
    /// [replace](CertificateResolver::replace) it.
    ///
    /// # Errors
    ///
    /// That it is not loaded, or that rustls does not sign by its private key.
    #[track_caller]
    pub fn client_cert_resolver(
        &self,
    ) -> Result<Arc<CertificateResolver>, CertificateCredentialError> {
        let current = RwLock::new(Arc::new(certified(self)?));
        Ok(Arc::new(CertificateResolver { current }))
    }
}

/// Keys in memory are of ring whatever the process's provider is, since ring borrows the key, and others take a copy that nobody
/// wipes.
#[track_caller]
fn certified<C>(
    credential: &CertificateCredential<C>,
) -> Result<CertifiedKey, CertificateCredentialError> {
    let Identity { chain, key } = credential.identity()?;
    let key = match key {
        PrivateKey::Pkcs8(key) => {
            let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.as_slice()));
            any_supported_type(&key).map_err(|_| CertificateCredentialError::UnsupportedKey)?
        }
        PrivateKey::Signer(signer) => signing_key(Arc::clone(signer)),
    };
    Ok(CertifiedKey::new(chain.clone(), key))
}

impl ResolvesClientCert for CertificateResolver {
    fn resolve(&self, _: &[&[u8]], schemes: &[SignatureScheme]) -> Option<Arc<CertifiedKey>> {
        let current = Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner));
        current.key.choose_scheme(schemes).is_some().then_some(current)
    }

    fn has_certs(&self) -> bool {
        true
    }
}

impl fmt::Debug for CertificateResolver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CertificateResolver").finish_non_exhaustive()
    }
}
