use core::fmt;
use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use super::background::Background;
use super::lines::Lines;
use crate::report::{Event, Observer};

/// Events as lines of JSON, to any writer: feature `json-events`.
///
/// ```no_run
/// # use provider_credentials_core as provider_credentials;
/// use provider_credentials::{JsonLines, Loader};
/// use std::fs::OpenOptions;
/// use std::time::Duration;
///
/// # fn main() -> std::io::Result<()> {
/// let file = OpenOptions::new().append(true).create(true).open("events.jsonl")?;
/// let lines = JsonLines::start(file)?;
/// let loader = Loader::new().with_observer(lines.clone());
/// // Before the program ends:
/// lines.flush(Duration::from_secs(2));
/// # Ok(())
/// # }
/// ```
///
/// An event is one line, see [`Event::json`]; it is written at once, and the writer is flushed after it. A writer may
/// block, fail or panic: it is called on a thread of its own, as [`Background`] does it, and no load waits for it. A
/// line that it does not take is [counted](Self::failed) and not written again. If a part of it was written, the next
/// line begins on a new one, so that a reader loses that line and no other.
///
/// To write where the load runs instead, an observer is one line: `|event: &Event<'_>| println!("{}", event.json())`.
#[derive(Clone)]
pub struct JsonLines {
    background: Background,
    failed: Arc<AtomicU64>,
}

impl JsonLines {
    /// Starts the thread that writes.
    ///
    /// # Errors
    ///
    /// That the system has no thread for it.
    pub fn start(writer: impl Write + Send + 'static) -> io::Result<Self> {
        let failed = Arc::<AtomicU64>::default();
        let background = Background::start(Lines::new(writer, Arc::clone(&failed)))?;
        Ok(Self { background, failed })
    }

    /// Waits until every event so far is written, but no longer than that; whether all are, or have failed.
    #[allow(clippy::must_use_candidate, reason = "at the end of a program, nothing can be done")]
    pub fn flush(&self, timeout: Duration) -> bool {
        self.background.flush(timeout)
    }

    /// How many lines the writer did not take.
    #[must_use]
    pub fn failed(&self) -> u64 {
        self.failed.load(Ordering::Relaxed).saturating_add(self.background.panicked())
    }

    /// How many events were dropped, because more than [`Background::CAPACITY`] were waiting for the writer.
    #[must_use]
    pub fn dropped(&self) -> u64 {
        self.background.dropped()
    }
}

impl Observer for JsonLines {
    fn observe(&self, event: &Event<'_>) {
        self.background.observe(event);
    }
}

impl fmt::Debug for JsonLines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JsonLines")
            .field("failed", &self.failed())
            .field("dropped", &self.dropped())
            .finish_non_exhaustive()
    }
}
