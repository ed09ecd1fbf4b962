//! The thread that waits for changes, and for what is due.

use std::sync::Weak;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use super::shared::Shared;
use super::wake::Wake;
use crate::set::CredentialSet;

/// How long nothing may happen before a load, and how long a load waits for that: one change is several events.
const QUIET: Duration = Duration::from_millis(20);
const MOST: Duration = Duration::from_millis(200);

/// Until the last handle is gone.
pub(super) fn run<T: CredentialSet>(shared: &Weak<Shared<T>>, wakes: &Receiver<Wake>) {
    loop {
        let Some(due) = shared.upgrade().map(|shared| shared.due_in()) else { return };
        let wake = match due {
            None => wakes.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(due) => wakes.recv_timeout(due),
        };
        let is_of_files = match wake {
            Ok(wake) => wake == Wake::Files,
            Err(RecvTimeoutError::Timeout) => false,
            Err(RecvTimeoutError::Disconnected) => return,
        };
        if is_of_files {
            settle(wakes);
        }
        let Some(shared) = shared.upgrade() else { return };
        if is_of_files {
            shared.reload();
        } else {
            shared.tick();
        }
    }
}

fn settle(wakes: &Receiver<Wake>) {
    let since = Instant::now();
    while since.elapsed() < MOST && wakes.recv_timeout(QUIET).is_ok() {}
}
