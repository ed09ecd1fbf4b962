use core::fmt;

use zeroize::Zeroizing;

use super::error::SourceError;
use super::key_provider::WrappedKey;

/// The key providers that may open a file: those that the program registers, and those that are opened from their usual
/// environment. A [`Decoder`](crate::Decoder) gets them with the file.
#[derive(Clone, Copy)]
pub struct Keys<'a>(&'a dyn UnwrapKeys);

/// What has the providers, which is further up.
pub(crate) trait UnwrapKeys {
    fn unwrap_key(
        &self,
        keys: &[WrappedKey<'_>],
    ) -> Result<Option<Zeroizing<Vec<u8>>>, SourceError>;

    #[cfg(feature = "tools")]
    fn wrap_key(
        &self,
        recipient: &WrappedKey<'_>,
        key: &[u8],
    ) -> Result<Option<Vec<u8>>, SourceError>;
}

impl<'a> Keys<'a> {
    pub(crate) fn new(providers: &'a dyn UnwrapKeys) -> Self {
        Self(providers)
    }

    /// Unwraps any one of these keys, which all hold the same. Registered providers are asked first, the last one
    /// before the others; one that is registered under the name of a usual provider replaces it. A usual provider that
    /// cannot be opened counts only if one of the keys has its name as its scheme.
    ///
    /// # Errors
    ///
    /// If no provider can: the first error that one of them gave, or else none, which is `Ok(None)`: the file is for
    /// nobody here.
    pub fn unwrap_key(
        &self,
        keys: &[WrappedKey<'_>],
    ) -> Result<Option<Zeroizing<Vec<u8>>>, SourceError> {
        self.0.unwrap_key(keys)
    }

    /// Wraps a key for a recipient: a [`WrappedKey`] without bytes. The providers are asked in the same order. Feature
    /// `tools`.
    ///
    /// # Errors
    ///
    /// If no provider can: the first error that one of them gave, or else none, which is `Ok(None)`: nobody here knows how.
    #[cfg(feature = "tools")]
    pub fn wrap_key(
        &self,
        recipient: &WrappedKey<'_>,
        key: &[u8],
    ) -> Result<Option<Vec<u8>>, SourceError> {
        self.0.wrap_key(recipient, key)
    }
}

/// Shows nothing of them.
impl fmt::Debug for Keys<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keys").finish_non_exhaustive()
    }
}
