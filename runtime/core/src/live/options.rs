use core::time::Duration;

/// How a [`Live`](crate::Live) keeps its credentials current.
///
/// ```
/// # use provider_credentials_core as provider_credentials;
/// use provider_credentials::LiveOptions;
/// use std::time::Duration;
///
/// let options = LiveOptions::new()
///     .interval(Duration::from_secs(300))
///     .grace(Duration::from_secs(60))
///     .max_age(Duration::from_secs(86_400));
/// ```
#[derive(Debug, Clone)]
pub struct LiveOptions {
    pub(super) interval: Option<Duration>,
    pub(super) grace: Duration,
    pub(super) max_age: Option<Duration>,
    pub(super) watches: bool,
    pub(super) has_thread: bool,
}

/// Long enough for servers that take a while to take the new one.
const GRACE: Duration = Duration::from_secs(60);

impl LiveOptions {
    /// Files are watched, nothing is asked at intervals, the value before is kept for a minute, and no value is too
    /// old.
    #[must_use]
    pub fn new() -> Self {
        Self { interval: None, grace: GRACE, max_age: None, watches: true, has_thread: true }
    }

    /// Also loads at intervals: for file systems without events (NFS, some overlays) and for stores that do not say
    /// how long an answer is good. Each is made longer or shorter by up to a tenth, so that many processes do not
    /// ask at once.
    #[must_use]
    pub fn interval(mut self, interval: Duration) -> Self {
        self.interval = Some(interval);
        self
    }

    /// How long the value before a rotation is kept for [`previous`](crate::AnyCredential::previous): one minute
    /// unless said otherwise.
    #[must_use]
    pub fn grace(mut self, grace: Duration) -> Self {
        self.grace = grace;
        self
    }

    /// How old a value may become that cannot be loaded anew: then it is an error. Without this, the last good value
    /// is kept for as long as it takes.
    #[must_use]
    pub fn max_age(mut self, age: Duration) -> Self {
        self.max_age = Some(age);
        self
    }

    /// Does not watch files: they are read again at intervals and on [`reload`](crate::Live::reload) alone.
    #[must_use]
    pub fn without_watching(mut self) -> Self {
        self.watches = false;
        self
    }

    /// Has no thread of its own: the program calls [`tick`](crate::Live::tick), say once a second, from an event loop or
    /// a timer that it has anyhow. Nothing loads in between. The system's events of files still take one thread, unless
    /// files are [not watched](Self::without_watching).
    #[must_use]
    pub fn without_thread(mut self) -> Self {
        self.has_thread = false;
        self
    }
}

impl Default for LiveOptions {
    fn default() -> Self {
        Self::new()
    }
}
