use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use crate::report::{LoadError, LoadTimes};

/// What is known of a credential that is kept current, beside its value. `P` is what came before it.
pub(super) struct Mark<P> {
    /// How often its value changed, counted from 1.
    pub(super) generation: u64,
    pub(super) loaded_at: SystemTime,
    /// Whether it has lost a value that it had.
    pub(super) is_expired: bool,
    /// Why it could not be loaded anew.
    stale: Mutex<Option<LoadError>>,
    /// One for all handles of this generation.
    previous: Arc<Mutex<Option<P>>>,
}

impl<P> Mark<P> {
    pub(super) fn new(times: LoadTimes) -> Self {
        let (stale, previous) = (Mutex::new(None), Arc::new(Mutex::new(None)));
        Self { generation: 1, loaded_at: times.started(), is_expired: false, stale, previous }
    }

    pub(super) fn stale(&self) -> MutexGuard<'_, Option<LoadError>> {
        self.stale.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn share_previous(&mut self, other: &Self) {
        self.previous = Arc::clone(&other.previous);
    }

    pub(super) fn previous(&self) -> MutexGuard<'_, Option<P>> {
        self.previous.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
