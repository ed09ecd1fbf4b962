//! A line on a terminal while stores take their time.

use std::io::{self, IsTerminal, Write};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use provider_credentials_manifest::Checked;
use provider_credentials_manifest::checked::{Credential, Source};

/// Shown from the time on that people notice, and gone when it ends.
pub(super) struct Progress(Option<(Sender<()>, JoinHandle<()>)>);

/// Before that, a line would flicker.
const PATIENCE: Duration = Duration::from_millis(300);

impl Progress {
    pub(super) fn start(manifest: &Checked) -> Self {
        let kinds = kinds(manifest);
        if kinds.is_empty() || !io::stderr().is_terminal() {
            return Self(None);
        }
        let (over, is_over) = channel::<()>();
        let work = move || {
            let started = Instant::now();
            let mut wait = PATIENCE;
            while is_over.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
                let seconds = started.elapsed().as_secs();
                let _ = write!(io::stderr(), "\r\x1b[Kasking {kinds} ... {seconds} s");
                wait = Duration::from_secs(1);
            }
            if started.elapsed() >= PATIENCE {
                let _ = write!(io::stderr(), "\r\x1b[K");
            }
        };
        // Without a thread there is no line.
        let thread = thread::Builder::new().name("progress".to_owned()).spawn(work);
        Self(thread.ok().map(|thread| (over, thread)))
    }

    pub(super) fn end(self) {
        if let Some((over, thread)) = self.0 {
            drop(over);
            let _ = thread.join();
        }
    }
}

/// The stores that are asked.
fn kinds(manifest: &Checked) -> String {
    let mut kinds: Vec<&str> = manifest
        .credentials
        .iter()
        .flat_map(Credential::sources)
        .filter_map(|source| match source.place() {
            Source::Remote(remote) => remote.opens.map(|_| remote.kind.as_str()),
            _ => None,
        })
        .collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds.join(", ")
}
