//! One thread that uses keys, so that a module which hangs does not hold a program up for ever, and so that many files of
//! one load share a session.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use provider_credentials_core::{SecretFiles, SourceError};

use crate::failures::{MODULE_FAILED, MODULE_HANGS, TOKEN_REMOVED};
use crate::pin::Pin;
use crate::read;
use crate::session::Session;
use crate::settings::Settings;
use crate::uri::TokenName;

/// How long a session stays open for what comes next.
const IDLE: Duration = Duration::from_secs(2);

/// A token, and who logs in.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) module: PathBuf,
    pub(crate) token: Arc<TokenName>,
    pub(crate) pin: Option<Pin>,
}

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
    jobs: Option<Sender<Job>>,
    /// Whether the thread that was begun last is at work.
    busy: Arc<AtomicBool>,
}

impl Worker {
    /// What `work` gives with a session of the token, within the time limit.
    pub(crate) fn run<T: Send + 'static>(
        &self,
        place: &Place,
        settings: &Settings,
        work: impl Fn(&Session) -> Result<T, SourceError> + Send + Sync + 'static,
    ) -> Result<T, SourceError> {
        let given = Arc::new(Mutex::new(None));
        let into = Arc::clone(&given);
        let work: Work = Arc::new(move |session| {
            let value = work(session)?;
            *into.lock().unwrap_or_else(PoisonError::into_inner) = Some(value);
            Ok(())
        });
        self.wait(place, settings, &work)?;
        let value = given.lock().unwrap_or_else(PoisonError::into_inner).take();
        value.ok_or(MODULE_FAILED)
    }

    fn wait(&self, place: &Place, settings: &Settings, work: &Work) -> Done {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Whoever asked before has given up on it.
        if state.busy.load(Ordering::Acquire) {
            return Err(MODULE_HANGS);
        }
        // The thread may end just when it is asked.
        for _ in 0..2 {
            let (reply, answer) = channel();
            let (place, work) = (place.clone(), Arc::clone(work));
            state.send(Job { place, files: settings.files.clone(), work, reply })?;
            match answer.recv_timeout(settings.time_limit) {
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
        busy.store(true, Ordering::Release);
        let answer = sessions.run(&job);
        busy.store(false, Ordering::Release);
        let Job { reply, work, .. } = job;
        // What it gave is the asker's alone when that goes on.
        drop(work);
        // Who asked may have given up.
        _ = reply.send(answer);
    }
}

/// Those that are open, each for one token and PIN.
#[derive(Default)]
struct Sessions(Vec<(Place, Session)>);

impl Sessions {
    fn run(&mut self, job: &Job) -> Done {
        if let Some(at) = self.0.iter().position(|(place, _)| *place == job.place) {
            match self.0.get(at).map(|(_, session)| (job.work)(session)) {
                // The token may have been pulled out and plugged in since.
                Some(Err(error)) if error == TOKEN_REMOVED => _ = self.0.swap_remove(at),
                Some(answer) => return answer,
                None => {}
            }
        }
        let session = open(job)?;
        let answer = (job.work)(&session);
        self.0.push((job.place.clone(), session));
        answer
    }
}

fn open(job: &Job) -> Result<Session, SourceError> {
    let place = &job.place;
    let (tokens, _) = read::open(&place.module, &job.files)?;
    let session = Session::open(tokens.module(), tokens.find(&place.token)?)?;
    if let Some(pin) = &place.pin {
        session.log_in(pin.bytes())?;
    }
    Ok(session)
}
