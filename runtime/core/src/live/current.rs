use core::fmt;
use core::ops::Deref;
use std::sync::Arc;

use arc_swap::Guard;

/// The set that a [`Live`](crate::Live) had when it was asked: it does not change while this lives.
///
/// Dereferences to the generated struct.
pub struct Current<T>(pub(super) Guard<Arc<T>>);

impl<T> Deref for Current<T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: fmt::Debug> fmt::Debug for Current<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        T::fmt(self, f)
    }
}
