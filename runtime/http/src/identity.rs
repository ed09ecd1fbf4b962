//! What a client shows of itself.

use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rustls::crypto::ring;
use rustls::crypto::ring::sign::any_supported_type;
use rustls::pki_types::{
    CertificateDer, PrivateKeyDer, PrivatePkcs1KeyDer, PrivatePkcs8KeyDer, PrivateSec1KeyDer,
    UnixTime,
};
use rustls::server::WebPkiClientVerifier;
use rustls::sign::{CertifiedKey, SingleCertAndKey};
use rustls::{CertificateError, InconsistentKeys, RootCertStore};

use crate::certificates::certificates;
use crate::pem::{self, Form};
use crate::trust_problem::TrustProblem;

/// A client certificate with its key.
///
/// ```
/// use provider_credentials_http::{Identity, TrustProblem};
///
/// let problem = Identity::from_pem("not PEM", "not PEM").unwrap_err();
/// assert_eq!(problem, TrustProblem::NoCertificate);
/// ```
#[derive(Debug, Clone)]
pub struct Identity {
    pub(crate) pair: Arc<SingleCertAndKey>,
    certificate: CertificateDer<'static>,
}

/// By how much clocks may differ.
const SKEW: Duration = Duration::from_secs(300);

impl Identity {
    /// From PEM: the certificate, with those of its issuers behind it, and its key in PKCS#8, PKCS#1 or SEC 1.
    ///
    /// # Errors
    ///
    /// Which of the two is unusable, and that they do not belong together.
    pub fn from_pem(certificate: &str, private_key: &str) -> Result<Self, TrustProblem> {
        let chain = certificates(certificate)?;
        let first = chain.first().ok_or(TrustProblem::NoCertificate)?.clone();
        let (form, der) = pem::private_key(private_key).ok_or(TrustProblem::UnusableKey)?;
        let key = match form {
            Form::Pkcs8 => PrivateKeyDer::from(PrivatePkcs8KeyDer::from(&der[..])),
            Form::Pkcs1 => PrivateKeyDer::from(PrivatePkcs1KeyDer::from(&der[..])),
            Form::Sec1 => PrivateKeyDer::from(PrivateSec1KeyDer::from(&der[..])),
            Form::Encrypted => return Err(TrustProblem::UnusableKey),
        };
        let key = any_supported_type(&key).map_err(|_| TrustProblem::UnusableKey)?;
        let pair = CertifiedKey::new(chain, key);
        match pair.keys_match() {
            Ok(()) | Err(rustls::Error::InconsistentKeys(InconsistentKeys::Unknown)) => {
                Ok(Self { pair: Arc::new(SingleCertAndKey::from(pair)), certificate: first })
            }
            Err(rustls::Error::InconsistentKeys(_)) => Err(TrustProblem::OtherKey),
            Err(_) => Err(TrustProblem::NoCertificate),
        }
    }

    /// The certificate in DER.
    #[must_use]
    pub fn certificate(&self) -> &[u8] {
        &self.certificate
    }

    /// Whether the certificate has expired, by a clock that may be five minutes fast.
    #[must_use]
    pub fn has_expired(&self, now: SystemTime) -> bool {
        has_expired(&self.certificate, now)
    }
}

/// As a server would see it, whose look at a certificate begins with its time.
fn has_expired(certificate: &CertificateDer<'static>, now: SystemTime) -> bool {
    let mut roots = RootCertStore::empty();
    // Some authority there must be; whether it signed this one is not asked here.
    let _ = roots.add(certificate.clone());
    let provider = Arc::new(ring::default_provider());
    let server = WebPkiClientVerifier::builder_with_provider(roots.into(), provider).build();
    let Ok(server) = server else { return false };
    let now = now.duration_since(UNIX_EPOCH).unwrap_or_default().saturating_sub(SKEW);
    let seen = server.verify_client_cert(certificate, &[], UnixTime::since_unix_epoch(now));
    matches!(
        seen,
        Err(rustls::Error::InvalidCertificate(
            CertificateError::Expired | CertificateError::ExpiredContext { .. }
        ))
    )
}
