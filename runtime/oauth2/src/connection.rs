//! How a server is spoken to: TLS, limits, proxies.

use std::sync::Arc;
use std::time::{Duration, Instant};

use provider_credentials_core::SourceError;
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs1KeyDer};
use rustls::pki_types::{PrivatePkcs8KeyDer, PrivateSec1KeyDer};
use rustls::sign::CertifiedKey;
use ureq::tls::{Certificate, ClientCert, PemItem, PrivateKey, RootCerts, TlsConfig, parse_pem};
use ureq::typestate::{WithBody, WithoutBody};
use ureq::{Agent, RequestBuilder};

use crate::pem::{self, Form};

/// For all requests that one token takes.
const LIMIT: Duration = Duration::from_secs(10);

/// What a connection is made with: nothing here is asked of the network.
#[derive(Debug, Default)]
pub(crate) struct Trust {
    /// In place of the system's authorities.
    authorities: Option<Vec<Certificate<'static>>>,
    client: Option<ClientCert>,
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

impl Trust {
    /// Trusts these authorities, in PEM, and no other.
    pub(crate) fn with_authorities(mut self, text: &str) -> Result<Self, SourceError> {
        self.authorities = Some(certificates(text)?);
        Ok(self)
    }

    /// Shows this certificate with its key, both in PEM. Says which of the two cannot be used.
    pub(crate) fn with_client(
        mut self,
        certificate: &str,
        private_key: &str,
    ) -> Result<Self, (&'static str, SourceError)> {
        let chain = certificates(certificate).map_err(|error| ("certificate", error))?;
        let unusable = ("private_key", UNUSABLE_KEY);
        let (form, der) = pem::private_key(private_key).ok_or(unusable)?;
        let key = match form {
            Form::Pkcs8 => PrivateKeyDer::from(PrivatePkcs8KeyDer::from(&der[..])),
            Form::Pkcs1 => PrivateKeyDer::from(PrivatePkcs1KeyDer::from(&der[..])),
            Form::Sec1 => PrivateKeyDer::from(PrivateSec1KeyDer::from(&der[..])),
            Form::Encrypted => return Err(unusable),
        };
        // The client of HTTP would not say which is wrong: it would panic.
        let ders = chain.iter().map(|each| CertificateDer::from(each.der().to_vec())).collect();
        if let Err(error) = CertifiedKey::from_der(ders, key.clone_key(), &ring::default_provider())
        {
            let is_pair = matches!(error, rustls::Error::InconsistentKeys(_));
            return Err(if is_pair { ("certificate", OTHER_KEY) } else { unusable });
        }
        let key = PrivateKey::from_pem(private_key.as_bytes()).map_err(|_| unusable)?;
        self.client = Some(ClientCert::new_with_certs(&chain, key));
        Ok(self)
    }

    /// For one token: it is needed once in a while, so no connection is kept.
    ///
    /// A proxy of the environment is used for https alone, where it sees no more than which server is meant.
    pub(crate) fn link(&self, is_local: bool) -> Link {
        let mut tls = TlsConfig::builder()
            .unversioned_rustls_crypto_provider(provider())
            .client_cert(self.client.clone());
        if !is_local {
            tls = tls.root_certs(self.roots());
        }
        let agent = Agent::config_builder()
            .tls_config(tls.build())
            .proxy(if is_local { None } else { ureq::Proxy::try_from_env() })
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_connect(Some(LIMIT))
            .max_idle_connections(0)
            .max_response_header_size(16 * 1024)
            .input_buffer_size(32 * 1024)
            .user_agent(concat!("provider-credentials/", env!("CARGO_PKG_VERSION")))
            .accept("application/json")
            .build()
            .new_agent();
        Link { agent, end: Instant::now() + LIMIT }
    }

    fn roots(&self) -> RootCerts {
        if let Some(authorities) = &self.authorities {
            return RootCerts::new_with_certs(authorities);
        }
        // What of them cannot be read is not trusted; without any, no server is.
        let found = rustls_native_certs::load_native_certs().certs;
        let mut all = Vec::with_capacity(found.len());
        for der in &found {
            all.push(Certificate::from_der(der).to_owned());
        }
        RootCerts::new_with_certs(&all)
    }
}

/// For the requests of one token.
pub(crate) struct Link {
    agent: Agent,
    end: Instant,
}

impl Link {
    pub(crate) fn post(&self, url: &str) -> RequestBuilder<WithBody> {
        self.agent.post(url).config().timeout_global(Some(self.left())).build()
    }

    pub(crate) fn get(&self, url: &str) -> RequestBuilder<WithoutBody> {
        self.agent.get(url).config().timeout_global(Some(self.left())).build()
    }

    fn left(&self) -> Duration {
        self.end.saturating_duration_since(Instant::now()).max(Duration::from_millis(1))
    }
}

/// One, whatever the process has chosen for others.
fn provider() -> Arc<CryptoProvider> {
    Arc::new(ring::default_provider())
}

/// All in a text.
pub(crate) fn certificates(text: &str) -> Result<Vec<Certificate<'static>>, SourceError> {
    let mut all = Vec::new();
    for item in parse_pem(text.as_bytes()) {
        if let PemItem::Certificate(certificate) = item.map_err(|_| NO_CERTIFICATE)? {
            all.push(certificate);
        }
    }
    if all.is_empty() { Err(NO_CERTIFICATE) } else { Ok(all) }
}
