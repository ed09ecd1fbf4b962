//! The secrets that the server lends to this program.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use provider_credentials_core::SourceError;

use crate::api::{Api, Call};
use crate::body::object;
use crate::lease::Lease;
use crate::refusal::refusal;
use crate::session::Token;
use crate::wanted::Wanted;

#[derive(Default)]
pub(crate) struct Leases {
    /// Those that are in use, and before them those that others took the place of and that are not over.
    all: Mutex<Vec<Arc<Lease>>>,
    turns: Mutex<Vec<(Wanted, Turn)>>,
}

/// Held while one secret is read, so that two loads at once are not lent two.
pub(crate) type Turn = Arc<Mutex<()>>;

impl Leases {
    fn all(&self) -> MutexGuard<'_, Vec<Arc<Lease>>> {
        self.all.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn turn(&self, wanted: &Wanted) -> Turn {
        let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, turn)) = turns.iter().find(|(known, _)| known == wanted) {
            return Arc::clone(turn);
        }
        let turn = Turn::default();
        turns.push((wanted.clone(), Arc::clone(&turn)));
        turn
    }

    pub(crate) fn newest(&self, wanted: &Wanted) -> Option<Arc<Lease>> {
        self.all().iter().rev().find(|lease| lease.wanted == *wanted).cloned()
    }

    pub(crate) fn add(&self, lease: Arc<Lease>) {
        let mut all = self.all();
        all.retain(|lease| !lease.left().is_zero());
        all.push(lease);
    }

    /// They ended with the token.
    pub(crate) fn forget_of(&self, token: &Arc<Token>) {
        self.all().retain(|lease| !Arc::ptr_eq(&lease.token, token));
    }

    /// Gives all back; the first that could not be.
    pub(crate) fn revoke(&self, api: &Api, call: &Call<'_>) -> Result<(), SourceError> {
        let all = std::mem::take(&mut *self.all());
        let mut outcome = Ok(());
        for lease in all {
            let body = object(&[("lease_id", lease.id())]);
            let call = call.by(&lease.token.secret).within(lease.wanted.namespace.as_deref());
            let revoked = api.post(&call, "sys/leases/revoke", &body);
            outcome = outcome.and(revoked.and_then(|answer| match answer.status() {
                200 | 204 => Ok(()),
                _ => Err(refusal(api, &call, &answer)),
            }));
        }
        outcome
    }
}
