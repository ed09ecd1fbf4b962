use core::fmt;
use core::time::Duration;
use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

#[cfg(feature = "access")]
use super::accesses::Accesses;
use super::clock::Clock;
#[cfg(feature = "env-removal")]
use super::promise::Promise;
#[cfg(feature = "access")]
use crate::contract::AccessObserver;
use crate::contract::{KeyProvider, Opened, Source};
use crate::file::{FileRules, Permissions};
use crate::report::Observer;
use crate::secret::Secret;
#[cfg(feature = "dotenv")]
use crate::source::Dotenv;
use crate::source::Variables;

/// How credentials are loaded: the environment, values given by a test, the directory that relative
/// paths are relative to, limits.
///
/// `Credentials::load()` uses `Loader::new()`. A test gives what it needs and touches neither the
/// environment nor any file:
///
/// ```
/// # use provider_credentials_core as provider_credentials;
/// # use provider_credentials::{CredentialSet, Loader};
/// # fn example<Credentials: CredentialSet>() {
/// let loader = Loader::isolated().with_secret("openai", "test");
/// let creds: Credentials = loader.load();
/// # }
/// ```
pub struct Loader {
    pub(super) variables: Variables,
    /// Of two for one ID the last counts, and so for sources of one name.
    pub(super) given: Vec<(String, Secret)>,
    pub(super) isolated: bool,
    pub(super) sources: Vec<(String, Arc<dyn Source>)>,
    pub(super) key_providers: Vec<(String, Arc<dyn KeyProvider>)>,
    /// What openers opened from the loader's environment.
    pub(super) opened: Arc<Opened>,
    pub(super) source_timeout: Duration,
    pub(super) load_timeout: Duration,
    pub(super) strict_values: bool,
    observers: Vec<Arc<dyn Observer>>,
    #[cfg(feature = "access")]
    access: Accesses,
    pub(super) clock: Clock,
    #[cfg(feature = "dotenv")]
    pub(super) dotenv: Option<Dotenv>,
    pub(super) files: FileRules,
    #[cfg(feature = "locked-memory")]
    pub(super) lock_memory: bool,
    #[cfg(feature = "env-removal")]
    pub(super) removal: Option<Promise>,
}

/// Long enough for a store that answers at all, with a few retries.
const SOURCE_TIMEOUT: Duration = Duration::from_secs(30);

/// Room for a credential that falls back from one store to another.
const LOAD_TIMEOUT: Duration = Duration::from_secs(60);

impl Loader {
    /// The process's environment, the working directory, files of up to 1 MiB.
    #[must_use]
    pub fn new() -> Self {
        Self {
            variables: Variables::Process,
            given: Vec::new(),
            isolated: false,
            sources: Vec::new(),
            key_providers: Vec::new(),
            opened: Opened::of_process(),
            source_timeout: SOURCE_TIMEOUT,
            load_timeout: LOAD_TIMEOUT,
            strict_values: false,
            observers: Vec::new(),
            #[cfg(feature = "access")]
            access: Accesses::default(),
            clock: Clock::of_system(),
            #[cfg(feature = "dotenv")]
            dotenv: None,
            files: FileRules::DEFAULT,
            #[cfg(feature = "locked-memory")]
            lock_memory: false,
            #[cfg(feature = "env-removal")]
            removal: None,
        }
    }

    /// A loader for tests: no variable or file is read, and no other source is asked. Credentials
    /// without a value given with [`with_secret`](Self::with_secret) fail with `not_given`, so that a
    /// misspelt ID shows.
    #[must_use]
    pub fn isolated() -> Self {
        Self { isolated: true, ..Self::new() }
    }

    /// Replaces the process's environment, for `env` sources, for variables in paths, and for sources that
    /// are opened from their usual variables.
    ///
    /// Names are compared as on the platform: without regard to case on Windows.
    #[must_use]
    pub fn with_environment<K, V>(mut self, variables: impl IntoIterator<Item = (K, V)>) -> Self
    where
        K: Into<OsString>,
        V: Into<OsString>,
    {
        self.variables = Variables::given(variables);
        self.opened = Arc::default();
        self
    }

    /// Also looks for variables in a `.env` file, for development: `NAME=value` lines.
    ///
    /// The process environment takes precedence, also with an empty variable. A file that does not exist
    /// changes nothing, and the errors of variables that are not set say that it does not exist. If it cannot be
    /// read, the credentials whose variables are not in the environment fail. It is read under the same
    /// rules as any secret file, and nothing is written to the process's environment.
    ///
    /// `docker run --env-file`, Compose, other libraries and a shell read some lines differently. Such a
    /// line is an error of its variable, which says how to write it: a `$`, backslash, `#`, quote, sign of the
    /// shell or white space that is in no quotes, a `$`, backslash or backtick in double quotes, and a
    /// name that stands twice. Single quotes keep everything as it stands, also over several lines; `export` in
    /// front of a name, and comments on their own line or behind a closing quote, are ignored.
    /// Variables are never filled in.
    ///
    /// Messages and the commands in them name the file by `path`, as it is given here.
    #[cfg(feature = "dotenv")]
    #[must_use]
    pub fn with_dotenv(self, path: impl Into<PathBuf>) -> Self {
        self.dotenv(Dotenv { path: path.into(), in_parents: false })
    }

    /// As [`with_dotenv`](Self::with_dotenv). A file that is not in the working directory, or in
    /// [`base_dir`](Self::base_dir), is looked for in the directories above it, up to the root of the
    /// workspace: the first that has a `Cargo.lock`. Where none has one, nothing is looked for.
    ///
    /// `cargo test` and `cargo bench` run in the directory of the package, and `cargo run` where you are.
    #[cfg(feature = "dotenv")]
    #[must_use]
    pub fn with_dotenv_in_parents(self, path: impl Into<PathBuf>) -> Self {
        self.dotenv(Dotenv { path: path.into(), in_parents: true })
    }

    #[cfg(feature = "dotenv")]
    fn dotenv(mut self, dotenv: Dotenv) -> Self {
        self.dotenv = Some(dotenv);
        self.opened = Arc::default();
        self
    }

    /// Gives a credential its secret, whatever its sources say; its metadata then says `given`.
    ///
    /// For tests, best with [`isolated`](Self::isolated). `id` is the ID as the manifest has it or
    /// the field's name, or the generated enum's value, which the compiler checks. A loader may serve
    /// several structs, so an ID that one of them does not have is no error there. The secret is held to the same rules
    /// as any other: line breaks at its end are cut, and an empty one fails.
    #[must_use]
    pub fn with_secret(mut self, id: impl AsRef<str>, secret: impl Into<Secret>) -> Self {
        self.given.push((id.as_ref().to_owned(), secret.into()));
        self
    }

    /// Registers a source: a custom one under the name that the manifest's `custom_name` has, or one that
    /// replaces the default of a kind, under the kind's name.
    ///
    /// See [`Source`] for an example. If a name is registered twice, the last registration wins.
    #[must_use]
    pub fn with_source(mut self, name: impl Into<String>, source: impl Source + 'static) -> Self {
        self.sources.push((name.into(), Arc::new(source)));
        self
    }

    /// Registers what opens encrypted files: another KMS under a name of your own, or one that replaces a usual provider,
    /// under its name (`age`).
    ///
    /// See [`KeyProvider`] for an example. All that are registered are asked, the last one first, and then the usual ones,
    /// until one unwraps the key of the file.
    #[must_use]
    pub fn with_key_provider(
        mut self,
        name: impl Into<String>,
        provider: impl KeyProvider + 'static,
    ) -> Self {
        self.key_providers.push((name.into(), Arc::new(provider)));
        self
    }

    /// How long a source may take to answer all its requests of one load, before they fail with
    /// `source_timed_out`; 30 seconds by default. Variables and files do not count, but the keys of each encrypted file do:
    /// a store that is asked for them [ends within this](crate::UnwrapRequest::time_left). A credential that fetches access
    /// tokens waits no longer than this for one.
    ///
    /// Sources are asked at the same time, so a store that is down delays a load by this much, once, and
    /// fails its own credentials only.
    #[must_use]
    pub fn source_timeout(mut self, limit: Duration) -> Self {
        self.source_timeout = limit;
        self
    }

    /// How long all sources together may take, 60 seconds by default: a credential that falls back from
    /// one source to another has them asked one after the other. Variables and files do not count, but the keys of encrypted
    /// files do.
    #[must_use]
    pub fn load_timeout(mut self, limit: Duration) -> Self {
        self.load_timeout = limit;
        self
    }

    /// Where the times in metadata and events come from, instead of the system's clock.
    ///
    /// ```
    /// # use provider_credentials_core as provider_credentials;
    /// use std::time::SystemTime;
    /// use provider_credentials::Loader;
    ///
    /// let loader = Loader::new().clock(|| SystemTime::UNIX_EPOCH); // for a test
    /// ```
    #[must_use]
    pub fn clock(mut self, now: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        self.clock = Clock::new(now);
        self
    }

    /// The time by the loader's clock.
    #[cfg(feature = "live")]
    pub(crate) fn now(&self) -> SystemTime {
        self.clock.now()
    }

    /// Gives a value to a credential, as [`with_secret`](Self::with_secret) does.
    #[cfg(feature = "live")]
    pub(crate) fn give(&mut self, id: String, secret: Secret) {
        self.given.retain(|(known, _)| *known != id);
        self.given.push((id, secret));
    }

    /// Adds an observer, which is notified when a load is over.
    ///
    /// There is one event for each credential, in the order of the manifest, and one for the whole load.
    /// The load waits for its observers, see [`Observer`]. With feature `tracing` the same events also go to the
    /// `tracing` subscriber, without any observer, in a span of the load: as warnings if
    /// [`Event::is_warning`](crate::Event::is_warning) says so, otherwise as information.
    #[must_use]
    pub fn with_observer(mut self, observer: impl Observer + 'static) -> Self {
        self.observers.push(Arc::new(observer));
        self
    }

    /// Has a secret given out only after this is asked, each time: an audit log, for example. If there are several, each is
    /// asked, until one refuses.
    ///
    /// What counts is that somebody gets a secret, or what is made of it: `secret()`, `part()`, `password()`,
    /// `authorization()`, `token()` and their like, on old values and on new ones. Loading does not count, nor does
    /// what is no secret: a user name, metadata, a certificate without its key.
    #[cfg(feature = "access")]
    #[must_use]
    pub fn with_access_observer(mut self, observer: impl AccessObserver + 'static) -> Self {
        self.access.recorders.push(Arc::new(observer));
        self
    }

    /// Tells [observers](Self::with_observer) of each access, as [`Event::Access`](crate::Event::Access),
    /// on the thread that asks and before it gets the secret. With feature `tracing` it is an event of level debug.
    ///
    /// An observer may ask for a secret while it is notified of an access. That is an access too, which is recorded, but
    /// observers are not notified of it.
    #[cfg(feature = "access")]
    #[must_use]
    pub fn with_access_events(mut self) -> Self {
        self.access.has_events = true;
        self
    }

    /// What is asked before a secret is given out, if anything is.
    #[cfg(feature = "access")]
    pub(crate) fn accesses(&self) -> Option<Arc<Accesses>> {
        self.access.for_load(&self.observers, &self.clock).map(Arc::new)
    }

    /// The directory that relative paths are relative to, instead of the working directory: paths in the
    /// manifest, and those in `X_FILE` variables.
    #[must_use]
    pub fn base_dir(mut self, directory: impl Into<PathBuf>) -> Self {
        self.files.base_dir = Some(directory.into());
        self
    }

    /// The largest file that is read, in bytes; 1 MiB by default.
    #[must_use]
    pub fn max_file_size(mut self, bytes: u64) -> Self {
        self.files.max_size = bytes;
        self
    }

    /// Fails a credential whose value can hardly be the secret, instead of a warning: a placeholder, quotes
    /// around it, white space in it, the key of another provider, and so on.
    /// [`LoadWarning::code`](crate::LoadWarning::code) lists them all; the error's code is the warning's. What a
    /// credential's `allow` in the manifest names stays allowed, and given values are not looked at.
    ///
    /// ```
    /// # use provider_credentials_core as provider_credentials;
    /// use provider_credentials::Loader;
    ///
    /// let loader = Loader::new().strict_values();
    /// ```
    #[must_use]
    pub fn strict_values(mut self) -> Self {
        self.strict_values = true;
        self
    }

    /// What to do about files that others can read or replace; [`Permissions::Enforce`] by default.
    #[must_use]
    pub fn permissions(mut self, permissions: Permissions) -> Self {
        self.files.permissions = permissions;
        self
    }

    pub(crate) fn observers(&self) -> &[Arc<dyn Observer>] {
        &self.observers
    }
}

fn names<T>(registered: &[(String, T)]) -> Vec<&str> {
    let mut names = Vec::with_capacity(registered.len());
    for (name, _) in registered {
        names.push(name.as_str());
    }
    names
}

impl Default for Loader {
    fn default() -> Self {
        Self::new()
    }
}

/// Shows the choices, no variable and no secret.
impl fmt::Debug for Loader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("Loader");
        #[cfg(feature = "locked-memory")]
        out.field("lock_memory", &self.lock_memory);
        #[cfg(feature = "env-removal")]
        out.field("remove_loaded_variables", &self.removal.is_some());
        out.field("environment", &self.variables)
            .field("given", &names(&self.given))
            .field("isolated", &self.isolated)
            .field("sources", &names(&self.sources))
            .field("key_providers", &names(&self.key_providers))
            .field("observers", &self.observers.len());
        #[cfg(feature = "access")]
        out.field("access_observers", &self.access.recorders.len())
            .field("access_events", &self.access.has_events);
        out.field("source_timeout", &self.source_timeout)
            .field("load_timeout", &self.load_timeout)
            .field("base_dir", &self.files.base_dir)
            .field("max_file_size", &self.files.max_size)
            .field("permissions", &self.files.permissions)
            .field("strict_values", &self.strict_values)
            .finish_non_exhaustive()
    }
}
