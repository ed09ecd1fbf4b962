use core::fmt;
use std::io;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use super::queue::Queue;
use crate::contract::shielded;
use crate::report::{Event, Observer};

/// An observer on a thread of its own: feature `background`. It may block, and delays no load.
///
/// ```
/// # use provider_credentials_core as provider_credentials;
/// use provider_credentials::{Background, Event, Loader};
/// use std::time::Duration;
///
/// # fn main() -> std::io::Result<()> {
/// # fn send(_: &Event<'_>) {}
/// let slow = Background::start(|event: &Event<'_>| send(event))?;
/// let loader = Loader::new().with_observer(slow.clone());
/// // Before the program ends:
/// slow.flush(Duration::from_secs(2));
/// # Ok(())
/// # }
/// ```
///
/// A load waits for no more than a copy of the event, which holds no secret either, and for a lock that is never held
/// while the observer works. Events wait in a queue of bounded length, in order; one that finds it full is dropped and
/// [counted](Self::dropped). A panic of the observer costs it that event, and is [counted](Self::panicked).
///
/// A handle: cloning it is cheap. When the last one goes, which may be that of the [`Loader`](crate::Loader), the
/// observer still gets what waits, and the thread ends; the process does not wait for that, so call
/// [`flush`](Self::flush) before it ends.
#[derive(Clone)]
pub struct Background(Arc<Handle>);

/// What all handles share, and the thread does not.
struct Handle(Arc<Queue>);

impl Drop for Handle {
    fn drop(&mut self) {
        self.0.close();
    }
}

impl Background {
    /// How many events may wait unless the program says otherwise: those of a load of the largest manifests that are
    /// practical. They take about 100 bytes each, while they wait.
    pub const CAPACITY: usize = 16_384;

    /// Starts the thread.
    ///
    /// # Errors
    ///
    /// That the system has no thread for it.
    pub fn start(observer: impl Observer + 'static) -> io::Result<Self> {
        Self::with_capacity(observer, Self::CAPACITY)
    }

    /// The same, with a queue of this length.
    ///
    /// # Errors
    ///
    /// That the system has no thread for it.
    pub fn with_capacity(observer: impl Observer + 'static, capacity: usize) -> io::Result<Self> {
        let queue = Arc::new(Queue::new(capacity));
        let of_thread = Arc::clone(&queue);
        let thread = thread::Builder::new().name("credential-events".to_owned());
        thread.spawn(move || run(&observer, &of_thread))?;
        Ok(Self(Arc::new(Handle(queue))))
    }

    /// Waits until the observer got all that was here when this was called, but no longer than that; whether
    /// it has been. What was [dropped](Self::dropped) does not count.
    #[allow(clippy::must_use_candidate, reason = "at the end of a program, nothing can be done")]
    pub fn flush(&self, timeout: Duration) -> bool {
        self.0.0.flush(timeout)
    }

    /// How many events the observer did not get, because the queue was full.
    #[must_use]
    pub fn dropped(&self) -> u64 {
        self.0.0.dropped()
    }

    /// How many events the observer panicked at.
    #[must_use]
    pub fn panicked(&self) -> u64 {
        self.0.0.panicked()
    }
}

fn run(observer: &dyn Observer, queue: &Queue) {
    while let Some(record) = queue.next() {
        let told = shielded(|| observer.observe(&record.as_event()));
        queue.done(told.is_none());
    }
}

impl Observer for Background {
    fn observe(&self, event: &Event<'_>) {
        self.0.0.push(event.to_record());
    }
}

impl fmt::Debug for Background {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Background")
            .field("dropped", &self.dropped())
            .field("panicked", &self.panicked())
            .finish_non_exhaustive()
    }
}
