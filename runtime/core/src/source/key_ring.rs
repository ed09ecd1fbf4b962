use std::sync::Arc;

use zeroize::Zeroizing;

use super::environment::Environment;
use crate::contract::{
    KeyProvider, Opened, Opener, SecretFiles, SourceError, Until, UnwrapKeys, UnwrapRequest,
    WrappedKey,
};
use crate::file::FileRules;

/// The key providers for one file.
pub(crate) struct KeyRing<'a> {
    pub(crate) registered: &'a [(String, Arc<dyn KeyProvider>)],
    pub(crate) openers: &'static [&'static Opener<dyn KeyProvider>],
    pub(crate) opened: &'a Opened,
    pub(crate) environment: &'a Environment,
    pub(crate) rules: &'a FileRules,
    pub(crate) identity_file: Option<&'a [u8]>,
    pub(crate) secret: Option<&'a [u8]>,
    pub(crate) until: Until,
}

impl UnwrapKeys for KeyRing<'_> {
    fn unwrap_key(
        &self,
        keys: &[WrappedKey<'_>],
    ) -> Result<Option<Zeroizing<Vec<u8>>>, SourceError> {
        let files = SecretFiles::by(self.rules);
        let mut request = UnwrapRequest::new(keys).with_files(&files).by(self.until);
        if let Some(content) = self.identity_file {
            request = request.with_identity_file(content);
        }
        if let Some(secret) = self.secret {
            request = request.with_secret(secret);
        }
        let mut failed = None;
        for (_, provider) in self.registered.iter().rev() {
            match provider.unwrap_key(&request) {
                Ok(Some(key)) => return Ok(Some(key)),
                Ok(None) => {}
                Err(error) => failed = failed.or(Some(error)),
            }
        }
        for opener in self.openers {
            if self.registered.iter().any(|(name, _)| name == opener.name()) {
                continue;
            }
            let surroundings = self.environment.surroundings(opener.variables(), self.rules);
            let provider = self.opened.key_provider(opener, &surroundings);
            match provider.map(|provider| provider.unwrap_key(&request)) {
                Ok(Ok(Some(key))) => return Ok(Some(key)),
                Ok(Ok(None)) => {}
                Ok(Err(error)) => failed = failed.or(Some(error)),
                // A store that nobody set up says nothing of a file that is not for it.
                Err(error) => {
                    let is_meant = keys.iter().any(|key| key.scheme() == opener.name());
                    failed = failed.or(is_meant.then_some(error));
                }
            }
        }
        failed.map_or(Ok(None), Err)
    }

    #[cfg(feature = "tools")]
    fn wrap_key(
        &self,
        recipient: &WrappedKey<'_>,
        key: &[u8],
    ) -> Result<Option<Vec<u8>>, SourceError> {
        let mut failed = None;
        for (_, provider) in self.registered.iter().rev() {
            match provider.wrap_key(recipient, key) {
                Ok(Some(wrapped)) => return Ok(Some(wrapped)),
                Ok(None) => {}
                Err(error) => failed = failed.or(Some(error)),
            }
        }
        let is_registered = |of: &str| self.registered.iter().any(|(name, _)| name == of);
        for opener in self.openers {
            // No other store is opened for nothing.
            if opener.name() != recipient.scheme() || is_registered(opener.name()) {
                continue;
            }
            let surroundings = self.environment.surroundings(opener.variables(), self.rules);
            let provider = self.opened.key_provider(opener, &surroundings);
            match provider.and_then(|provider| provider.wrap_key(recipient, key)) {
                Ok(Some(wrapped)) => return Ok(Some(wrapped)),
                Ok(None) => {}
                Err(error) => failed = failed.or(Some(error)),
            }
        }
        failed.map_or(Ok(None), Err)
    }
}
