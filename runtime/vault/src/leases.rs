//! The secrets that the server lends to this program.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::api::{Api, Call};
use crate::body::object;
use crate::lease::Lease;
use crate::wanted::Wanted;

/// Those that are in use, and before them those that others took the place of and that are not over.
#[derive(Default)]
pub(crate) struct Leases(Mutex<Vec<Arc<Lease>>>);

impl Leases {
    fn all(&self) -> MutexGuard<'_, Vec<Arc<Lease>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// One that can go on being used.
    pub(crate) fn current(
        &self,
        api: &Api,
        call: &Call<'_>,
        wanted: &Wanted,
    ) -> Option<Arc<Lease>> {
        let newest = self.all().iter().rev().find(|lease| lease.wanted == *wanted).cloned();
        newest.filter(|lease| lease.keep(api, call))
    }

    pub(crate) fn add(&self, lease: Arc<Lease>) {
        let mut all = self.all();
        all.retain(|lease| !lease.left().is_zero());
        all.push(lease);
    }

    /// Gives all back.
    pub(crate) fn revoke(&self, api: &Api, call: &Call<'_>) {
        let all = std::mem::take(&mut *self.all());
        for lease in all {
            let body = object(&[("lease_id", lease.id())]);
            let call = call.by(&lease.token.secret).within(lease.wanted.namespace.as_deref());
            _ = api.post(&call, "sys/leases/revoke", &body);
        }
    }
}
