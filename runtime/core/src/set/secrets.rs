//! The secrets of a credential for what looks for them in text: no access that anybody asked for.

#[cfg(feature = "live")]
use std::sync::{Arc, Weak};

use super::any::AnyCredential;
#[cfg(feature = "live")]
use super::any::Slot;
use super::public::is_public;
use crate::contract::Kind;
use crate::secret::Secret;

impl AnyCredential {
    /// The number of its parts.
    pub(crate) fn part_count(&self) -> usize {
        self.spec().parts.len()
    }

    /// A part by its number, secret or not; `None` if the credential is not loaded, or the part only signs.
    pub(crate) fn part_at(&self, number: usize) -> Option<&Secret> {
        let parts = self.slot().state.parts().ok()?;
        parts.get(number)?.value().ok()
    }

    /// The name of a part that is a secret: neither its kind nor the manifest, which may have its text, says that it
    /// is public.
    pub(crate) fn secret_name(&self, number: usize) -> Option<&'static str> {
        let part = self.spec().parts.get(number)?;
        (!is_public(self.spec(), self.slot().kind, number)).then_some(part.name)
    }

    /// The numbers of user name and password, of a credential that is made of these.
    pub(crate) fn pair(&self) -> Option<(usize, usize)> {
        let spec = self.spec();
        self.slot().kind.filter(|kind| Kind::name(kind) == "basic")?;
        Some((spec.part_number("username")?, spec.part_number("password")?))
    }

    /// What does not keep the secret in memory.
    #[cfg(feature = "live")]
    pub(crate) fn downgrade(&self) -> WeakCredential {
        WeakCredential(self.arc().map(Arc::downgrade).unwrap_or_default())
    }
}

/// A handle that does not keep what it leads to.
#[cfg(feature = "live")]
#[derive(Clone)]
pub(crate) struct WeakCredential(Weak<Slot>);

#[cfg(feature = "live")]
impl WeakCredential {
    pub(crate) fn is_same_as(&self, other: &Self) -> bool {
        Weak::ptr_eq(&self.0, &other.0)
    }

    /// A handle, if anybody has one.
    pub(crate) fn upgrade(&self) -> Option<AnyCredential> {
        self.0.upgrade().map(AnyCredential::of_arc)
    }
}
