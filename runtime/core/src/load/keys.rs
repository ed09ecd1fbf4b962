use std::ffi::OsStr;

use zeroize::Zeroizing;

use super::loader::Loader;
use crate::contract::{
    DecodeRequest, Decoder, KeyProvider, Keys, Opener, SecretFiles, SourceError, Surroundings,
    Until,
};
use crate::secret::wipe_stack;
use crate::source::{KeyRing, WantedNames};

impl Loader {
    /// Lends out the key providers that a load would ask: those that are registered, and those of `openers`, opened from
    /// the loader's environment. For tools that open an encrypted file without a manifest.
    ///
    /// `identity_file` and `secret` are what a manifest would name with `identity_file` and `decrypt_with`.
    pub fn with_keys<T>(
        &self,
        openers: &'static [&'static Opener<dyn KeyProvider>],
        identity_file: Option<&[u8]>,
        secret: Option<&[u8]>,
        work: impl FnOnce(Keys<'_>) -> T,
    ) -> T {
        let wanted =
            if self.isolated { WantedNames::default() } else { WantedNames::of_keys(openers) };
        let environment = self.variables.snapshot(wanted);
        let done = work(Keys::new(&KeyRing {
            registered: &self.key_providers,
            openers,
            opened: &self.opened,
            environment: &environment,
            rules: &self.files,
            identity_file,
            secret,
            until: Until::default(),
        }));
        wipe_stack();
        done
    }

    /// Decrypts a content with keys that [`with_keys`](Self::with_keys) lends, by a decoder that needs no variables.
    ///
    /// # Errors
    ///
    /// As when the file is loaded.
    pub fn decode(
        decoder: &'static Opener<dyn Decoder>,
        content: &[u8],
        file_name: Option<&OsStr>,
        keys: Keys<'_>,
    ) -> Result<Zeroizing<Vec<u8>>, SourceError> {
        let surroundings = Surroundings::new(Vec::new(), SecretFiles::default());
        decoder.open(&surroundings)?.decode(&DecodeRequest::new(content, file_name, keys))
    }
}
