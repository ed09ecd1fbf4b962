use core::fmt;
use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll};
use std::sync::Arc;

use super::shared::Shared;
use crate::set::CredentialSet;

/// Completes when a [`Live`](crate::Live) has another set than when it was asked. Works in any async runtime.
#[must_use = "it does nothing unless it is awaited"]
pub struct Changed<T: CredentialSet> {
    shared: Arc<Shared<T>>,
    seen: u64,
}

impl<T: CredentialSet> Changed<T> {
    pub(super) fn new(shared: Arc<Shared<T>>) -> Self {
        let seen = shared.version();
        Self { shared, seen }
    }
}

impl<T: CredentialSet> Future for Changed<T> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if self.shared.version() != self.seen {
            return Poll::Ready(());
        }
        self.shared.add_waker(context.waker());
        // It may have changed before the waker was there.
        if self.shared.version() == self.seen { Poll::Pending } else { Poll::Ready(()) }
    }
}

impl<T: CredentialSet> fmt::Debug for Changed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Changed").finish_non_exhaustive()
    }
}
