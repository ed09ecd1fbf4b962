use super::credential_set::CredentialSet;
use crate::load::Loader;

impl Loader {
    /// Loads every credential of a generated struct. Never fails: what is missing is recorded.
    #[must_use]
    pub fn load<T: CredentialSet>(&self) -> T {
        T::load_with(self)
    }
}
