use core::fmt;
use std::path::PathBuf;
use std::time::Duration;

use provider_credentials_core::Secret;

use crate::chain::Chain;
use crate::failure::{AuditError, Failure};
use crate::log::AuditLog;
use crate::options::{Options, Sync};

impl AuditLog {
    /// Appends to this file, which is created if it does not exist, for its owner alone.
    ///
    /// # Errors
    ///
    /// That it cannot be written, or that others could change or replace it.
    pub fn open(path: impl Into<PathBuf>) -> Result<Self, AuditError> {
        Self::builder(path).open()
    }

    /// The same, with choices.
    pub fn builder(path: impl Into<PathBuf>) -> AuditLogBuilder {
        AuditLogBuilder::new(path.into())
    }
}

/// How an [`AuditLog`] is kept.
///
/// ```no_run
/// # use provider_credentials_core as provider_credentials;
/// # use provider_credentials_audit::AuditLog;
/// # fn example(audit_key: &provider_credentials::AnyCredential) -> Result<(), Box<dyn std::error::Error>> {
/// use provider_credentials::Loader;
///
/// let log = AuditLog::builder("/var/log/my-agent/access.jsonl")
///     .key(audit_key.secret()?)
///     .anchor_every(1000)
///     .fail_closed()
///     .open()?;
/// let loader = Loader::new().with_access_observer(log);
/// # Ok(())
/// # }
/// ```
#[must_use = "it does nothing until it is opened"]
pub struct AuditLogBuilder {
    path: PathBuf,
    key: Option<Result<Chain, Failure>>,
    is_fail_closed: bool,
    anchor_every: Option<u64>,
    fold: Option<Duration>,
    sync: Sync,
    lock_timeout: Duration,
}

/// Of one line of the program.
const FOLD: Duration = Duration::from_secs(1);

/// Who has the lock needs it for microseconds.
const LOCK_TIMEOUT: Duration = Duration::from_secs(1);

impl AuditLogBuilder {
    pub(crate) fn new(path: PathBuf) -> Self {
        Self {
            path,
            key: None,
            is_fail_closed: false,
            anchor_every: None,
            fold: None,
            sync: Sync::System,
            lock_timeout: LOCK_TIMEOUT,
        }
    }

    /// Mixes a key into each hash (HMAC-SHA-256), so that nobody can make the records anew who does not have it. It takes
    /// at least 16 bytes; 32 random ones are right.
    ///
    /// The key may itself be a credential of the manifest, from a set that is loaded before: a `credentials!` of its own,
    /// or the same one, loaded twice. It is wiped when the log goes.
    pub fn key(mut self, key: &Secret) -> Self {
        self.key = Some(Chain::keyed(key.expose_bytes()).ok_or(Failure::KeyShort));
        self
    }

    /// Gives no secret out whose access cannot be recorded: whoever asks gets an error with the code
    /// `access_not_recorded`. Nothing is folded then, so that no access is lost if the process is killed.
    pub fn fail_closed(mut self) -> Self {
        self.is_fail_closed = true;
        self
    }

    /// Tells observers of the loader the last hash, about every so many records, with
    /// [`AccessEvent::anchor`](provider_credentials_core::AccessEvent::anchor). Zero is never.
    pub fn anchor_every(mut self, records: u64) -> Self {
        self.anchor_every = (records > 0).then_some(records);
        self
    }

    /// How long the accesses of one line of the program to one secret are counted before there is another record of
    /// them; a second by default. Zero makes each access a record.
    pub fn fold(mut self, window: Duration) -> Self {
        self.fold = Some(window);
        self
    }

    /// When records have to be on the disk; when the system sees fit by default.
    pub fn sync(mut self, sync: Sync) -> Self {
        self.sync = sync;
        self
    }

    /// How long an access waits at most while other processes write to the file, a second by default. Then it counts as
    /// not recorded: a process that stopped with the lock holds nobody up for ever.
    pub fn lock_timeout(mut self, limit: Duration) -> Self {
        self.lock_timeout = limit;
        self
    }

    /// Opens the file, or creates it for its owner alone.
    ///
    /// # Errors
    ///
    /// That it cannot be written, that others could change or replace it, that it is the log of another key, or that
    /// choices exclude each other.
    pub fn open(self) -> Result<AuditLog, AuditError> {
        let failed = |failure| AuditError::new(&self.path, failure);
        let chain = self.key.unwrap_or(Ok(Chain::Plain)).map_err(failed)?;
        let fold = match self.fold {
            Some(window) if self.is_fail_closed && !window.is_zero() => {
                return Err(failed(Failure::FoldsFailClosed));
            }
            Some(window) => Some(window),
            None if self.is_fail_closed => None,
            None => Some(FOLD),
        };
        let options = Options {
            chain,
            is_fail_closed: self.is_fail_closed,
            anchor_every: self.anchor_every,
            fold: fold.filter(|window| !window.is_zero()),
            sync: self.sync,
            lock_timeout: self.lock_timeout,
        };
        AuditLog::open_with(self.path, options)
    }
}

/// Shows the choices, and no key.
impl fmt::Debug for AuditLogBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AuditLogBuilder")
            .field("path", &self.path)
            .field("has_key", &self.key.is_some())
            .field("fail_closed", &self.is_fail_closed)
            .field("anchor_every", &self.anchor_every)
            .field("fold", &self.fold)
            .field("sync", &self.sync)
            .field("lock_timeout", &self.lock_timeout)
            .finish()
    }
}
