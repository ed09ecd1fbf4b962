//! Sources that are asked: all of a round at the same time, each on a thread of its own.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::environment::Environment;
use crate::contract::{
    Opened, Opener, Source, SourceAnswer, SourceError, SourceRequest, Surroundings, Unanswered,
};
use crate::secret::wipe_stack;
use crate::spec::RemoteSpec;

/// What a round asks with.
pub(crate) struct Asking<'l> {
    /// By the program; of two with one name the last counts.
    pub(crate) registered: &'l [(String, Arc<dyn Source>)],
    pub(crate) opened: &'l Arc<Opened>,
    pub(crate) environment: &'l Environment,
    /// How long sources have from now on; nothing is asked if that is no time at all.
    pub(crate) time_left: Duration,
    /// What the program chose, for messages.
    pub(crate) time_limit: Duration,
}

/// What a source said to the request with that ticket.
pub(crate) type Reply = (usize, Result<SourceAnswer, Unanswered>);

/// The threads that run a source, including those that a load no longer waits for.
static RUNNING: AtomicUsize = AtomicUsize::new(0);

/// Whether a source that a load did not wait for is still running.
#[cfg(feature = "env-removal")]
pub(crate) fn is_any_running() -> bool {
    RUNNING.load(Ordering::SeqCst) > 0
}

impl Asking<'_> {
    /// Asks every source for all that wait for it. One reply for each request.
    pub(crate) fn ask(&self, waiting: Vec<(&'static RemoteSpec, SourceRequest)>) -> Vec<Reply> {
        let mut replies = Vec::with_capacity(waiting.len());
        let mut asked = Vec::new();
        let (sender, done) = mpsc::channel();
        for group in groups(waiting) {
            let mut tickets = Vec::with_capacity(group.requests.len());
            for request in &group.requests {
                tickets.push(request.ticket());
            }
            let Some(provider) = self.provider(group.spec) else {
                fail(&mut replies, &tickets, Unanswered::NotRegistered);
                continue;
            };
            if self.time_left.is_zero() {
                fail(&mut replies, &tickets, Unanswered::TimedOut(self.time_limit));
                continue;
            }
            let job = Job { number: asked.len(), provider, requests: group.requests };
            let thread = start(job, group.spec.kind, &sender);
            asked.push(Asked { tickets, thread, is_done: false });
        }
        drop(sender);
        let is_late = collect(&done, &mut asked, &mut replies, self.time_left);
        let unanswered =
            if is_late { Unanswered::TimedOut(self.time_limit) } else { Unanswered::Panicked };
        for asked in asked {
            if !asked.is_done {
                fail(&mut replies, &asked.tickets, unanswered);
            }
        }
        replies
    }

    /// A registered source takes precedence over what the kind opens by itself.
    fn provider(&self, spec: &RemoteSpec) -> Option<Provider> {
        let registered = self.registered.iter().rev().find(|(name, _)| name == spec.kind);
        if let Some((_, source)) = registered {
            return Some(Provider::Registered(Arc::clone(source)));
        }
        let opener = spec.opener?;
        let surroundings = self.environment.surroundings(opener.variables());
        Some(Provider::Default { opener, opened: Arc::clone(self.opened), surroundings })
    }
}

/// The requests for one source.
struct Group {
    spec: &'static RemoteSpec,
    requests: Vec<SourceRequest>,
}

fn groups(waiting: Vec<(&'static RemoteSpec, SourceRequest)>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (spec, request) in waiting {
        match groups.iter_mut().find(|group| group.spec.kind == spec.kind) {
            Some(group) => group.requests.push(request),
            None => groups.push(Group { spec, requests: vec![request] }),
        }
    }
    groups
}

fn fail(replies: &mut Vec<Reply>, tickets: &[usize], reason: Unanswered) {
    for ticket in tickets {
        replies.push((*ticket, Err(reason)));
    }
}

/// A source that was asked.
struct Asked {
    tickets: Vec<usize>,
    thread: Option<JoinHandle<()>>,
    is_done: bool,
}

/// How a source is had.
enum Provider {
    Registered(Arc<dyn Source>),
    Default { opener: &'static Opener<dyn Source>, opened: Arc<Opened>, surroundings: Surroundings },
}

impl Provider {
    fn source(self) -> Result<Arc<dyn Source>, SourceError> {
        match self {
            Self::Registered(source) => Ok(source),
            Self::Default { opener, opened, surroundings } => opened.source(opener, &surroundings),
        }
    }
}

/// What a thread does, and owns: a load may leave it to itself.
struct Job {
    number: usize,
    provider: Provider,
    requests: Vec<SourceRequest>,
}

struct Done {
    number: usize,
    replies: Vec<Reply>,
}

impl Job {
    fn run(self) -> Done {
        let Self { number, provider, mut requests } = self;
        let fetch = || match provider.source() {
            Ok(source) => source.fetch(&mut requests),
            Err(error) => requests.iter_mut().for_each(|request| request.answer(Err(error))),
        };
        let unanswered = match catch_unwind(AssertUnwindSafe(fetch)) {
            Ok(()) => Unanswered::GaveNoAnswer,
            Err(_) => Unanswered::Panicked,
        };
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
}

/// Runs the job on a thread, or here if there are no threads.
fn start(job: Job, kind: &str, sender: &Sender<Done>) -> Option<JoinHandle<()>> {
    let job = Arc::new(Mutex::new(Some(job)));
    let take = |job: &Mutex<Option<Job>>| job.lock().unwrap_or_else(PoisonError::into_inner).take();
    let (of_thread, sender_of_thread) = (Arc::clone(&job), sender.clone());
    RUNNING.fetch_add(1, Ordering::SeqCst);
    let thread = thread::Builder::new().name(format!("credentials {kind}")).spawn(move || {
        if let Some(job) = take(&of_thread) {
            let done = job.run();
            wipe_stack();
            // The load may be over.
            _ = sender_of_thread.send(done);
        }
        RUNNING.fetch_sub(1, Ordering::SeqCst);
    });
    if let Ok(thread) = thread {
        return Some(thread);
    }
    RUNNING.fetch_sub(1, Ordering::SeqCst);
    if let Some(job) = take(&job) {
        _ = sender.send(job.run());
    }
    None
}

/// Waits until all are done or the time is over. Whether it is over.
fn collect(
    done: &Receiver<Done>,
    asked: &mut [Asked],
    replies: &mut Vec<Reply>,
    time_left: Duration,
) -> bool {
    let mut began = None;
    for _ in 0..asked.len() {
        // One that ran here is done, also on platforms without a clock.
        let next = done.try_recv().or_else(|_| {
            let began: Instant = *began.get_or_insert_with(Instant::now);
            done.recv_timeout(time_left.saturating_sub(began.elapsed()))
        });
        let done = match next {
            Ok(done) => done,
            Err(RecvTimeoutError::Timeout) => return true,
            Err(RecvTimeoutError::Disconnected) => return false,
        };
        replies.extend(done.replies);
        if let Some(asked) = asked.get_mut(done.number) {
            asked.is_done = true;
            if let Some(thread) = asked.thread.take() {
                // It has nothing left to do.
                _ = thread.join();
            }
        }
    }
    false
}
