//! Private keys that sign for TLS and stay in the token. Feature `rustls`.

use std::sync::Arc;

use provider_credentials_core::{Needed, SourceError};
use rustls::sign::SigningKey;

use crate::failures::{KEY_KIND_OF_TLS, NO_KEY_NAMED, PIN_OF_CREDENTIAL};
use crate::locate;
use crate::pin::Pin;
use crate::pkcs11::Pkcs11;
use crate::place::Place;
use crate::signer::TokenKey;
use crate::uri::{Class, Uri};

impl Pkcs11 {
    /// The private key of a URI, such as `pkcs11:token=agents;object=client;type=private`, for a TLS client or server:
    /// RSA, or ECDSA with P-256 or P-384. It signs in the token, and never leaves it. Feature `rustls`.
    ///
    /// The PIN is the one of the URI's `pin-source`, or that of [`Pkcs11Builder::pin`](crate::Pkcs11Builder::pin) unless it
    /// is a credential. The token is asked once here, and again for each handshake, each time within
    /// [`Pkcs11Builder::time_limit`](crate::Pkcs11Builder::time_limit); a session stays open for two seconds.
    ///
    /// ```no_run
    /// use std::sync::Arc;
    ///
    /// use provider_credentials_pkcs11::{Pkcs11Builder, Pkcs11Pin};
    /// use rustls::pki_types::CertificateDer;
    /// use rustls::sign::{CertifiedKey, SingleCertAndKey};
    /// use rustls::{ClientConfig, RootCertStore};
    ///
    /// fn client(
    ///     roots: RootCertStore,
    ///     chain: Vec<CertificateDer<'static>>,
    /// ) -> Result<ClientConfig, Box<dyn std::error::Error>> {
    ///     let pin = Pkcs11Pin::file("/run/secrets/hsm-pin");
    ///     let pkcs11 = Pkcs11Builder::new().from_environment().pin(pin).build()?;
    ///     let key = pkcs11.signing_key("pkcs11:token=agents;object=client;type=private")?;
    ///     let certified = CertifiedKey::new(chain, key);
    ///     Ok(ClientConfig::builder()
    ///         .with_root_certificates(roots)
    ///         .with_client_cert_resolver(Arc::new(SingleCertAndKey::from(certified))))
    /// }
    /// # _ = client;
    /// ```
    ///
    /// # Errors
    ///
    /// Those of the URI, the module, the token and the PIN, `pkcs11_key_not_found`, `pkcs11_key_ambiguous`, and
    /// `pkcs11_key_not_allowed` if the key is of another kind or may not sign.
    pub fn signing_key(&self, uri: &str) -> Result<Arc<dyn SigningKey>, SourceError> {
        let uri = Uri::new(uri)?;
        if !uri.object.is_named() {
            return Err(NO_KEY_NAMED);
        }
        if uri.object.class.is_some_and(|class| class != Class::Private) {
            return Err(KEY_KIND_OF_TLS);
        }
        // No loader is there whose rules could hold.
        let needed = Needed::default();
        let settings = self.settings();
        let pin = match (&uri.pin, &settings.pin) {
            (Some(file), _) => Some(Pin::in_file(&file.0, needed.files())?),
            (None, Some(pin)) if pin.id().is_some() => return Err(PIN_OF_CREDENTIAL),
            (None, Some(pin)) => Some(pin.read(&needed)?),
            (None, None) => None,
        };
        let module = locate::find(uri.module.as_ref(), settings.module.as_deref())?;
        let place = Place { module, token: Arc::new(uri.token), pin };
        let object = uri.object.clone();
        let kind =
            self.worker().run(&place, settings.time_limit, needed.files(), move |session| {
                session.signing_kind(session.key(&object, Class::Private)?)
            })?;
        let (pkcs11, files, object) = (self.clone(), needed.files().clone(), uri.object);
        let key = TokenKey { pkcs11, files, place, object, kind, public_key: Vec::new() };
        Ok(provider_credentials_certificate::signing_key(Arc::new(key)))
    }
}
