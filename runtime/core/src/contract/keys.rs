use core::fmt;
use std::sync::Arc;

use zeroize::Zeroizing;

use super::error::SourceError;
use super::key_provider::{KeyProvider, UnwrapRequest, WrappedKey};
use super::opened::Opened;
use super::opener::{Opener, Surroundings};

/// The key providers that may open a file: those that the program registers, and those that are opened from their usual
/// environment. A [`Decoder`](crate::Decoder) gets them with the file.
#[derive(Clone, Copy)]
pub struct Keys<'a> {
    pub(crate) registered: &'a [(String, Arc<dyn KeyProvider>)],
    pub(crate) openers: &'static [&'static Opener<dyn KeyProvider>],
    pub(crate) opened: &'a Opened,
    pub(crate) surroundings: &'a dyn Fn(&'static [&'static str]) -> Surroundings,
    pub(crate) identity_file: Option<&'a [u8]>,
    pub(crate) secret: Option<&'a [u8]>,
}

impl Keys<'_> {
    /// Unwraps any one of these keys, which all hold the same. Registered providers are asked first, the last one
    /// before the others; one that is registered under the name of a usual provider replaces it.
    ///
    /// # Errors
    ///
    /// If no provider can: the first error that one of them gave, or else none, which is `Ok(None)`: the file is for
    /// nobody here.
    pub fn unwrap_key(
        &self,
        keys: &[WrappedKey<'_>],
    ) -> Result<Option<Zeroizing<Vec<u8>>>, SourceError> {
        let request =
            UnwrapRequest { keys, identity_file: self.identity_file, secret: self.secret };
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
            let surroundings = (self.surroundings)(opener.variables());
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

/// Shows the names of the providers.
impl fmt::Debug for Keys<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut names = Vec::new();
        for (name, _) in self.registered {
            names.push(name.as_str());
        }
        for opener in self.openers {
            names.push(opener.name());
        }
        f.debug_struct("Keys").field("providers", &names).finish_non_exhaustive()
    }
}
