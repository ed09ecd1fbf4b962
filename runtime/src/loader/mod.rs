//! The one place for run-time choices.

#[cfg(feature = "dotenv")]
mod dotenv;
mod environment;
mod outcome;
mod permissions;
#[cfg(feature = "env-removal")]
mod removal;
mod run;

use core::fmt;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::custom::Source;
use crate::event::Observer;
use crate::file::{self, Content, Directories, WipedPath};
use crate::reason::Reason;
use crate::secret::Secret;
use crate::set::CredentialSet;

use environment::Variables;
pub(crate) use environment::{Environment, HOME};
pub(crate) use outcome::{Answer, Outcome, Search};
pub use permissions::Permissions;

/// How credentials are loaded: the environment, values given by a test, the directory that relative
/// paths start from, limits.
///
/// `Credentials::load()` uses `Loader::new()`. A test gives what it needs and touches neither the
/// environment nor any file:
///
/// ```
/// # use provider_credentials::{CredentialSet, Loader};
/// # fn example<Credentials: CredentialSet>() {
/// let loader = Loader::isolated().with_secret("openai", "test");
/// let creds: Credentials = loader.load();
/// # }
/// ```
pub struct Loader {
    environment: Variables,
    /// Of two for one ID, the latter counts; so it is with sources.
    given: Vec<(String, Secret)>,
    isolated: bool,
    sources: Vec<(String, Arc<dyn Source>)>,
    observers: Vec<Arc<dyn Observer>>,
    #[cfg(feature = "dotenv")]
    dotenv: Option<PathBuf>,
    base_dir: Option<PathBuf>,
    max_file_size: u64,
    permissions: Permissions,
    #[cfg(feature = "locked-memory")]
    lock_memory: bool,
    #[cfg(feature = "env-removal")]
    removal: Option<removal::Promise>,
}

/// 1 MiB: no credential file is larger, and an endless one must not fill the memory. The limit of a
/// Kubernetes Secret is the same.
const MAX_FILE_SIZE: u64 = 1 << 20;

impl Loader {
    /// The process's environment, the working directory, files of up to 1 MiB.
    #[must_use]
    pub fn new() -> Self {
        Self {
            environment: Variables::Process,
            given: Vec::new(),
            isolated: false,
            sources: Vec::new(),
            observers: Vec::new(),
            #[cfg(feature = "dotenv")]
            dotenv: None,
            base_dir: None,
            max_file_size: MAX_FILE_SIZE,
            permissions: Permissions::Enforce,
            #[cfg(feature = "locked-memory")]
            lock_memory: false,
            #[cfg(feature = "env-removal")]
            removal: None,
        }
    }

    /// A loader for tests: asks no variable, no file and no other source. What is not given with
    /// [`with_secret`](Self::with_secret) fails with `not_given`, so that a misspelt ID shows.
    #[must_use]
    pub fn isolated() -> Self {
        Self { isolated: true, ..Self::new() }
    }

    /// Replaces the process's environment, for `env` sources and for variables in paths alike.
    ///
    /// Names are compared as on the platform: without regard to case on Windows.
    #[must_use]
    pub fn with_environment<K, V>(mut self, variables: impl IntoIterator<Item = (K, V)>) -> Self
    where
        K: Into<OsString>,
        V: Into<OsString>,
    {
        self.environment = Variables::given(variables);
        self
    }

    /// Also looks for variables in a `.env` file, for development: `NAME=value` lines in the format
    /// of the [`dotenvy`](https://docs.rs/dotenvy/0.15) crate.
    ///
    /// A variable that the environment has, even an empty one, stays as it is there. A file that does
    /// not exist changes nothing. One that cannot be used fails the credentials whose variables the
    /// environment has not. It is read under the same rules as any secret file, and nothing is
    /// written to the process's environment; the parser, however, does not wipe what it reads, and
    /// fills in `${NAME}` in unquoted and double-quoted values from the process's environment.
    #[cfg(feature = "dotenv")]
    #[must_use]
    pub fn with_dotenv(mut self, path: impl Into<PathBuf>) -> Self {
        self.dotenv = Some(path.into());
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

    /// Registers a custom source under the name that the manifest's `custom_name` has.
    ///
    /// See [`Source`] for an example. A name that is registered twice is the last one's.
    #[must_use]
    pub fn with_source(mut self, name: impl Into<String>, source: impl Source + 'static) -> Self {
        self.sources.push((name.into(), Arc::new(source)));
        self
    }

    /// Adds a listener to what happens while credentials load.
    ///
    /// One event for each credential, in the order of the manifest, and one for the whole. With
    /// feature `tracing` the same also goes to the `tracing` subscriber, without any observer: as warnings where a required credential
    /// is missing or a loaded one has a warning, the last event included, and else as information.
    #[must_use]
    pub fn with_observer(mut self, observer: impl Observer + 'static) -> Self {
        self.observers.push(Arc::new(observer));
        self
    }

    /// The directory that relative paths start from, instead of the working directory. That goes
    /// for paths in the manifest and for those in `X_FILE` variables.
    #[must_use]
    pub fn base_dir(mut self, directory: impl Into<PathBuf>) -> Self {
        self.base_dir = Some(directory.into());
        self
    }

    /// The largest file that is read, in bytes; 1 MiB unless told.
    #[must_use]
    pub fn max_file_size(mut self, bytes: u64) -> Self {
        self.max_file_size = bytes;
        self
    }

    /// What to do about files that others can read or replace; [`Permissions::Enforce`] unless told.
    #[must_use]
    pub fn permissions(mut self, permissions: Permissions) -> Self {
        self.permissions = permissions;
        self
    }

    /// Puts each loaded secret into memory of its own that is locked, so that it is never written to
    /// swap, and that is left out of core dumps (the latter on Linux alone). It is wiped and unmapped
    /// when the last handle of the credential goes.
    ///
    /// ```
    /// # use provider_credentials::{CredentialSet, Loader};
    /// # fn example<Credentials: CredentialSet>() {
    /// let creds: Credentials = Loader::new().lock_memory().load();
    /// for metadata in creds.metadata() {
    ///     for warning in metadata.warnings() {
    ///         assert_ne!(warning.code(), "memory_not_locked");
    ///     }
    /// }
    /// # }
    /// ```
    ///
    /// A secret whose memory the system does not lock is loaded all the same, with the
    /// [warning](crate::Metadata::warnings) `memory_not_locked`. That is so where the limit is reached:
    /// each secret takes at least a page, mostly 4 KiB, and `RLIMIT_MEMLOCK` (`ulimit -l`, systemd's
    /// `LimitMEMLOCK=`) is 8 MiB on Linux since 5.16, 64 KiB before, and more or less in a container. On
    /// Windows and WebAssembly nothing is locked, and every secret has the warning.
    ///
    /// What it does not cover:
    ///
    /// - While a load runs, file contents, copies of variables, and secrets on their way are in ordinary
    ///   memory, wiped when it ends.
    /// - A secret from an environment variable is in the kernel's environment block as well. That stays as
    ///   it is, in core dumps and swap, also where the variable is removed (feature `env-removal`). Use
    ///   files for such secrets; feature `hardening` makes no core dumps at all.
    /// - What was given with [`with_secret`](Self::with_secret) or in
    ///   [`with_environment`](Self::with_environment) also stays in the loader until that is dropped, and
    ///   what [`Secret::to_secret_string`] returns is an ordinary copy.
    /// - A `static` is never dropped, so its secrets are never wiped.
    /// - A child of `fork` has a copy, which is not locked. A child that executes a program has none.
    /// - Hibernation writes all memory to disk. Other processes that may read this one's memory still
    ///   can: see feature `hardening`.
    ///
    /// Sources: [`mlock(2)`](https://man7.org/linux/man-pages/man2/mlock.2.html),
    /// [`madvise(2)`](https://man7.org/linux/man-pages/man2/madvise.2.html) on `MADV_DONTDUMP`.
    #[cfg(feature = "locked-memory")]
    #[must_use]
    pub fn lock_memory(mut self) -> Self {
        self.lock_memory = true;
        self
    }

    /// Loads every credential of a generated struct. Never fails: what is missing is recorded.
    #[must_use]
    pub fn load<T: CredentialSet>(&self) -> T {
        T::load_with(self)
    }

    pub(crate) fn observers(&self) -> &[Arc<dyn Observer>] {
        &self.observers
    }

    /// The path to open.
    pub(crate) fn resolve(&self, path: WipedPath) -> WipedPath {
        match &self.base_dir {
            Some(directory) => path.below(directory),
            None => path,
        }
    }

    /// What a file holds; `path` is resolved.
    pub(crate) fn read(
        &self,
        path: &Path,
        directories: &mut Directories,
    ) -> Result<Content, Reason> {
        file::read(path, self.max_file_size, self.permissions, directories)
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
        out.field("environment", &self.environment)
            .field("given", &names(&self.given))
            .field("isolated", &self.isolated)
            .field("sources", &names(&self.sources))
            .field("observers", &self.observers.len())
            .field("base_dir", &self.base_dir)
            .field("max_file_size", &self.max_file_size)
            .field("permissions", &self.permissions)
            .finish_non_exhaustive()
    }
}
