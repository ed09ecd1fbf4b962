use core::fmt;
use core::time::Duration;

use zeroize::Zeroizing;

use super::error::SourceError;
use super::files::SecretFiles;
use super::needed::Needed;
use super::until::Until;

/// What opens the keys of encrypted files: an identity file, a passphrase, a key in a KMS or an HSM.
///
/// An encrypted file is encrypted by a key of its own, and holds that key once for each recipient, wrapped. A
/// [`Decoder`](crate::Decoder) reads the file, and asks the key providers to unwrap it. So a store only has to know its
/// own keys, and a format only its files.
///
/// Where nothing is registered with [`Loader::with_key_provider`](crate::Loader::with_key_provider), a provider is
/// opened from its usual environment by an [`Opener`](crate::Opener), as a source is.
///
/// ```
/// # use provider_credentials_core as provider_credentials;
/// use provider_credentials::{KeyProvider, Loader, SourceError, UnwrapRequest};
/// use zeroize::Zeroizing;
///
/// /// A KMS, by its client.
/// struct Acme;
///
/// const UNREACHABLE: SourceError = SourceError::new(
///     "acme_kms_unreachable",
///     "the KMS cannot be reached",
///     "check the network",
/// )
/// .retryable();
///
/// impl Acme {
///     fn decrypt(&self, key: &str, wrapped: &[u8]) -> Result<Zeroizing<Vec<u8>>, SourceError> {
///         # _ = (key, wrapped);
///         // ... a request with a time limit of its own
///         Err(UNREACHABLE)
///     }
/// }
///
/// impl KeyProvider for Acme {
///     fn unwrap_key(
///         &self,
///         request: &UnwrapRequest<'_>,
///     ) -> Result<Option<Zeroizing<Vec<u8>>>, SourceError> {
///         request.unwrap_first("acme", |wrapped| {
///             self.decrypt(wrapped.param("key").unwrap_or_default(), wrapped.bytes())
///         })
///     }
/// }
///
/// let loader = Loader::new().with_key_provider("acme", Acme);
/// ```
pub trait KeyProvider: Send + Sync {
    /// Unwraps any one of the keys, which all hold the same; `None` if none of them is for this provider.
    ///
    /// Called on the thread that loads, once for each encrypted file (of a file whose key is shared out, once for each
    /// share), and nothing ends it: what may block needs a limit of its own, within [`UnwrapRequest::time_left`]. A panic
    /// fails the credentials of that file.
    ///
    /// # Errors
    ///
    /// Why a key that is for this provider cannot be unwrapped: the server cannot be reached, the passphrase is wrong.
    /// The other providers are asked all the same. Only if none of them can unwrap a key, the credential's error is the
    /// first of these.
    fn unwrap_key(
        &self,
        request: &UnwrapRequest<'_>,
    ) -> Result<Option<Zeroizing<Vec<u8>>>, SourceError>;

    /// Wraps a key for a recipient, for tools that write encrypted files. `None` if the recipient is not for this provider,
    /// or if the provider cannot wrap, as this method does unless it is written.
    ///
    /// # Errors
    ///
    /// Why a key cannot be wrapped for a recipient that is for this provider.
    fn wrap_key(
        &self,
        _recipient: &WrappedKey<'_>,
        _key: &[u8],
    ) -> Result<Option<Vec<u8>>, SourceError> {
        Ok(None)
    }
}

/// What a [`KeyProvider`] is asked: the same key, wrapped for one or more recipients.
#[derive(Clone, Copy)]
pub struct UnwrapRequest<'a> {
    keys: &'a [WrappedKey<'a>],
    identity_file: Option<&'a [u8]>,
    secret: Option<&'a [u8]>,
    files: Option<&'a SecretFiles>,
    until: Until,
}

impl<'a> UnwrapRequest<'a> {
    /// A request for any one of these keys, of a file for which the manifest names nothing that opens it. A provider that
    /// hands on to others gives them such requests; tests do.
    #[must_use]
    pub fn new(keys: &'a [WrappedKey<'a>]) -> Self {
        let until = Until::default();
        Self { keys, identity_file: None, secret: None, files: None, until }
    }

    /// The same, with the content of an identity file.
    #[must_use]
    pub const fn with_identity_file(mut self, content: &'a [u8]) -> Self {
        self.identity_file = Some(content);
        self
    }

    /// The same, with the secret of a credential.
    #[must_use]
    pub const fn with_secret(mut self, secret: &'a [u8]) -> Self {
        self.secret = Some(secret);
        self
    }

    /// The same, with what reads the provider's own files.
    #[must_use]
    pub const fn with_files(mut self, files: &'a SecretFiles) -> Self {
        self.files = Some(files);
        self
    }

    /// The same, with a limit from now on.
    #[must_use]
    pub fn within(self, limit: Duration) -> Self {
        self.by(Until::after(limit))
    }

    pub(crate) fn by(mut self, until: Until) -> Self {
        self.until = until;
        self
    }

    /// The wrapped keys, in the order of the file.
    #[must_use]
    pub const fn keys(&self) -> &'a [WrappedKey<'a>] {
        self.keys
    }

    /// The first of the keys with that scheme that `unwrap` can unwrap, `None` if there is none with it: what a provider does
    /// whose keys are independent of each other.
    ///
    /// # Errors
    ///
    /// The first error, if none of them can be unwrapped.
    pub fn unwrap_first(
        &self,
        scheme: &str,
        mut unwrap: impl FnMut(&WrappedKey<'a>) -> Result<Zeroizing<Vec<u8>>, SourceError>,
    ) -> Result<Option<Zeroizing<Vec<u8>>>, SourceError> {
        let mut failed = None;
        for key in self.keys.iter().filter(|key| key.scheme() == scheme) {
            match unwrap(key) {
                Ok(key) => return Ok(Some(key)),
                Err(error) => failed = failed.or(Some(error)),
            }
        }
        failed.map_or(Ok(None), Err)
    }

    /// The content of the file that the manifest's `identity_file` names. If it or [`secret`](Self::secret) is there, a
    /// provider that can do with it looks for nothing else.
    #[must_use]
    pub const fn identity_file(&self) -> Option<&'a [u8]> {
        self.identity_file
    }

    /// The secret of the credential that the manifest's `decrypt_with` names: the key itself or a passphrase, or if there
    /// is an identity file, the passphrase of that.
    #[must_use]
    pub const fn secret(&self) -> Option<&'a [u8]> {
        self.secret
    }

    /// Files that the provider needs itself, by the rules of the loader: its base directory, its limits, its
    /// [`Permissions`](crate::Permissions). Outside of a load, by those of [`Loader::new`](crate::Loader::new).
    #[must_use]
    pub fn files(&self) -> SecretFiles {
        self.files.cloned().unwrap_or_default()
    }

    /// How long the load still waits for the key of this file: as for a source, by
    /// [`Loader::source_timeout`](crate::Loader::source_timeout) since the file is opened, and
    /// [`Loader::load_timeout`](crate::Loader::load_timeout). The load does not go on before the provider answers, so end all
    /// requests before. `None` if the platform has no clock, or outside of a load.
    #[must_use]
    pub fn time_left(&self) -> Option<Duration> {
        self.until.left()
    }

    /// The same time and files, for what a provider shares with a source of its own: without secrets.
    #[must_use]
    pub fn needed(&self) -> Needed {
        Needed::new(Vec::new(), self.files()).by(self.until)
    }
}

/// Shows how many keys there are, and what opens them.
impl fmt::Debug for UnwrapRequest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnwrapRequest")
            .field("keys", &self.keys.len())
            .field("has_identity_file", &self.identity_file.is_some())
            .field("has_secret", &self.secret.is_some())
            .finish()
    }
}

/// A key of an encrypted file, as the file holds it for one recipient; without bytes, that recipient.
///
/// | scheme | is | parameters |
/// |---|---|---|
/// | `age` | a stanza of an age header | `tag`, and an `arg` for each argument |
/// | `vault` | a key by Vault's transit engine | `address`, `engine`, `key` |
/// | `aws_kms` | a key by AWS KMS | `arn`, `role`, `profile`, `context.NAME` |
/// | `azure_key_vault` | a key by Azure Key Vault | `url`, `name`, `version` |
/// | `gcp_kms` | a key by Google Cloud KMS | `resource` |
/// | `jwe` | an encrypted key of RFC 7516; no bytes where the key is agreed on or given (`ECDH-ES`, `dir`) | the members of the header that are text, `epk` and `clevis` as JSON |
///
/// A scheme of your own is any other word.
#[derive(Clone, Copy)]
pub struct WrappedKey<'a> {
    scheme: &'a str,
    params: &'a [(&'a str, &'a str)],
    bytes: &'a [u8],
}

impl<'a> WrappedKey<'a> {
    /// A key as a file has it.
    #[must_use]
    pub const fn new(scheme: &'a str, params: &'a [(&'a str, &'a str)], bytes: &'a [u8]) -> Self {
        Self { scheme, params, bytes }
    }

    /// Whose key wraps it, and how.
    #[must_use]
    pub const fn scheme(&self) -> &'a str {
        self.scheme
    }

    /// The first parameter of that name. All of them come from the file, which anybody may have written.
    #[must_use]
    pub fn param(&self, name: &str) -> Option<&'a str> {
        self.params_named(name).next()
    }

    /// Every parameter of that name, in the order of the file.
    pub fn params_named<'n>(&self, name: &'n str) -> impl Iterator<Item = &'a str> + use<'a, 'n> {
        let params: &'a [(&'a str, &'a str)] = self.params;
        params.iter().filter(move |(known, _)| *known == name).map(|(_, value)| *value)
    }

    /// Every parameter, in the order of the file.
    #[must_use]
    pub const fn params(&self) -> &'a [(&'a str, &'a str)] {
        self.params
    }

    /// The wrapped key.
    #[must_use]
    pub const fn bytes(&self) -> &'a [u8] {
        self.bytes
    }
}

/// Shows the scheme and the names of the parameters.
impl fmt::Debug for WrappedKey<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut names = Vec::with_capacity(self.params.len());
        for (name, _) in self.params {
            names.push(*name);
        }
        let scheme = self.scheme;
        f.debug_struct("WrappedKey")
            .field("scheme", &scheme)
            .field("params", &names)
            .finish_non_exhaustive()
    }
}
