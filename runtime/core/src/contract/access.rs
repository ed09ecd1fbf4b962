use core::fmt;
use core::panic::Location;
use std::time::SystemTime;

use super::anchor::AccessAnchor;

/// That a program asked for a secret: feature `access`.
///
/// It holds what the manifest and the program's own code say, and no byte of a secret: all text in it is
/// static.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Access {
    pub(crate) credential_id: &'static str,
    pub(crate) provider: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) part: &'static str,
    pub(crate) reason: Option<&'static str>,
    pub(crate) place: &'static Location<'static>,
    pub(crate) time: SystemTime,
    pub(crate) generation: u64,
}

impl Access {
    /// The credential's ID, as the manifest has it.
    #[must_use]
    pub fn credential_id(&self) -> &'static str {
        self.credential_id
    }

    /// The provider, as the manifest has it.
    #[must_use]
    pub fn provider(&self) -> &'static str {
        self.provider
    }

    /// The kind of credential, as the manifest's `type` has it.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        self.kind
    }

    /// The part that was asked for, such as `password`; `secret` of an API key. What is made of several parts, such
    /// as an access token, counts as the first of them.
    #[must_use]
    pub fn part(&self) -> &'static str {
        self.part
    }

    /// What for, if the program [says so](crate::AnyCredential::secret_for).
    #[must_use]
    pub fn reason(&self) -> Option<&'static str> {
        self.reason
    }

    /// The line of the program that asked. A method that is passed on as a function
    /// (`map(AnyCredential::secret)`) is called by the standard library, and that is the place then.
    #[must_use]
    pub fn place(&self) -> &'static Location<'static> {
        self.place
    }

    /// When, by the [loader's clock](crate::Loader::clock).
    #[must_use]
    pub fn time(&self) -> SystemTime {
        self.time
    }

    /// How often the credential's value changed since the program started, counted from 1. Always 1 without `Live`.
    #[must_use]
    pub fn generation(&self) -> u64 {
        self.generation
    }
}

/// One line for a log: `` openai (openai): `secret` accessed at src/main.rs:10:21 ``.
impl fmt::Display for Access {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { credential_id, provider, part, place, reason, .. } = self;
        write!(f, "{credential_id} ({provider}): `{part}` accessed at {place}")?;
        match reason {
            Some(reason) => write!(f, ", for {reason}"),
            None => Ok(()),
        }
    }
}

/// Is asked before a secret is given out, each time: feature `access`.
///
/// ```
/// # use provider_credentials_core as provider_credentials;
/// use provider_credentials::{Access, AccessObserver, Loader, NotRecorded, Recorded};
///
/// struct Counter(std::sync::atomic::AtomicU64);
///
/// impl AccessObserver for Counter {
///     fn accessed(&self, _: &Access) -> Result<Recorded, NotRecorded> {
///         self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
///         Ok(Recorded::Done)
///     }
/// }
///
/// let loader = Loader::new().with_access_observer(Counter(0.into()));
/// ```
pub trait AccessObserver: Send + Sync {
    /// Called on the thread that asks, before it gets the secret, and from many threads at once. It must not ask for
    /// a secret of the same set, or it is called again. A panic here is the program's own and is not caught.
    ///
    /// # Errors
    ///
    /// Why the secret is not given out: the one who asked gets an error with the code `access_not_recorded`. If the
    /// program is to go on without a record, the answer is [`Recorded::Failed`].
    fn accessed(&self, access: &Access) -> Result<Recorded, NotRecorded>;
}

/// What became of the record of an access that is let through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Recorded {
    /// All is well.
    Done,
    /// All is well, and there is a new anchor: observers of the loader are notified with
    /// [`Event::Access`](crate::Event::Access).
    Anchored(AccessAnchor),
    /// It could not be recorded: observers of the loader are notified with
    /// [`Event::Access`](crate::Event::Access).
    Failed(NotRecorded),
    /// The same again: observers are not notified.
    FailedAgain,
}

/// Why an access was not recorded. All text is static: see [`SourceError`](crate::SourceError).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotRecorded {
    code: &'static str,
    problem: &'static str,
    fix: &'static str,
}

impl NotRecorded {
    /// A stable word for it, what is wrong, and the one thing to do about it: `audit_full`, "the audit file's disk is
    /// full", "make room on it".
    #[must_use]
    pub const fn new(code: &'static str, problem: &'static str, fix: &'static str) -> Self {
        Self { code, problem, fix }
    }

    /// The stable word.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.code
    }

    /// What is wrong.
    #[must_use]
    pub const fn problem(&self) -> &'static str {
        self.problem
    }

    /// The one thing to do about it.
    #[must_use]
    pub const fn fix(&self) -> &'static str {
        self.fix
    }
}

impl fmt::Display for NotRecorded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {} [{}]", self.problem, self.fix, self.code)
    }
}

impl core::error::Error for NotRecorded {}
