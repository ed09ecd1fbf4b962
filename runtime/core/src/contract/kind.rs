use core::any::Any;
use core::fmt;

use super::assembly::Assembly;
use super::error::SourceError;

/// A kind of credential with parts: a user name and a password, a client of an OAuth server, a certificate and
/// its key.
///
/// A crate for a kind has one such static, which the code that is generated for a manifest with that kind refers
/// to. A credential loads when all its parts are there and the kind has assembled them.
///
/// ```
/// # use provider_credentials_core as provider_credentials;
/// use provider_credentials::{Assembled, Assembly, ExposeSecret, Kind, PartError, SourceError};
///
/// pub static KIND: Kind = Kind::new("acme", &["account"]).assembled_by(assemble);
///
/// const NO_TOKEN: SourceError =
///     SourceError::new("acme_no_token", "is no token of Acme", "copy the whole token");
///
/// struct Session {
///     account: String,
/// }
///
/// fn assemble(assembly: &mut Assembly<'_>) -> Result<Assembled, PartError> {
///     let token = assembly.part("token").ok_or(PartError::new("token", NO_TOKEN))?;
///     if !token.expose_secret().starts_with("acme-") {
///         return Err(PartError::new("token", NO_TOKEN));
///     }
///     let account = assembly.part("account").map_or("", |part| part.expose_secret());
///     Ok(Box::new(Session { account: account.to_owned() }))
/// }
/// ```
#[derive(Debug)]
pub struct Kind {
    name: &'static str,
    public: &'static [&'static str],
    signing: &'static [&'static str],
    assemble: Option<Assemble>,
}

/// What a kind makes of the parts, to be had by
/// [`AnyCredential::assembled`](crate::AnyCredential::assembled).
pub type Assembled = Box<dyn Any + Send + Sync>;

type Assemble = fn(&mut Assembly<'_>) -> Result<Assembled, PartError>;

impl Kind {
    /// The kind's name, as the manifest's `type` has it, and the names of the parts that are no secret. Values
    /// of these are not looked at for what a secret cannot be, such as a short word.
    #[must_use]
    pub const fn new(name: &'static str, public: &'static [&'static str]) -> Self {
        Self { name, public, signing: &[], assemble: None }
    }

    /// Checks the parts when all of them are found, and makes what the credential is used by. Runs on the thread
    /// that loads, so it must not wait for a server.
    #[must_use]
    pub const fn assembled_by(mut self, assemble: Assemble) -> Self {
        self.assemble = Some(assemble);
        self
    }

    /// The same, of a kind that can use these parts also if they are private keys that sign where they are: it gets
    /// them by [`Assembly::signer`](crate::Assembly::signer).
    ///
    /// ```
    /// # use provider_credentials_core as provider_credentials;
    /// use provider_credentials::{Kind, PartError, SourceError};
    ///
    /// const NO_KEY: SourceError =
    ///     SourceError::new("acme_no_key", "is no key in a token", "add `type=private` to its URI");
    ///
    /// pub static KIND: Kind = Kind::new("acme", &[]).may_sign(&["key"]).assembled_by(|assembly| {
    ///     let key = assembly.signer("key").ok_or(PartError::new("key", NO_KEY))?;
    ///     Ok(Box::new(key.clone()))
    /// });
    /// ```
    #[must_use]
    pub const fn may_sign(mut self, parts: &'static [&'static str]) -> Self {
        self.signing = parts;
        self
    }

    /// The kind's name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Whether a part is no secret.
    #[must_use]
    pub fn is_public(&self, part: &str) -> bool {
        self.public.contains(&part)
    }

    pub(crate) fn has_signer(&self, part: &str) -> bool {
        self.signing.contains(&part)
    }

    pub(crate) fn assemble(&self) -> Option<Assemble> {
        self.assemble
    }
}

/// Which part of a credential cannot be used, and why. All text is static: see [`SourceError`].
///
/// The error's problem is said of the part, so it begins with a verb: "is no private key".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartError {
    pub(crate) part: &'static str,
    pub(crate) error: SourceError,
}

impl PartError {
    /// That this part cannot be used.
    #[must_use]
    pub const fn new(part: &'static str, error: SourceError) -> Self {
        Self { part, error }
    }
}

impl fmt::Display for PartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` {}", self.part, self.error)
    }
}

impl core::error::Error for PartError {}
