//! What the threads of sources hand to the load that asked them.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::contract::{SourceAnswer, Unanswered};

/// What a source said to the request with that ticket.
pub(crate) type Reply = (usize, Result<SourceAnswer, Unanswered>);

/// What came of a job.
pub(super) struct Done {
    pub(super) number: usize,
    pub(super) replies: Vec<Reply>,
}

/// Those that the load has not taken, in the order in which they were done.
///
/// A channel of the standard library does the same, and is as much code as a tenth of this crate.
#[derive(Default)]
pub(super) struct DoneJobs {
    jobs: Mutex<Vec<Done>>,
    is_another: Condvar,
}

impl DoneJobs {
    pub(super) fn push(&self, done: Done) {
        self.jobs().push(done);
        self.is_another.notify_one();
    }

    pub(super) fn first(&self) -> Option<Done> {
        first_of(&mut self.jobs())
    }

    /// Waits for it, if there is none yet.
    pub(super) fn first_within(&self, limit: Duration) -> Option<Done> {
        let waited = self.is_another.wait_timeout_while(self.jobs(), limit, |jobs| jobs.is_empty());
        let (mut jobs, _) = waited.unwrap_or_else(PoisonError::into_inner);
        first_of(&mut jobs)
    }

    fn jobs(&self) -> MutexGuard<'_, Vec<Done>> {
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn first_of(jobs: &mut Vec<Done>) -> Option<Done> {
    if jobs.is_empty() { None } else { Some(jobs.remove(0)) }
}
