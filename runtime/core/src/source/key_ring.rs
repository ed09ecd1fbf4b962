use std::sync::Arc;

use zeroize::Zeroizing;

use super::environment::Environment;
use crate::contract::{
    KeyProvider, Opened, Opener, SourceError, UnwrapKeys, UnwrapRequest, WrappedKey,
};
use crate::file::FileRules;

/// The key providers for one file.
pub(super) struct KeyRing<'a> {
    pub(super) registered: &'a [(String, Arc<dyn KeyProvider>)],
    pub(super) openers: &'static [&'static Opener<dyn KeyProvider>],
    pub(super) opened: &'a Opened,
    pub(super) environment: &'a Environment,
    pub(super) rules: &'a FileRules,
    pub(super) identity_file: Option<&'a [u8]>,
    pub(super) secret: Option<&'a [u8]>,
}

impl UnwrapKeys for KeyRing<'_> {
    fn unwrap_key(
        &self,
        keys: &[WrappedKey<'_>],
    ) -> Result<Option<Zeroizing<Vec<u8>>>, SourceError> {
        let mut request = UnwrapRequest::new(keys);
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
            match provider.and_then(|provider| provider.unwrap_key(&request)) {
                Ok(Some(key)) => return Ok(Some(key)),
                Ok(None) => {}
                Err(error) => failed = failed.or(Some(error)),
            }
        }
        failed.map_or(Ok(None), Err)
    }
}
