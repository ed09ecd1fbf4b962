//! A private key that signs in its token, and stays there.

use provider_credentials_core::{KeySigner, SecretFiles, SourceError};

use crate::failures::MECHANISM_OF_TLS;
use crate::pkcs11::Pkcs11;
use crate::place::Place;
use crate::scheme::{Kind, Scheme};
use crate::uri::{Class, Object};

/// With its place, in which it is looked up for each signature: the token may have been away.
pub(crate) struct TokenKey {
    pub(crate) pkcs11: Pkcs11,
    /// Those of the load that found it.
    pub(crate) files: SecretFiles,
    pub(crate) place: Place,
    pub(crate) object: Object,
    pub(crate) kind: Kind,
    /// Empty if nobody asks for it.
    pub(crate) public_key: Vec<u8>,
}

impl KeySigner for TokenKey {
    fn public_key(&self) -> &[u8] {
        &self.public_key
    }

    fn schemes(&self) -> &[u16] {
        self.kind.schemes()
    }

    fn sign(&self, scheme: u16, message: &[u8]) -> Result<Vec<u8>, SourceError> {
        let scheme = Scheme::numbered(scheme).ok_or(MECHANISM_OF_TLS)?;
        let (object, message) = (self.object.clone(), message.to_vec());
        let settings = self.pkcs11.settings();
        self.pkcs11.worker().run(&self.place, settings.time_limit, &self.files, move |session| {
            session.sign(session.key(&object, Class::Private)?, scheme, &message)
        })
    }
}
