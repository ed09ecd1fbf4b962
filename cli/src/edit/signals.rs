//! What ends this process ends the editor, and leaves nothing behind.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};
use std::sync::atomic::{AtomicI32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use rustix::process::{Pid, Signal, kill_process};
use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
use signal_hook::iterator::SignalsInfo;
use signal_hook::iterator::exfiltrator::WithRawSiginfo;
use signal_hook::low_level::emulate_default_handler;

use super::desk::wipe;
use crate::end::Failure;

const ENDS: [(i32, Signal); 4] = [
    (SIGHUP, Signal::HUP),
    (SIGINT, Signal::INT),
    (SIGQUIT, Signal::QUIT),
    (SIGTERM, Signal::TERM),
];

/// Signals that are waited for from now on.
pub(super) struct Caught(SignalsInfo<WithRawSiginfo>);

pub(super) struct Supervisor(Arc<Shared>);

struct Shared {
    directory: PathBuf,
    editor: Mutex<Option<Pid>>,
    /// The signal that was passed on.
    signal: AtomicI32,
}

impl Caught {
    pub(super) fn new() -> Result<Self, Failure> {
        let caught = SignalsInfo::new(ENDS.iter().map(|(number, _)| *number));
        caught.map(Self).map_err(|error| failed(&error))
    }

    /// From now on, they end the editor, or where none runs, this process without the directory.
    pub(super) fn watch(mut self, directory: &Path) -> Result<Supervisor, Failure> {
        let shared = Arc::new(Shared {
            directory: directory.to_owned(),
            editor: Mutex::new(None),
            signal: AtomicI32::new(0),
        });
        let supervisor = Supervisor(Arc::clone(&shared));
        let wait = move || {
            for caught in self.0.forever() {
                let number = caught.si_signo;
                let Some((_, signal)) = ENDS.iter().find(|(known, _)| *known == number) else {
                    continue;
                };
                let editor = shared.editor.lock().unwrap_or_else(PoisonError::into_inner);
                match *editor {
                    // Keys of the terminal are the editor's own: codes above zero are the system's.
                    Some(_) if matches!(number, SIGINT | SIGQUIT) && caught.si_code > 0 => {}
                    Some(editor) => {
                        shared.signal.store(number, Ordering::Release);
                        let _ = kill_process(editor, *signal);
                    }
                    None => {
                        wipe(&shared.directory);
                        let _ = emulate_default_handler(number);
                    }
                }
            }
        };
        let started = thread::Builder::new().name("signals".to_owned()).spawn(wait);
        started.map_err(|error| failed(&error))?;
        Ok(supervisor)
    }
}

fn failed(error: &io::Error) -> Failure {
    Failure(format!("cannot wait for signals: {}", error.kind()))
}

impl Supervisor {
    /// Runs a command; ends with it if a signal ended it.
    pub(super) fn run(&self, command: &mut Command) -> io::Result<ExitStatus> {
        let mut editor = self.0.editor.lock().unwrap_or_else(PoisonError::into_inner);
        let mut child = command.spawn()?;
        *editor = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
        drop(editor);
        let status = child.wait();
        *self.0.editor.lock().unwrap_or_else(PoisonError::into_inner) = None;
        let signal = self.0.signal.load(Ordering::Acquire);
        if signal != 0 {
            wipe(&self.0.directory);
            let _ = emulate_default_handler(signal);
        }
        status
    }
}
