//! One thread that opens the keys of files, so that a module which hangs does not hold a load up for ever, and so that
//! many files of one load share a session.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use provider_credentials_core::{SecretFiles, SourceError};
use zeroize::Zeroizing;

use crate::algorithm::Algorithm;
use crate::failures::{KEY_NOT_FOUND, MODULE_FAILED, MODULE_HANGS, PIN_MISSING, TOKEN_REMOVED};
use crate::pin::Pin;
use crate::read;
use crate::session::Session;
use crate::settings::Settings;
use crate::uri::{Object, TokenName};

/// How long a session stays open for the next file.
const IDLE: Duration = Duration::from_secs(1);

/// A key of a file, and the key in a token that opens it.
#[derive(Clone)]
pub(crate) struct Task {
    pub(crate) module: PathBuf,
    pub(crate) token: Arc<TokenName>,
    pub(crate) object: Object,
    pub(crate) pin: Option<Pin>,
    pub(crate) algorithm: Algorithm,
    pub(crate) wrapped: Vec<u8>,
}

type Answer = Result<Zeroizing<Vec<u8>>, SourceError>;

struct Job {
    task: Task,
    files: SecretFiles,
    reply: Sender<Answer>,
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
    pub(crate) fn unwrap(&self, task: &Task, settings: &Settings) -> Answer {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Whoever asked before has given up on it.
        if state.busy.load(Ordering::Acquire) {
            return Err(MODULE_HANGS);
        }
        // The thread may end just when it is asked.
        for _ in 0..2 {
            let (reply, answer) = channel();
            let job = Job { task: task.clone(), files: settings.files.clone(), reply };
            state.send(job)?;
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
        thread.spawn(move || work(&waiting, &busy)).map_err(|_| MODULE_FAILED)?;
        // Nothing else can have ended it yet.
        jobs.send(job).map_err(|_| MODULE_FAILED)?;
        self.jobs = Some(jobs);
        Ok(())
    }
}

fn work(jobs: &Receiver<Job>, busy: &AtomicBool) {
    let mut sessions = Sessions::default();
    while let Ok(job) = jobs.recv_timeout(IDLE) {
        busy.store(true, Ordering::Release);
        let answer = sessions.unwrap(&job.task, &job.files);
        busy.store(false, Ordering::Release);
        // Who asked may have given up.
        _ = job.reply.send(answer);
    }
}

/// Those that are open, each for one token and PIN.
#[derive(Default)]
struct Sessions(Vec<Known>);

struct Known {
    module: PathBuf,
    token: Arc<TokenName>,
    pin: Option<Pin>,
    session: Session,
}

impl Sessions {
    fn unwrap(&mut self, task: &Task, files: &SecretFiles) -> Answer {
        let is_of_task = |known: &Known| {
            known.module == task.module && known.token == task.token && known.pin == task.pin
        };
        if let Some(at) = self.0.iter().position(is_of_task) {
            match self.0.get(at).map(|known| with(&known.session, task)) {
                // The token may have been pulled out and plugged in since.
                Some(Err(error)) if error == TOKEN_REMOVED => _ = self.0.swap_remove(at),
                Some(answer) => return answer,
                None => {}
            }
        }
        let session = open(task, files)?;
        let answer = with(&session, task);
        self.0.push(Known {
            module: task.module.clone(),
            token: Arc::clone(&task.token),
            pin: task.pin.clone(),
            session,
        });
        answer
    }
}

fn open(task: &Task, files: &SecretFiles) -> Result<Session, SourceError> {
    let (tokens, _) = read::open(&task.module, files)?;
    let session = Session::open(tokens.module(), tokens.find(&task.token)?)?;
    if let Some(pin) = &task.pin {
        session.log_in(pin.bytes())?;
    }
    Ok(session)
}

fn with(session: &Session, task: &Task) -> Answer {
    let key = session.key(&task.object, task.algorithm).map_err(|error| {
        // Private objects are not shown to everybody.
        if error == KEY_NOT_FOUND && task.pin.is_none() && session.hides() {
            PIN_MISSING
        } else {
            error
        }
    })?;
    session.unwrap(key, task.algorithm, &task.wrapped)
}
