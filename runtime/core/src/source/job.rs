//! What the thread of a source does, and the threads that loads no longer wait for.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

use super::done::{Done, DoneJobs};
use crate::contract::{
    Needed, Opened, Opener, Source, SourceError, SourceRequest, Surroundings, Unanswered, shielded,
};
use crate::secret::wipe_stack;

/// How a source is had.
pub(super) enum Provider {
    Registered(Arc<dyn Source>),
    Default { opener: &'static Opener<dyn Source>, opened: Arc<Opened>, surroundings: Surroundings },
}

/// Which source it is, by where it is in memory.
pub(super) type Key = [usize; 2];

impl Provider {
    pub(super) fn key(&self) -> Key {
        match self {
            Self::Registered(source) => [Arc::as_ptr(source).cast::<()>() as usize, 0],
            Self::Default { opener, opened, .. } => {
                [core::ptr::from_ref(*opener) as usize, Arc::as_ptr(opened) as usize]
            }
        }
    }

    /// The IDs of what the source needs itself, as the program says; `None` if it panics. One that opens itself knows
    /// none.
    pub(super) fn needs(&self) -> Option<&[String]> {
        match self {
            Self::Registered(source) => shielded(|| source.needs()),
            Self::Default { .. } => Some(&[]),
        }
    }

    fn source(&self) -> Result<Arc<dyn Source>, SourceError> {
        match self {
            Self::Registered(source) => Ok(Arc::clone(source)),
            Self::Default { opener, opened, surroundings } => opened.source(opener, surroundings),
        }
    }
}

/// What a thread does, and owns: a load may leave it to itself.
pub(super) struct Job {
    pub(super) number: usize,
    pub(super) provider: Provider,
    pub(super) requests: Vec<SourceRequest>,
    pub(super) needed: Needed,
}

impl Job {
    fn run(self) -> Done {
        let Self { number, provider, mut requests, needed } = self;
        let fetch = || match provider.source() {
            Ok(source) => source.fetch_with(&mut requests, &needed),
            Err(error) => {
                for request in &mut requests {
                    request.answer(Err(error));
                }
            }
        };
        let unanswered = match shielded(fetch) {
            Some(()) => Unanswered::GaveNoAnswer,
            None => Unanswered::Panicked,
        };
        drop(needed);
        let mut replies = Vec::with_capacity(requests.len());
        for request in requests {
            let (ticket, answer) = request.into_answer();
            let reply = match answer {
                Some(answer) => answer.map_err(Unanswered::Error),
                None => Err(unanswered),
            };
            replies.push((ticket, reply));
        }
        Done { number, replies }
    }

    /// Runs on a thread, or here if there are no threads.
    pub(super) fn start(self, kind: &str, all_done: &Arc<DoneJobs>) -> Option<JoinHandle<()>> {
        let job = Arc::new(Mutex::new(Some(self)));
        let take =
            |job: &Mutex<Option<Self>>| job.lock().unwrap_or_else(PoisonError::into_inner).take();
        let (of_thread, done_of_thread) = (Arc::clone(&job), Arc::clone(all_done));
        let thread = thread::Builder::new().name(format!("credentials {kind}")).spawn(move || {
            if let Some(job) = take(&of_thread) {
                let done = job.run();
                wipe_stack();
                // The load may be over.
                done_of_thread.push(done);
            }
        });
        if let Ok(thread) = thread {
            return Some(thread);
        }
        if let Some(job) = take(&job) {
            all_done.push(job.run());
        }
        None
    }
}

/// The threads that a load went on without, each with its source.
static LEFT: Mutex<Vec<(Key, JoinHandle<()>)>> = Mutex::new(Vec::new());

/// Those that still run.
fn left() -> MutexGuard<'static, Vec<(Key, JoinHandle<()>)>> {
    let mut left = LEFT.lock().unwrap_or_else(PoisonError::into_inner);
    let mut at = 0;
    while let Some((_, thread)) = left.get(at) {
        if thread.is_finished() {
            left.swap_remove(at);
        } else {
            at += 1;
        }
    }
    left
}

pub(super) fn leave(key: Key, thread: Option<JoinHandle<()>>) {
    if let Some(thread) = thread {
        left().push((key, thread));
    }
}

/// Whether a load went on without this source, and it still runs.
pub(super) fn is_stuck(key: Key) -> bool {
    left().iter().any(|(other, _)| *other == key)
}

/// Whether any source that a load did not wait for is still running.
#[cfg(feature = "env-removal")]
pub(crate) fn is_any_running() -> bool {
    !left().is_empty()
}
