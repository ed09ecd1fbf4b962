use std::sync::LazyLock;

use provider_credentials_core::{LoadError, Secret};
use rustls_pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use zeroize::Zeroizing;

use crate::base64;
use crate::identity::{Identity, PrivateKey};

provider_credentials_core::__credential_handle! {
    /// A certificate with its chain and its private key: `type: client_certificate`.
    ///
    /// A handle, as [`Credential`](provider_credentials_core::Credential) is. When it loaded, the key belonged to the
    /// certificate, each certificate of the chain was issued by the next, and all of them were valid.
    ///
    /// ```yaml
    /// provider_credentials:
    ///   - id: broker
    ///     provider: kafka
    ///     auth:
    ///       type: client_certificate
    ///       private_key: { source: file, file_path: /run/secrets/client.key }
    ///       certificate: { source: file, file_path: /etc/my-agent/client.crt }
    /// ```
    ///
    /// # In clients
    ///
    /// With feature `rustls`, `client_config` gives a configuration for rustls and what is built on it, and
    /// `client_cert_resolver` one whose certificate can be replaced. Other clients take PEM or DER; `examples/mtls` is a
    /// program with rustls, `hyper-rustls`, `ureq` and `native-tls`.
    ///
    /// ```text
    /// // rustls; hyper-rustls
    /// let config = broker.client_cert_resolver()?.client_config(roots)?;
    /// let connector = HttpsConnectorBuilder::new().with_tls_config(config).https_only().enable_http1().build();
    /// // reqwest 0.13, with its feature for rustls: that configuration, or a copy of the PEM
    /// let client = reqwest::Client::builder().tls_backend_preconfigured(config).build()?;
    /// let identity = reqwest::Identity::from_pem(broker.pem()?.expose_secret().as_bytes())?;
    /// // tonic
    /// let key = broker.private_key_pem()?;
    /// let identity = tonic::transport::Identity::from_pem(broker.certificate_chain_pem()?, key.expose_secret());
    /// let tls = tonic::transport::ClientTlsConfig::new().identity(identity);
    /// // native-tls
    /// let chain = broker.certificate_chain_pem()?;
    /// let identity = native_tls::Identity::from_pkcs8(chain.as_bytes(), key.expose_secret().as_bytes())?;
    /// ```
    ///
    /// # A key that stays in its token
    ///
    /// With `private_key: { source: pkcs11, pkcs11_uri: "pkcs11:token=agents;object=client;type=private" }`, the key signs
    /// in the token at each handshake, and nothing of it is in the program. `client_config` and `client_cert_resolver` work
    /// as with any key. What needs the key's bytes fails with `key_not_exportable`: `secret`, and here
    /// [`private_key_der`](Self::private_key_der), [`private_key_pem`](Self::private_key_pem) and [`pem`](Self::pem).
    ///
    /// The access that is recorded (feature `access`) is the call that gives the resolver or the configuration, as for other
    /// keys. The handshakes afterwards are none: the token can count what it signs.
    ///
    /// # When it expires
    ///
    /// `certificate_expires_soon` among the [warnings](provider_credentials_core::Metadata::warnings) has the days that
    /// are left, and [`good_until`](provider_credentials_core::Metadata::good_until) is when the first certificate of the
    /// chain expires. To load the credential again does not change a client that was built before:
    ///
    /// - A client keeps the certificate that it was built with, and presents it when it has expired too. Build it anew, or
    ///   let rustls ask a `CertificateResolver`.
    /// - A connection that is open goes on as whom it began. Limit how long those of a pool live.
    /// - A session that is resumed (RFC 8446, section 2.2) skips the certificate, and the server remembers the old one.
    ///
    /// # Memory
    ///
    /// The private key is wiped when the last handle goes. Copies that clients keep are theirs to wipe. PKCS#12 (feature
    /// `pkcs12`) is opened by a crate that does not wipe what it copies.
    CertificateCredential
}

impl<C> CertificateCredential<C> {
    /// With its private key, which is an access.
    #[cfg(feature = "rustls")]
    #[track_caller]
    pub(crate) fn identity(&self) -> Result<&Identity, LoadError> {
        Ok(self.assembled()?.unwrap_or_else(|| none()))
    }

    /// The private key as PKCS#8, which is an access; the error of the secret if the key signs where it is.
    #[track_caller]
    fn pkcs8(&self) -> Result<&[u8], LoadError> {
        self.secret()?;
        match &self.inspected()?.key {
            PrivateKey::Pkcs8(key) => Ok(key),
            // Of which `secret` is an error.
            PrivateKey::Signer(_) => Ok(&[]),
        }
    }

    /// For what everybody may know of it.
    fn chain(&self) -> Result<&[CertificateDer<'static>], LoadError> {
        Ok(&self.inspected()?.chain)
    }

    fn inspected(&self) -> Result<&Identity, LoadError> {
        Ok(self.inspect()?.unwrap_or_else(|| none()))
    }

    /// The certificate and those of its issuers, each followed by that of its own issuer.
    ///
    /// # Errors
    ///
    /// Why the credential is not loaded.
    pub fn certificate_chain_der(&self) -> Result<&[CertificateDer<'static>], LoadError> {
        self.chain()
    }

    /// The private key, as PKCS#8 whatever it was in: without passphrase, and with its public key.
    ///
    /// It borrows from memory that is wiped when the last handle goes.
    ///
    /// # Errors
    ///
    /// Why the credential is not loaded, or that its key stays in its token (`key_not_exportable`).
    #[track_caller]
    pub fn private_key_der(&self) -> Result<PrivateKeyDer<'_>, LoadError> {
        Ok(PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(self.pkcs8()?)))
    }

    /// [The chain](Self::certificate_chain_der) in PEM.
    ///
    /// # Errors
    ///
    /// Why the credential is not loaded.
    pub fn certificate_chain_pem(&self) -> Result<String, LoadError> {
        let chain = self.chain()?;
        let mut pem = String::with_capacity(chain.iter().map(|one| length(CERTIFICATE, one)).sum());
        for certificate in chain {
            write(CERTIFICATE, certificate, &mut pem);
        }
        Ok(pem)
    }

    /// [The private key](Self::private_key_der) in PEM: PKCS#8, without passphrase.
    ///
    /// # Errors
    ///
    /// Why the credential is not loaded, or that its key stays in its token (`key_not_exportable`).
    #[track_caller]
    pub fn private_key_pem(&self) -> Result<Secret, LoadError> {
        let key = self.pkcs8()?;
        // A buffer that grew would leave a copy behind.
        let mut pem = Zeroizing::new(String::with_capacity(length(KEY, key)));
        write(KEY, key, &mut pem);
        Ok(Secret::from(pem.as_str()))
    }

    /// The private key and the chain in one PEM text, as some clients take them.
    ///
    /// # Errors
    ///
    /// Why the credential is not loaded, or that its key stays in its token (`key_not_exportable`).
    #[track_caller]
    pub fn pem(&self) -> Result<Secret, LoadError> {
        let (key, chain) = (self.pkcs8()?, self.chain()?);
        let chain_length: usize = chain.iter().map(|one| length(CERTIFICATE, one)).sum();
        let mut pem = Zeroizing::new(String::with_capacity(length(KEY, key) + chain_length));
        write(KEY, key, &mut pem);
        for certificate in chain {
            write(CERTIFICATE, certificate, &mut pem);
        }
        Ok(Secret::from(pem.as_str()))
    }
}

/// Every credential of this kind that is loaded has an identity.
fn none() -> &'static Identity {
    static NONE: LazyLock<Identity> = LazyLock::new(Identity::none);

    &NONE
}

const CERTIFICATE: &str = "CERTIFICATE";
const KEY: &str = "PRIVATE KEY";

/// RFC 7468, section 3.
fn write(label: &str, der: &[u8], pem: &mut String) {
    for piece in ["-----BEGIN ", label, "-----\n"] {
        pem.push_str(piece);
    }
    base64::encode_lines(der, pem);
    for piece in ["-----END ", label, "-----\n"] {
        pem.push_str(piece);
    }
}

fn length(label: &str, der: &[u8]) -> usize {
    "-----BEGIN -----\n-----END -----\n".len() + 2 * label.len() + base64::encoded_length(der)
}
