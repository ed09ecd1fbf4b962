use std::sync::Arc;

use super::redactor::Redactor;
use crate::live::Live;
use crate::set::CredentialSet;

impl<T: CredentialSet> Live<T> {
    /// What takes the secrets of this set out of text: feature `redact`.
    ///
    /// It knows a new value before anybody can have it. An old one is covered for as long as anything has it: the set,
    /// a [`Current`](crate::Current), a clone of a credential, and after a rotation
    /// [`previous`](crate::AnyCredential::previous), which is there for the time of
    /// [`LiveOptions::grace`](crate::LiveOptions::grace). Then it is wiped, and a copy that the program made of it is
    /// not known any more.
    ///
    /// ```
    /// # use provider_credentials_core as provider_credentials;
    /// # use provider_credentials::{CredentialSet, Live};
    /// # fn example<T: CredentialSet>(live: &Live<T>) {
    /// let redactor = live.redactor();
    /// live.reload(); // what is loaded now is covered
    /// # }
    /// ```
    #[must_use]
    pub fn redactor(&self) -> Redactor {
        let redactor = Redactor::new();
        let shared = Arc::downgrade(redactor.shared());
        self.before_each_set(move |credentials| {
            let shared = shared.upgrade();
            if let Some(shared) = &shared {
                shared.follow(credentials);
            }
            shared.is_some()
        });
        redactor
    }
}
