use core::fmt;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError, Weak};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use provider_credentials_core::{Access, AccessAnchor, AccessObserver, NotRecorded, Recorded};

use crate::failure::{AuditError, Failure};
use crate::fold::{Fold, Folds};
use crate::options::Options;
use crate::texts::{self, Texts};
use crate::writer::Writer;

/// A file with a record of each access to a secret: feature `audit`.
///
/// ```no_run
/// # use provider_credentials_core as provider_credentials;
/// # use provider_credentials_audit::AuditLog;
/// # fn example() -> Result<(), Box<dyn std::error::Error>> {
/// use provider_credentials::Loader;
///
/// let log = AuditLog::open("/var/log/my-agent/access.jsonl")?;
/// let loader = Loader::new().with_access_observer(log);
/// # Ok(())
/// # }
/// ```
///
/// A handle: cloning it is cheap, and all clones write to the same file. Several processes may write to one file, on a
/// local file system. When the file is renamed, the next record begins a new one, which continues its chain.
///
/// - An access that cannot be recorded is let through, and observers of the loader are
///   [notified](provider_credentials_core::AccessEvent): at once, and again each second for as long as it goes on. The next
///   record that succeeds says how many there were. With [`fail_closed`](crate::AuditLogBuilder::fail_closed) it is an error
///   instead.
/// - Accesses of one line of the program to one secret within a second are one record, which says how many they were:
///   [`fold`](crate::AuditLogBuilder::fold). A process that is killed loses those of its last second.
/// - After `fork` without `exec`, a process opens the file anew by itself. What another thread does at that moment it
///   cannot know: fork before there are threads.
#[derive(Clone)]
pub struct AuditLog(Arc<Inner>);

struct Inner {
    path: PathBuf,
    options: Options,
    state: Mutex<State>,
}

struct State {
    writer: Writer,
    texts: Texts,
    folds: Folds,
    /// Has the thread write what is folded, after a while.
    flusher: Option<Sender<()>>,
    /// Whether the thread knows that there is something to write.
    is_told: bool,
    /// Since when observers have not been notified again.
    failing: Option<Instant>,
    /// Somebody keeps the lock, as it seems.
    is_locked_out: bool,
    /// How many anchors there were.
    anchors: u64,
}

/// How often observers are notified that records fail.
const TOLD_AGAIN: Duration = Duration::from_secs(1);

/// How long an access waits for a lock that was waited for in vain, where it is let through in any case.
const LOCKED_OUT: Duration = Duration::from_millis(1);

impl AuditLog {
    pub(crate) fn open_with(path: PathBuf, options: Options) -> Result<Self, AuditError> {
        // Whatever becomes of the working directory.
        let path = std::path::absolute(&path).unwrap_or(path);
        let writer = match Writer::open(&path, &options) {
            Ok(writer) => writer,
            Err(failure) => return Err(AuditError::new(&path, failure)),
        };
        let anchors = options.anchor_every.map_or(0, |every| writer.seq() / every);
        let state = State {
            writer,
            texts: Texts::default(),
            folds: Folds::default(),
            flusher: None,
            is_told: false,
            failing: None,
            is_locked_out: false,
            anchors,
        };
        Ok(Self(Arc::new(Inner { path, options, state: Mutex::new(state) })))
    }

    /// The file's path, made absolute.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0.path
    }

    /// Writes what is folded, and gives the last record that this process knows of: keep its hash elsewhere, and
    /// `cargo credentials audit verify --head` shows whether anything before it was cut off.
    ///
    /// # Errors
    ///
    /// That it cannot be written.
    pub fn flush(&self) -> Result<AccessAnchor, AuditError> {
        let mut state = self.0.lock();
        let failed = |failure| AuditError::new(&self.0.path, failure);
        state.writer.patience = self.0.options.lock_timeout;
        state.own(&self.0.options).map_err(failed)?;
        state.flush(&self.0.options, None).map_err(failed)?;
        Ok(AccessAnchor::new(state.writer.seq(), state.writer.head()))
    }
}

impl Inner {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// For an access: what it waits for other threads here, it does not wait for other processes any more.
    fn lock_for_access(&self) -> MutexGuard<'_, State> {
        let limit = self.options.lock_timeout;
        let (mut state, patience) = match self.state.try_lock() {
            Ok(state) => (state, limit),
            Err(TryLockError::Poisoned(poisoned)) => (poisoned.into_inner(), limit),
            Err(TryLockError::WouldBlock) => {
                let since = Instant::now();
                let state = self.lock();
                (state, limit.saturating_sub(since.elapsed()))
            }
        };
        let is_locked_out = state.is_locked_out && !self.options.is_fail_closed;
        state.writer.patience = if is_locked_out { patience.min(LOCKED_OUT) } else { patience };
        state
    }
}

impl AccessObserver for AuditLog {
    fn accessed(&self, access: &Access) -> Result<Recorded, NotRecorded> {
        let Inner { options, .. } = &*self.0;
        let mut state = self.0.lock_for_access();
        let result = state.record(access, options);
        if options.fold.is_some() {
            state.have_flushed(&self.0);
        }
        match result {
            Ok(is_written) => Ok(state.recorded(is_written, options)),
            Err(failure) if options.is_fail_closed => Err(failure.not_recorded()),
            Err(failure) => Ok(state.lost(failure)),
        }
    }
}

impl State {
    /// Whether it is written, and not counted alone.
    fn record(&mut self, access: &Access, options: &Options) -> Result<bool, Failure> {
        self.own(options)?;
        let Some(window) = options.fold else {
            self.write(access, 1, None, options)?;
            return Ok(true);
        };
        let now = Instant::now();
        if self.folds.is_due(now) {
            // What is lost by it is counted.
            _ = self.flush(options, Some((now, window)));
        }
        if self.folds.add(access) {
            return Ok(false);
        }
        self.write(access, 1, None, options)?;
        self.folds.begin(access, now, window);
        Ok(true)
    }

    /// In a process that was copied, what the other one has folded is the other one's to write.
    fn own(&mut self, options: &Options) -> Result<(), Failure> {
        if self.writer.is_of_another_process() {
            (self.folds, self.flusher, self.is_told) = (Folds::default(), None, false);
            self.writer.reopen()?;
            self.writer.append(options, SystemTime::now(), None)?;
        }
        Ok(())
    }

    fn write(
        &mut self,
        access: &Access,
        count: u64,
        since: Option<SystemTime>,
        options: &Options,
    ) -> Result<(), Failure> {
        let text = self.texts.of(access);
        let write = |out: &mut Vec<u8>| texts::push(out, text, count, since);
        let result = self.writer.append(options, access.time(), Some(&write));
        self.is_locked_out = result == Err(Failure::Locked);
        result
    }

    /// Writes what is folded and due, or all.
    fn flush(
        &mut self,
        options: &Options,
        now: Option<(Instant, Duration)>,
    ) -> Result<(), Failure> {
        let mut result = Ok(());
        for Fold { access, count, since, .. } in self.folds.take_due(now) {
            let since = (count > 1).then_some(since);
            if let Err(failure) = self.write(&access, count, since, options) {
                self.writer.lost = self.writer.lost.saturating_add(count);
                // So that the next access there is no fold: it fails too, and somebody is told.
                self.folds.forget(&access);
                result = Err(failure);
            }
        }
        result
    }

    /// Sees to it that what is folded is written, also if nothing else is asked for.
    fn have_flushed(&mut self, inner: &Arc<Inner>) {
        if self.is_told || self.folds.is_empty() {
            return;
        }
        let flusher = self.flusher.get_or_insert_with(|| {
            let (sender, receiver) = channel();
            let (weak, window) = (Arc::downgrade(inner), inner.options.fold.unwrap_or_default());
            let name = "audit-log".to_owned();
            // Without a thread, the next access and the end of the log write it.
            _ = thread::Builder::new()
                .name(name)
                .spawn(move || flush_later(&weak, &receiver, window));
            sender
        });
        self.is_told = flusher.send(()).is_ok();
    }

    fn recorded(&mut self, is_written: bool, options: &Options) -> Recorded {
        if is_written {
            self.failing = None;
        }
        let Some(every) = options.anchor_every else { return Recorded::Done };
        let anchors = self.writer.seq() / every;
        if anchors == self.anchors {
            return Recorded::Done;
        }
        self.anchors = anchors;
        Recorded::Anchored(AccessAnchor::new(self.writer.seq(), self.writer.head()))
    }

    fn lost(&mut self, failure: Failure) -> Recorded {
        self.writer.lost = self.writer.lost.saturating_add(1);
        let now = Instant::now();
        if self.failing.is_some_and(|told| now.duration_since(told) < TOLD_AGAIN) {
            return Recorded::FailedAgain;
        }
        self.failing = Some(now);
        Recorded::Failed(failure.not_recorded())
    }
}

/// Runs on a thread of its own, until the log is gone.
fn flush_later(weak: &Weak<Inner>, receiver: &Receiver<()>, window: Duration) {
    while receiver.recv().is_ok() {
        loop {
            thread::sleep(window);
            let Some(inner) = weak.upgrade() else { return };
            let mut state = inner.lock_for_access();
            // What is lost by it is counted.
            _ = state.flush(&inner.options, Some((Instant::now(), window)));
            if state.folds.is_empty() {
                state.is_told = false;
                break;
            }
        }
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        let Self { options, state, .. } = self;
        let state = state.get_mut().unwrap_or_else(PoisonError::into_inner);
        if !state.writer.is_of_another_process() {
            state.writer.patience = options.lock_timeout;
            _ = state.flush(options, None);
        }
    }
}

/// Shows the path.
impl fmt::Debug for AuditLog {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AuditLog").field("path", &self.0.path).finish_non_exhaustive()
    }
}
