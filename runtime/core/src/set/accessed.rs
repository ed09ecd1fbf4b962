use core::fmt;

use super::parts::Parts;
use crate::secret::Secret;
use crate::spec::Spec;

/// That the access to a credential was recorded, where anybody wants that: what it consists of. See
/// [`AnyCredential::access`](crate::AnyCredential::access).
#[derive(Clone, Copy)]
pub struct Accessed<'a> {
    spec: &'static Spec,
    parts: &'a Parts,
}

impl<'a> Accessed<'a> {
    #[inline]
    pub(super) fn new(spec: &'static Spec, parts: &'a Parts) -> Self {
        Self { spec, parts }
    }

    /// The credential's ID, as the manifest has it.
    #[must_use]
    pub fn id(&self) -> &'static str {
        self.spec.id
    }

    /// A part of the credential; `None` if it has no such part, or that only signs.
    #[must_use]
    pub fn part(&self, name: &str) -> Option<&'a Secret> {
        let found = self.parts.get(self.spec.part_number(name)?)?;
        found.value().ok()
    }

    /// What its [`Kind`](crate::Kind) made of the parts; `None` if that is no `T`.
    #[must_use]
    pub fn assembled<T: 'static>(&self) -> Option<&'a T> {
        self.parts.assembled()
    }
}

impl fmt::Debug for Accessed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Accessed").field("id", &self.spec.id).finish_non_exhaustive()
    }
}
