//! Whom a connection trusts, and what it shows: nothing here is asked of the network.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use rustls::client::Resumption;
use rustls::client::danger::ServerCertVerifier;
use rustls::crypto::ring;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};

use crate::certificates::certificates;
use crate::identity::Identity;
use crate::named::Named;
use crate::trust_problem::TrustProblem;
use crate::unverified::Unverified;

/// Which servers a client trusts, and by which certificate it is known to them.
///
/// ```no_run
/// use provider_credentials_http::{Client, Trust};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let bundle = std::fs::read_to_string("/etc/vault/ca.pem")?;
/// let client = Client::builder().trust(Trust::authorities(&bundle)?).build()?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Default)]
pub struct Trust {
    /// In place of the system's.
    authorities: Option<Authorities>,
    identity: Option<Identity>,
    server_name: Option<ServerName<'static>>,
    is_unverified: bool,
}

/// Those that were named.
#[derive(Debug, Clone)]
struct Authorities {
    roots: Arc<RootCertStore>,
    certificates: Arc<[CertificateDer<'static>]>,
}

impl Trust {
    /// The authorities that the system trusts, or that `SSL_CERT_FILE` and `SSL_CERT_DIR` name. They are read at the
    /// first connection over TLS, once in a process.
    #[must_use]
    pub fn system() -> Self {
        Self::default()
    }

    /// The authorities in this text alone: PEM, one or more. A server whose own certificate is among them is trusted,
    /// too.
    ///
    /// # Errors
    ///
    /// [`TrustProblem::NoCertificate`], [`TrustProblem::NoAuthority`].
    pub fn authorities(pem: &str) -> Result<Self, TrustProblem> {
        let mut trust = Self::default();
        trust.add(pem)?;
        Ok(trust)
    }

    /// The authorities in this text too. After [`system`](Self::system), in place of the system's.
    ///
    /// # Errors
    ///
    /// As of [`authorities`](Self::authorities).
    pub fn with_authorities(mut self, pem: &str) -> Result<Self, TrustProblem> {
        self.add(pem)?;
        Ok(self)
    }

    fn add(&mut self, pem: &str) -> Result<(), TrustProblem> {
        let (mut roots, mut all) = match self.authorities.take() {
            Some(known) => (known.roots.as_ref().clone(), known.certificates.to_vec()),
            None => (RootCertStore::empty(), Vec::new()),
        };
        let new = certificates(pem)?;
        all.extend_from_slice(&new);
        // What of them cannot be read is not trusted; without any, no server would be. Each by itself, because
        // `add_parsable_certificates` logs the bytes of what is no certificate.
        let mut is_any_added = false;
        for certificate in new {
            is_any_added |= roots.add(certificate).is_ok();
        }
        if !is_any_added {
            return Err(TrustProblem::NoAuthority);
        }
        self.authorities =
            Some(Authorities { roots: Arc::new(roots), certificates: Arc::from(all) });
        Ok(())
    }

    /// Shows this client certificate, with its key, to servers that ask for one. Both are PEM; see
    /// [`Identity::from_pem`].
    ///
    /// # Errors
    ///
    /// Which of the two is unusable, or [`TrustProblem::Expired`].
    pub fn with_client(self, certificate: &str, private_key: &str) -> Result<Self, TrustProblem> {
        let identity = Identity::from_pem(certificate, private_key)?;
        if identity.has_expired(SystemTime::now()) {
            return Err(TrustProblem::Expired);
        }
        Ok(self.with_identity(identity))
    }

    /// As [`with_client`](Self::with_client), with an identity that was checked before.
    #[must_use]
    pub fn with_identity(mut self, identity: Identity) -> Self {
        self.identity = Some(identity);
        self
    }

    /// The name that the server's certificate must have, and that it is asked for (SNI), in place of the URL's host.
    ///
    /// # Errors
    ///
    /// [`TrustProblem::InvalidName`].
    pub fn with_server_name(mut self, name: &str) -> Result<Self, TrustProblem> {
        let name = ServerName::try_from(name.to_owned()).map_err(|_| TrustProblem::InvalidName)?;
        self.server_name = Some(name);
        Ok(self)
    }

    /// Trusts every server: whoever is on the way can read and change all that is sent. For tests on one's own machine.
    #[must_use]
    pub fn dangerously_unverified(mut self) -> Self {
        self.is_unverified = true;
        self
    }

    pub(crate) fn has_identity(&self) -> bool {
        self.identity.is_some()
    }

    pub(crate) fn server_name(&self) -> Option<&ServerName<'static>> {
        self.server_name.as_ref()
    }

    /// By one provider of cryptography, whatever the process has chosen for others. A proxy is shown no
    /// certificate, and is trusted by the system's authorities too, whatever is said of the server.
    pub(crate) fn config(&self, is_for_proxy: bool) -> Result<ClientConfig, rustls::Error> {
        let provider = Arc::new(ring::default_provider());
        let builder =
            ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
        let verifier: Option<Arc<dyn ServerCertVerifier>> = match &self.authorities {
            _ if is_for_proxy => None,
            _ if self.is_unverified => Some(Arc::new(Unverified::new())),
            Some(Authorities { roots, certificates }) => {
                let named = Named::new(Arc::clone(roots), Arc::clone(certificates));
                Some(Arc::new(named.map_err(|error| rustls::Error::General(error.to_string()))?))
            }
            None => None,
        };
        let builder = match verifier {
            Some(verifier) => builder.dangerous().with_custom_certificate_verifier(verifier),
            None if is_for_proxy => builder.with_root_certificates(self.all_roots()),
            None => builder.with_root_certificates(system_roots()),
        };
        let mut config = match &self.identity {
            Some(identity) if !is_for_proxy => {
                builder.with_client_cert_resolver(Arc::clone(&identity.pair) as _)
            }
            _ => builder.with_no_client_auth(),
        };
        // Connections are kept; tickets would be secrets in memory.
        config.resumption = Resumption::disabled();
        Ok(config)
    }

    fn all_roots(&self) -> Arc<RootCertStore> {
        let mut roots = system_roots();
        if let Some(named) = &self.authorities {
            Arc::make_mut(&mut roots).extend(named.roots.roots.iter().cloned());
        }
        roots
    }
}

/// None are not kept: they may be installed later.
fn system_roots() -> Arc<RootCertStore> {
    static READ: Mutex<Option<Arc<RootCertStore>>> = Mutex::new(None);

    let mut read = READ.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(roots) = &*read {
        return Arc::clone(roots);
    }
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let roots = Arc::new(roots);
    if !roots.is_empty() {
        *read = Some(Arc::clone(&roots));
    }
    roots
}
