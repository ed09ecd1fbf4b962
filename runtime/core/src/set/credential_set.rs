use core::fmt;
use core::hash::Hash;
use core::str::FromStr;
use std::sync::Arc;

use super::any::AnyCredential;
use super::handles::Handles;
use super::iter::Iter;
use super::load::load;
use super::load_async::LoadAsync;
use super::slots::Set;
use super::table::Table;
use crate::load::Loader;
use crate::report::{Metadata, MissingCredentials, UnknownCredentialId};

/// A generated struct of credentials, for code that works with any of them.
///
/// `credentials!` implements it; its methods are also there as inherent ones, so a program that
/// uses its own `Credentials` need not import the trait.
///
/// ```
/// # use provider_credentials_core as provider_credentials;
/// use provider_credentials::CredentialSet;
///
/// /// A health check that works for every application.
/// fn is_ready(creds: &impl CredentialSet) -> bool {
///     creds.require_all().is_ok()
/// }
/// ```
pub trait CredentialSet: fmt::Debug + Send + Sync + Sized + 'static {
    /// The enum of IDs.
    type Id: Copy
        + Ord
        + Hash
        + fmt::Debug
        + fmt::Display
        + AsRef<str>
        + FromStr<Err = UnknownCredentialId>
        + Send
        + Sync
        + 'static;

    /// Every ID, in the order of the manifest.
    const IDS: &'static [Self::Id];

    #[doc(hidden)]
    fn __table() -> &'static Table;

    #[doc(hidden)]
    fn __from(handles: Handles) -> Self;

    #[doc(hidden)]
    fn __set(&self) -> &Set;

    /// Loads every credential, as `loader` says. Never fails: what is missing is recorded.
    #[must_use]
    fn load_with(loader: &Loader) -> Self {
        Self::__from(load(Self::__table(), loader))
    }

    /// Loads every credential from the process's environment and files.
    #[must_use]
    fn load() -> Self {
        Self::load_with(&Loader::new())
    }

    /// Loads every credential from the process's environment and files, without blocking the async program that awaits
    /// it. Works in any runtime.
    ///
    /// ```
    /// # use provider_credentials_core as provider_credentials;
    /// # use provider_credentials::CredentialSet;
    /// # async fn example<Credentials: CredentialSet>() {
    /// let creds = Credentials::load_async().await;
    /// # }
    /// ```
    fn load_async() -> LoadAsync<Self> {
        Self::load_async_with(Loader::new())
    }

    /// The same, as `loader` says: a [`Loader`], or an `Arc` of one that loads more than once.
    ///
    /// ```
    /// # use provider_credentials_core as provider_credentials;
    /// # use provider_credentials::CredentialSet;
    /// # async fn example<Credentials: CredentialSet>() {
    /// use std::sync::Arc;
    ///
    /// use provider_credentials::Loader;
    ///
    /// let loader = Arc::new(Loader::new().max_file_size(4096));
    /// let creds = Credentials::load_async_with(Arc::clone(&loader)).await;
    /// // Later, again:
    /// let creds = Credentials::load_async_with(loader).await;
    /// # }
    /// ```
    fn load_async_with(loader: impl Into<Arc<Loader>>) -> LoadAsync<Self> {
        let loader = loader.into();
        LoadAsync::new(move || Self::load_with(&loader))
    }

    /// The credentials in the order of the manifest.
    fn iter(&self) -> Iter<'_> {
        Iter(self.__set().slots.iter())
    }

    /// The credential with this ID, or `None` if the manifest has none. The time does not depend
    /// on the number of credentials.
    fn get(&self, id: impl AsRef<str>) -> Option<&AnyCredential> {
        let Set { table, slots } = self.__set();
        slots.get((*table)?.position(id.as_ref())?)
    }

    /// Every ID, in the order of the manifest.
    fn ids(&self) -> &'static [Self::Id] {
        Self::IDS
    }

    /// The IDs of the credentials whose secret is loaded, in the order of the manifest.
    fn loaded_ids(&self) -> Vec<Self::Id> {
        ids_where(self, AnyCredential::is_loaded)
    }

    /// The IDs of the credentials whose secret is not loaded, required or not, in the order of the
    /// manifest.
    fn failed_ids(&self) -> Vec<Self::Id> {
        ids_where(self, |credential| !credential.is_loaded())
    }

    /// What is safe to log about each credential, in the order of the manifest.
    fn metadata(&self) -> Vec<Metadata> {
        self.iter().map(AnyCredential::metadata).collect()
    }

    /// What is safe to log about the credential with this ID.
    fn metadata_of(&self, id: impl AsRef<str>) -> Option<Metadata> {
        self.get(id).map(AnyCredential::metadata)
    }

    /// Checks that every credential that the manifest requires is loaded.
    ///
    /// # Errors
    ///
    /// All that are missing at once, each with what to do.
    fn require_all(&self) -> Result<(), MissingCredentials> {
        let required = self.iter().filter(|credential| credential.spec().required);
        let errors = required.filter_map(|credential| credential.error().cloned()).collect();
        MissingCredentials::new(errors).map_or(Ok(()), Err)
    }
}

fn ids_where<T: CredentialSet>(set: &T, holds: fn(&AnyCredential) -> bool) -> Vec<T::Id> {
    let mut ids = Vec::new();
    for (credential, id) in set.iter().zip(T::IDS) {
        if holds(credential) {
            ids.push(*id);
        }
    }
    ids
}
