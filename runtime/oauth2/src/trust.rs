//! Whom a connection trusts, and what it shows: nothing here is asked of the network.

use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use provider_credentials_core::SourceError;
use rustls::client::Resumption;
use rustls::crypto::ring;
use rustls::crypto::ring::sign::any_supported_type;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{
    CertificateDer, PrivateKeyDer, PrivatePkcs1KeyDer, PrivatePkcs8KeyDer, PrivateSec1KeyDer,
    UnixTime,
};
use rustls::server::WebPkiClientVerifier;
use rustls::sign::{CertifiedKey, SingleCertAndKey};
use rustls::{CertificateError, ClientConfig, InconsistentKeys, RootCertStore};

use crate::pem::{self, Form};

#[derive(Default)]
pub(crate) struct Trust {
    /// In place of the system's authorities.
    authorities: Option<RootCertStore>,
    client: Option<Arc<SingleCertAndKey>>,
}

const NO_CERTIFICATE: SourceError = SourceError::new(
    "oauth2_no_certificate",
    "has no certificate in PEM",
    "give it the whole certificate, from `-----BEGIN` to `-----END`",
);

const UNUSABLE_KEY: SourceError = SourceError::new(
    "oauth2_key_unusable",
    "has no private key that TLS can use",
    "give it the key of the `certificate` in PEM, without a passphrase",
);

const OTHER_KEY: SourceError = SourceError::new(
    "oauth2_certificate_of_other_key",
    "has the certificate of another key",
    "give it the certificate of the `private_key`, and those of its issuers behind it",
);

const UNUSABLE: SourceError = SourceError::new(
    "oauth2_certificate_unusable",
    "has no certificate of an authority that TLS can use",
    "give it what `openssl x509 -in CA` writes of a certificate in X.509 version 3",
);

const EXPIRED: SourceError =
    SourceError::new("oauth2_certificate_expired", "has expired", "have a new one issued");

/// By how much clocks may differ.
const SKEW: Duration = Duration::from_secs(300);

impl Trust {
    /// Trusts these authorities, in PEM, and no other.
    pub(crate) fn with_authorities(mut self, text: &str) -> Result<Self, SourceError> {
        let mut roots = RootCertStore::empty();
        // What of them cannot be read is not trusted; without any, no server would be.
        let (added, _) = roots.add_parsable_certificates(certificates(text)?);
        if added == 0 {
            return Err(UNUSABLE);
        }
        self.authorities = Some(roots);
        Ok(self)
    }

    /// Shows this certificate with its key, both in PEM. Says which of the two cannot be used.
    pub(crate) fn with_client(
        mut self,
        certificate: &str,
        private_key: &str,
        now: SystemTime,
    ) -> Result<Self, (&'static str, SourceError)> {
        let pair = pair(certificate, private_key)?;
        if pair.cert.first().is_some_and(|first| has_expired(first, now)) {
            return Err(("certificate", EXPIRED));
        }
        self.client = Some(Arc::new(SingleCertAndKey::from(pair)));
        Ok(self)
    }

    /// By one provider of cryptography, whatever the process has chosen for others.
    pub(crate) fn config(&self) -> Result<ClientConfig, rustls::Error> {
        let provider = Arc::new(ring::default_provider());
        let builder = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_root_certificates(self.roots());
        let mut config = match &self.client {
            Some(client) => {
                let client = Arc::clone(client);
                builder.with_client_cert_resolver(client)
            }
            None => builder.with_no_client_auth(),
        };
        // A token is fetched once in a while.
        config.resumption = Resumption::disabled();
        Ok(config)
    }

    fn roots(&self) -> RootCertStore {
        self.authorities.clone().unwrap_or_else(|| {
            let mut roots = RootCertStore::empty();
            roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
            roots
        })
    }
}

/// A certificate with its own key, both in PEM. Says which of the two cannot be used.
pub(crate) fn pair(
    certificate: &str,
    private_key: &str,
) -> Result<CertifiedKey, (&'static str, SourceError)> {
    let chain = certificates(certificate).map_err(|error| ("certificate", error))?;
    let unusable = ("private_key", UNUSABLE_KEY);
    let (form, der) = pem::private_key(private_key).ok_or(unusable)?;
    let key = match form {
        Form::Pkcs8 => PrivateKeyDer::from(PrivatePkcs8KeyDer::from(&der[..])),
        Form::Pkcs1 => PrivateKeyDer::from(PrivatePkcs1KeyDer::from(&der[..])),
        Form::Sec1 => PrivateKeyDer::from(PrivateSec1KeyDer::from(&der[..])),
        Form::Encrypted => return Err(unusable),
    };
    let key = any_supported_type(&key).map_err(|_| unusable)?;
    let pair = CertifiedKey::new(chain, key);
    match pair.keys_match() {
        Ok(()) | Err(rustls::Error::InconsistentKeys(InconsistentKeys::Unknown)) => Ok(pair),
        Err(rustls::Error::InconsistentKeys(_)) => Err(("certificate", OTHER_KEY)),
        Err(_) => Err(("certificate", NO_CERTIFICATE)),
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

/// All in a text.
fn certificates(text: &str) -> Result<Vec<CertificateDer<'static>>, SourceError> {
    let mut all = Vec::new();
    for certificate in CertificateDer::pem_slice_iter(text.as_bytes()) {
        all.push(certificate.map_err(|_| NO_CERTIFICATE)?);
    }
    if all.is_empty() { Err(NO_CERTIFICATE) } else { Ok(all) }
}
