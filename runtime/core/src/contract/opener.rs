use core::fmt;
use std::ffi::OsStr;

use super::error::SourceError;
use super::files::SecretFiles;
use crate::secret::WipedOsString;

/// How to open something from its usual environment, as `VAULT_ADDR` and `VAULT_TOKEN` are for Vault.
///
/// A crate for a kind of source has one such static, which the code that is generated for a manifest
/// with that kind refers to. It is opened when a credential first needs it, once a process.
///
/// ```
/// # use provider_credentials_core as provider_credentials;
/// use provider_credentials::{Opener, Source, SourceError, SourceRequest, Surroundings};
///
/// pub static OPENER: Opener<dyn Source> = Opener::new("acme", &["ACME_ADDR"], open);
///
/// const NO_ADDRESS: SourceError = SourceError::new(
///     "acme_no_address",
///     "`ACME_ADDR` is not set",
///     "set it to the URL of the server",
/// );
///
/// fn open(surroundings: &Surroundings) -> Result<Box<dyn Source>, SourceError> {
///     let address = surroundings.variable("ACME_ADDR").ok_or(NO_ADDRESS)?;
///     Ok(Box::new(Acme { address: address.to_owned() }))
/// }
/// # struct Acme { address: std::ffi::OsString }
/// # impl Source for Acme { fn fetch(&self, _: &mut [SourceRequest]) { let _ = &self.address; } }
/// ```
pub struct Opener<T: ?Sized + 'static> {
    name: &'static str,
    variables: &'static [&'static str],
    needing: &'static [&'static str],
    escaping: &'static [(&'static str, &'static str)],
    open: Open<T>,
}

type Open<T> = fn(&Surroundings) -> Result<Box<T>, SourceError>;

impl<T: ?Sized> Opener<T> {
    /// The kind's name, the environment variables that `open` may ask for, and how to open it.
    #[must_use]
    pub const fn new(
        name: &'static str,
        variables: &'static [&'static str],
        open: Open<T>,
    ) -> Self {
        Self { name, variables, needing: &[], escaping: &[], open }
    }

    /// The same, of a source for which the manifest names credentials whose secrets it needs itself, such as a PIN: these
    /// parameters of a request are their IDs. [`Source::fetch_with`](crate::Source::fetch_with) gets the secrets.
    ///
    /// ```
    /// # use provider_credentials_core as provider_credentials;
    /// use provider_credentials::{Needed, Opener, Secret, Source, SourceError, SourceRequest};
    ///
    /// pub static OPENER: Opener<dyn Source> =
    ///     Opener::<dyn Source>::new("acme", &[], |_| Ok(Box::new(Acme))).needing(&["pin_with"]);
    ///
    /// struct Acme;
    ///
    /// impl Acme {
    ///     fn read(&self, pin: Option<&Secret>) -> Result<Secret, SourceError> {
    ///         // ... a log-in with the PIN
    ///         # _ = pin;
    ///         # Ok(Secret::from("example"))
    ///     }
    /// }
    ///
    /// impl Source for Acme {
    ///     fn fetch_with(&self, requests: &mut [SourceRequest], needed: &Needed) {
    ///         for request in requests {
    ///             let pin = request.param("pin_with").map(|id| needed.secret(id)).transpose();
    ///             request.answer(pin.and_then(|pin| self.read(pin)));
    ///         }
    ///     }
    ///
    ///     fn fetch(&self, requests: &mut [SourceRequest]) {
    ///         self.fetch_with(requests, &Needed::default());
    ///     }
    /// }
    /// ```
    #[must_use]
    pub const fn needing(mut self, params: &'static [&'static str]) -> Self {
        self.needing = params;
        self
    }

    /// The same, of a source with parameters whose text has a structure, such as a URI: with the name of each, the ASCII
    /// characters that part it. The value of a variable within such a text has them percent-encoded, so that it stays one
    /// value. What begins with a variable is taken as it is: that is the text itself.
    ///
    /// ```
    /// # use provider_credentials_core::{Opener, Source, SourceError, Surroundings};
    /// # fn open(_: &Surroundings) -> Result<Box<dyn Source>, SourceError> { unreachable!() }
    /// // `acme:vault=${VAULT};name=openai` names one vault, whatever `VAULT` is.
    /// pub static OPENER: Opener<dyn Source> =
    ///     Opener::<dyn Source>::new("acme", &[], open).escaping(&[("uri", ";?&")]);
    /// ```
    #[must_use]
    pub const fn escaping(mut self, params: &'static [(&'static str, &'static str)]) -> Self {
        self.escaping = params;
        self
    }

    /// The kind's name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    pub(crate) const fn variables(&self) -> &'static [&'static str] {
        self.variables
    }

    /// The parameters that are IDs of credentials.
    pub(crate) const fn needed_params(&self) -> &'static [&'static str] {
        self.needing
    }

    /// What is percent-encoded in the values of variables in a parameter.
    pub(crate) fn escaped_in(&self, param: &str) -> &'static str {
        let found = self.escaping.iter().find(|(known, _)| *known == param);
        found.map_or("", |(_, characters)| *characters)
    }

    pub(crate) fn open(&self, surroundings: &Surroundings) -> Result<Box<T>, SourceError> {
        (self.open)(surroundings)
    }
}

impl<T: ?Sized> fmt::Debug for Opener<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Opener").field("name", &self.name).finish_non_exhaustive()
    }
}

/// The environment that something is opened from: that of the process, or what the loader was given.
///
/// Only the variables that the [`Opener`] names are there. Their values are wiped when opening ends.
pub struct Surroundings {
    variables: Vec<(&'static str, WipedOsString)>,
    files: SecretFiles,
}

impl Surroundings {
    pub(crate) fn new(variables: Vec<(&'static str, WipedOsString)>, files: SecretFiles) -> Self {
        Self { variables, files }
    }

    /// The value of a variable; `None` if it is unset or empty.
    #[must_use]
    pub fn variable(&self, name: &str) -> Option<&OsStr> {
        let found = self.variables.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| value.as_os_str()).filter(|value| !value.is_empty())
    }

    /// Files, by the rules of the loader: its base directory, its limits, its [`Permissions`](crate::Permissions).
    /// What is opened may keep the handle and read a file anew whenever it needs to, such as a token that is rotated.
    #[must_use]
    pub fn files(&self) -> SecretFiles {
        self.files.clone()
    }
}

/// Shows the names of the variables.
impl fmt::Debug for Surroundings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut names = Vec::new();
        for (name, _) in &self.variables {
            names.push(name);
        }
        f.debug_struct("Surroundings").field("variables", &names).finish_non_exhaustive()
    }
}
