//! One thread that uses keys, so that a module which hangs does not hold a program up for ever, and so that many files of
//! one load share a session.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use provider_credentials_core::{SecretFiles, SourceError};

use crate::failures::{
    LOGGED_OUT, MODULE_FAILED, MODULE_HANGS, PIN_MISSING, PIN_OF_KEY_MISSING, TOKEN_FAILED,
    TOKEN_REMOVED, by_login,
};
use crate::place::Place;
use crate::read;
use crate::session::Session;

/// How long a session stays open for what comes next.
const IDLE: Duration = Duration::from_secs(2);

type Done = Result<(), SourceError>;
type Work = Arc<dyn Fn(&Session) -> Done + Send + Sync>;

struct Job {
    place: Place,
    files: SecretFiles,
    work: Work,
    reply: Sender<Done>,
}

#[derive(Default)]
pub(crate) struct Worker(Mutex<State>);

#[derive(Default)]
struct State {
    /// The process whose thread it is.
    process: u32,
    jobs: Option<Sender<Job>>,
    /// Whether the thread that was begun last is at work.
    busy: Arc<AtomicBool>,
}

impl Worker {
    /// What `work` gives with a session of the token, within the time limit.
    pub(crate) fn run<T: Send + 'static>(
        &self,
        place: &Place,
        limit: Duration,
        files: &SecretFiles,
        work: impl Fn(&Session) -> Result<T, SourceError> + Send + Sync + 'static,
    ) -> Result<T, SourceError> {
        let given = Arc::new(Mutex::new(None));
        let into = Arc::clone(&given);
        let work: Work = Arc::new(move |session| {
            let value = work(session)?;
            *into.lock().unwrap_or_else(PoisonError::into_inner) = Some(value);
            Ok(())
        });
        self.wait(place, limit, files, &work).map_err(|error| place.module.explain(error))?;
        let value = given.lock().unwrap_or_else(PoisonError::into_inner).take();
        value.ok_or(MODULE_FAILED)
    }

    fn wait(&self, place: &Place, limit: Duration, files: &SecretFiles, work: &Work) -> Done {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.forget_other_process();
        // Whoever asked before has given up on it.
        if state.busy.load(Ordering::Acquire) || limit.is_zero() {
            return Err(MODULE_HANGS);
        }
        // The thread may end just when it is asked.
        for _ in 0..2 {
            let (reply, answer) = channel();
            let (place, work) = (place.clone(), Arc::clone(work));
            state.send(Job { place, files: files.clone(), work, reply })?;
            match answer.recv_timeout(limit) {
                Ok(answer) => return answer,
                Err(RecvTimeoutError::Timeout) => {
                    state.jobs = None;
                    return Err(MODULE_HANGS);
                }
                Err(RecvTimeoutError::Disconnected) => state.jobs = None,
            }
        }
        Err(MODULE_FAILED)
    }
}

impl State {
    /// A fork has no other threads than the one that forked.
    fn forget_other_process(&mut self) {
        let process = std::process::id();
        if self.process != process {
            *self = Self { process, ..Self::default() };
        }
    }

    fn send(&mut self, job: Job) -> Result<(), SourceError> {
        let job = match &self.jobs {
            Some(jobs) => match jobs.send(job) {
                Ok(()) => return Ok(()),
                Err(error) => error.0,
            },
            None => job,
        };
        let (jobs, waiting) = channel();
        self.busy = Arc::new(AtomicBool::new(false));
        let busy = Arc::clone(&self.busy);
        let thread = thread::Builder::new().name("credentials pkcs11".to_owned());
        thread.spawn(move || serve(&waiting, &busy)).map_err(|_| MODULE_FAILED)?;
        // Nothing else can have ended it yet.
        jobs.send(job).map_err(|_| MODULE_FAILED)?;
        self.jobs = Some(jobs);
        Ok(())
    }
}

fn serve(jobs: &Receiver<Job>, busy: &AtomicBool) {
    let mut sessions = Sessions::default();
    while let Ok(job) = jobs.recv_timeout(IDLE) {
        let answer = {
            let _at_work = AtWork::on(busy);
            sessions.run(&job)
        };
        let Job { reply, work, .. } = job;
        // What it gave is the asker's alone when that goes on.
        drop(work);
        // Who asked may have given up.
        _ = reply.send(answer);
    }
}

/// Also a thread that ends by a panic is not at work any more.
struct AtWork<'b>(&'b AtomicBool);

impl<'b> AtWork<'b> {
    fn on(busy: &'b AtomicBool) -> Self {
        busy.store(true, Ordering::Release);
        Self(busy)
    }
}

impl Drop for AtWork<'_> {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Release);
    }
}

/// Those that are open, each for one token and PIN.
#[derive(Default)]
struct Sessions(Vec<(Place, Session)>);

impl Sessions {
    fn run(&mut self, job: &Job) -> Done {
        if let Some(at) = self.0.iter().position(|(place, _)| *place == job.place) {
            match self.0.get(at).map(|(_, session)| (job.work)(session)) {
                Some(Err(error)) if may_be_stale(job, error) => _ = self.0.swap_remove(at),
                Some(answer) => return answer,
                None => {}
            }
        }
        let session = open(job)?;
        let answer =
            (job.work)(&session).map_err(|error| match by_login(error, job.place.pin.is_some()) {
                PIN_MISSING => PIN_OF_KEY_MISSING,
                error => error,
            });
        self.0.push((job.place.clone(), session));
        answer
    }
}

/// Whether a new session may do what this one did not: the token may have been pulled out and plugged in since, and
/// another part of the program may have logged out of it, or finalized the module.
fn may_be_stale(job: &Job, error: SourceError) -> bool {
    [TOKEN_REMOVED, TOKEN_FAILED, MODULE_FAILED].contains(&error)
        || by_login(error, job.place.pin.is_some()) == LOGGED_OUT
}

fn open(job: &Job) -> Result<Session, SourceError> {
    let place = &job.place;
    let (tokens, _) = read::open(&place.module.path, &job.files)?;
    let session = Session::open(tokens.module(), tokens.find(&place.token)?)?;
    if let Some(pin) = &place.pin {
        session.log_in(pin.bytes())?;
    }
    Ok(session)
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;
    use crate::failures::MODULE_RELATIVE;
    use crate::locate::ModuleFile;

    fn place() -> Place {
        let module = ModuleFile { path: "module.so".into(), is_default: false };
        Place { module, token: Arc::default(), pin: None }
    }

    #[test]
    fn a_fork_begins_a_thread_of_its_own() {
        let worker = Worker::default();
        // As it is left behind in the new process: a thread that is not there, and is said to be at work.
        let (jobs, _waiting) = channel();
        let busy = Arc::new(AtomicBool::new(true));
        *worker.0.lock().unwrap() = State { process: 0, jobs: Some(jobs), busy };
        let since = Instant::now();
        let files = SecretFiles::default();
        assert_eq!(
            worker.run(&place(), Duration::from_secs(20), &files, |_| Ok(())),
            Err(MODULE_RELATIVE)
        );
        assert!(since.elapsed() < Duration::from_secs(10));
    }

    #[test]
    fn a_thread_that_panics_is_not_at_work() {
        let busy = AtomicBool::new(false);
        let work = || {
            let _at_work = AtWork::on(&busy);
            assert!(!busy.load(Ordering::Acquire), "as it should");
        };
        assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(work)).is_err());
        assert!(!busy.load(Ordering::Acquire));
    }
}
