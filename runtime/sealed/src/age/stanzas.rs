//! What a header holds for its recipients, between the library's types and the core's.

use core::cell::Cell;

use age::secrecy::ExposeSecret;
use age::{DecryptError, Identity};
use age_core::format::{FileKey, Stanza};
use provider_credentials_core::{Keys, SourceError, WrappedKey};
use zeroize::{Zeroize, Zeroizing};

/// The scheme of wrapped keys.
const SCHEME: &str = "age";

/// The key providers, as the library asks an identity.
pub(super) struct Providers<'k> {
    keys: Keys<'k>,
    /// What else is known of the recipient.
    params: &'k [(&'k str, &'k str)],
    /// What the library has no room for.
    failure: Cell<Option<SourceError>>,
}

impl<'k> Providers<'k> {
    pub(super) fn new(keys: Keys<'k>) -> Self {
        Self::with_params(keys, &[])
    }

    pub(super) fn with_params(keys: Keys<'k>, params: &'k [(&'k str, &'k str)]) -> Self {
        Self { keys, params, failure: Cell::new(None) }
    }

    /// Why there was no key, if a provider said so.
    pub(super) fn failure(&self) -> Option<SourceError> {
        self.failure.get()
    }
}

impl Identity for Providers<'_> {
    fn unwrap_stanza(&self, stanza: &Stanza) -> Option<Result<FileKey, DecryptError>> {
        self.unwrap_stanzas(core::slice::from_ref(stanza))
    }

    fn unwrap_stanzas(&self, stanzas: &[Stanza]) -> Option<Result<FileKey, DecryptError>> {
        let params: Vec<Vec<(&str, &str)>> =
            stanzas.iter().map(|stanza| params(stanza, self.params)).collect();
        let wrapped: Vec<WrappedKey<'_>> = stanzas
            .iter()
            .zip(&params)
            .map(|(stanza, params)| WrappedKey::new(SCHEME, params, &stanza.body))
            .collect();
        match self.keys.unwrap_key(&wrapped) {
            Ok(Some(key)) => Some(file_key(&key)),
            Ok(None) => None,
            Err(failure) => {
                self.failure.set(Some(failure));
                Some(Err(DecryptError::NoMatchingKeys))
            }
        }
    }
}

fn params<'p>(stanza: &'p Stanza, more: &[(&'p str, &'p str)]) -> Vec<(&'p str, &'p str)> {
    let tag = ("tag", stanza.tag.as_str());
    let args = stanza.args.iter().map(|arg| ("arg", arg.as_str()));
    core::iter::once(tag).chain(args).chain(more.iter().copied()).collect()
}

fn file_key(key: &[u8]) -> Result<FileKey, DecryptError> {
    FileKey::try_init_with_mut(|place| {
        if key.len() != place.len() {
            return Err(DecryptError::DecryptionFailed);
        }
        place.copy_from_slice(key);
        Ok(())
    })
}

/// The stanzas among wrapped keys.
pub(crate) fn stanzas(keys: &[WrappedKey<'_>]) -> Vec<Stanza> {
    let ours = keys.iter().filter(|key| key.scheme() == SCHEME);
    ours.map(|key| Stanza {
        tag: key.param("tag").unwrap_or_default().to_owned(),
        args: key.params_named("arg").map(str::to_owned).collect(),
        body: key.bytes().to_vec(),
    })
    .collect()
}

/// A file's key in a buffer that is wiped.
pub(super) fn bytes_of(key: &FileKey) -> Zeroizing<Vec<u8>> {
    let mut bytes = *key.expose_secret();
    let copied = Zeroizing::new(bytes.to_vec());
    bytes.zeroize();
    copied
}
