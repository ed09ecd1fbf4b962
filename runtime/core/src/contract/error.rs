use core::fmt;
use core::num::NonZeroU16;

/// Why a [`Source`](crate::Source) has no secret to give.
///
/// All text is static, and a detail is a number: nothing that was read from a store can find its way
/// into a log.
///
/// ```
/// # use provider_credentials_core as provider_credentials;
/// use provider_credentials::SourceError;
///
/// const SEALED: SourceError = SourceError::new(
///     "acme_sealed",
///     "the server is sealed",
///     "unseal it with `acme operator unseal`",
/// )
/// .retryable();
///
/// let error = SEALED.http_status(503).attempts(3);
/// assert_eq!(error.code(), "acme_sealed");
/// assert!(error.is_retryable());
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "an error may be several of these at once")]
pub struct SourceError {
    code: &'static str,
    problem: &'static str,
    fix: &'static str,
    is_absent: bool,
    is_retryable: bool,
    is_denied: bool,
    is_unreachable: bool,
    detail: ErrorDetail,
}

/// What is known besides: numbers only. Small, because every reason for a failure has room for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ErrorDetail {
    http_status: Option<NonZeroU16>,
    attempts: Option<NonZeroU16>,
    days_ago: Option<NonZeroU16>,
    ended: Option<Ended>,
}

/// How a program ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ended {
    Exit(i32),
    Signal(i32),
}

impl SourceError {
    /// An error with a stable `code` for programs, such as `vault_sealed`, with what is wrong, and
    /// with the one thing to do about it. Begin the code with the source's name, so that no other
    /// source has it.
    #[must_use]
    pub const fn new(code: &'static str, problem: &'static str, fix: &'static str) -> Self {
        let detail = ErrorDetail { http_status: None, attempts: None, days_ago: None, ended: None };
        Self {
            code,
            problem,
            fix,
            is_absent: false,
            is_retryable: false,
            is_denied: false,
            is_unreachable: false,
            detail,
        }
    }

    /// Marks the secret as not there: the next one of the credential's `sources` is asked. Any other
    /// error is final, because a store that is out of order must not let another source take its
    /// place unseen, unless the manifest says so for [`denied`](Self::denied) or
    /// [`unreachable`](Self::unreachable) errors with `fall_through`.
    #[must_use]
    pub const fn absent(mut self) -> Self {
        self.is_absent = true;
        self
    }

    /// Marks the failure as one that a later load may not meet: the server was overloaded, or could
    /// not be reached. See [`LoadError::is_retryable`](crate::LoadError::is_retryable).
    #[must_use]
    pub const fn retryable(mut self) -> Self {
        self.is_retryable = true;
        self
    }

    /// Marks the answer as a refusal: the store will not give this secret to this program. The next
    /// one of the credential's `sources` is asked if `fall_through` in the manifest has `denied`.
    #[must_use]
    pub const fn denied(mut self) -> Self {
        self.is_denied = true;
        self
    }

    /// Marks the store as out of reach. The next one of the credential's `sources` is asked if
    /// `fall_through` in the manifest has `unreachable`. It is not [`retryable`](Self::retryable) by
    /// that.
    #[must_use]
    pub const fn unreachable(mut self) -> Self {
        self.is_unreachable = true;
        self
    }

    /// Adds the HTTP status of the answer (RFC 9110, section 15).
    #[must_use]
    pub const fn http_status(mut self, status: u16) -> Self {
        self.detail.http_status = NonZeroU16::new(status);
        self
    }

    /// Adds how often the source tried.
    #[must_use]
    pub const fn attempts(mut self, attempts: u16) -> Self {
        self.detail.attempts = NonZeroU16::new(attempts);
        self
    }

    /// Adds how many whole days ago that happened, such as the end of a certificate. Zero adds nothing.
    #[must_use]
    pub const fn days_ago(mut self, days: u16) -> Self {
        self.detail.days_ago = NonZeroU16::new(days);
        self
    }

    /// Adds the exit status of a program.
    #[must_use]
    pub const fn exit_status(mut self, status: i32) -> Self {
        self.detail.ended = Some(Ended::Exit(status));
        self
    }

    /// Adds the signal that killed a program (signal(7)).
    #[must_use]
    pub const fn signal(mut self, signal: i32) -> Self {
        self.detail.ended = Some(Ended::Signal(signal));
        self
    }

    /// The stable code, as [`LoadError::code`](crate::LoadError::code) gives it.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.code
    }

    /// Whether the secret is not there, as opposed to being out of reach.
    #[must_use]
    pub const fn is_absent(&self) -> bool {
        self.is_absent
    }

    /// Whether a later load may succeed without anybody changing anything.
    #[must_use]
    pub const fn is_retryable(&self) -> bool {
        self.is_retryable
    }

    /// Whether the store will not give this secret to this program.
    #[must_use]
    pub const fn is_denied(&self) -> bool {
        self.is_denied
    }

    /// Whether the store is out of reach.
    #[must_use]
    pub const fn is_unreachable(&self) -> bool {
        self.is_unreachable
    }

    pub(crate) const fn problem(&self) -> &'static str {
        self.problem
    }

    pub(crate) const fn fix(&self) -> &'static str {
        self.fix
    }

    pub(crate) const fn detail(&self) -> ErrorDetail {
        self.detail
    }
}

/// As `Display`, with the code: what `main` shows of an error that it returns.
impl fmt::Debug for SourceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self} [{}]", self.code)
    }
}

/// Problem and fix.
impl fmt::Display for SourceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}; {}", self.problem, self.detail, self.fix)
    }
}

impl core::error::Error for SourceError {}

/// As a parenthesis behind the problem: `` (HTTP status 503, 3 attempts)``; nothing if nothing is known.
impl fmt::Display for ErrorDetail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.days_ago.map(NonZeroU16::get) {
            None => {}
            Some(1) => f.write_str(" (a day ago)")?,
            Some(days) => write!(f, " ({days} days ago)")?,
        }
        match self.ended {
            Some(Ended::Exit(status)) => return write!(f, " (exit status {status})"),
            Some(Ended::Signal(signal)) => return write!(f, " (signal {signal})"),
            None => {}
        }
        match (self.http_status, self.attempts) {
            (None, None) => Ok(()),
            (Some(status), None) => write!(f, " (HTTP status {status})"),
            (None, Some(attempts)) => write!(f, " ({attempts} attempts)"),
            (Some(status), Some(attempts)) => {
                write!(f, " (HTTP status {status}, {attempts} attempts)")
            }
        }
    }
}
