use super::credential_set::CredentialSet;
use super::load_async::LoadAsync;
use crate::load::Loader;

impl Loader {
    /// Loads every credential of a generated struct. Never fails: what is missing is recorded.
    #[must_use]
    pub fn load<T: CredentialSet>(&self) -> T {
        T::load_with(self)
    }

    /// The same, without blocking the async program that awaits it. Works in any runtime.
    ///
    /// A loader that loads more than once is kept in an `Arc`, for
    /// [`CredentialSet::load_async_with`](crate::CredentialSet::load_async_with).
    ///
    /// ```
    /// # use provider_credentials_core as provider_credentials;
    /// # use provider_credentials::{CredentialSet, Loader};
    /// # async fn example<Credentials: CredentialSet>() {
    /// let creds: Credentials = Loader::new().max_file_size(4096).load_async().await;
    /// # }
    /// ```
    pub fn load_async<T: CredentialSet>(self) -> LoadAsync<T> {
        T::load_async_with(self)
    }
}
