use core::fmt;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use super::changed::Changed;
use super::current::Current;
use super::engine::Engine;
use super::options::LiveOptions;
use super::rotated::Rotated;
use super::shared::Shared;
use super::wake::Wake;
use super::watch::Watch;
use super::worker::run;
use crate::load::Loader;
use crate::secret::Secret;
#[cfg(feature = "redact")]
use crate::set::AnyCredential;
use crate::set::CredentialSet;

/// Credentials that stay current while the program runs: feature `live`.
///
/// ```no_run
/// # use provider_credentials_core as provider_credentials;
/// use provider_credentials::{CredentialSet, Live, Loader};
///
/// # fn example<Credentials: CredentialSet>() {
/// let live = Live::<Credentials>::start(Loader::new());
/// // Wherever a credential is used:
/// let creds = live.current(); // wait-free; one whole set
/// # }
/// ```
///
/// A handle: cloning it is cheap, and all clones see the same set. A thread of its own watches the files that the
/// credentials are read from, through symbolic links and Kubernetes' `..data`, and loads again when they change; also
/// at [intervals](LiveOptions::interval), and at two thirds of the time that a store says its answer is good for.
/// When the last handle goes, so does the thread.
///
/// - **Last known good.** A credential that cannot be loaded anew keeps its value, [is stale](crate::AnyCredential::is_stale)
///   with the error, and is tried again, ever more seldom. The others rotate.
/// - **Whole.** A set is replaced as one, and a credential with parts as one. Files that somebody is writing to are
///   left alone until they are closed (Linux); elsewhere a file has to be replaced by renaming another one over it,
///   which is the better way everywhere.
/// - **Equal is not new.** A value that did not change is no rotation.
/// - The rules for files, values and limits are those of the loader, for each load.
/// - **Upkeep.** After each load, and when they want it, the sources of the credentials [renew](crate::Source::upkeep)
///   what they hold, such as a token.
///
/// Rotations are reported to [observers](crate::Loader::with_observer) of the loader (`credential_rotated`,
/// `credential_reload_failed`, `credential_recovered`, `credential_warned`, `credential_expired`), to [subscribers](Self::subscribe), and to
/// whoever awaits [`changed`](Self::changed).
///
/// Not together with `Loader::remove_loaded_variables`: a second load would find the variables gone.
pub struct Live<T: CredentialSet>(Arc<Shared<T>>);

impl<T: CredentialSet> Live<T> {
    /// Loads the credentials, and keeps them current. Never fails: what is missing is recorded, and taken when it is
    /// there.
    #[must_use]
    pub fn start(loader: Loader) -> Self {
        Self::start_with(loader, LiveOptions::new())
    }

    /// The same, as `options` say.
    #[must_use]
    pub fn start_with(loader: Loader, options: LiveOptions) -> Self {
        let (wake, wakes) = channel();
        let of_files = wake.clone();
        let watch = if options.watches {
            // The thread is gone if nobody listens.
            Watch::new(move || _ = of_files.send(Wake::Files))
        } else {
            None
        };
        let has_thread = options.has_thread;
        let engine = Engine::start(T::__table(), loader, options, watch);
        let shared = Arc::new(Shared::new(engine, wake));
        if has_thread {
            let weak = Arc::downgrade(&shared);
            let name = "credentials".to_owned();
            // Without a thread, `reload` and `tick` still work.
            _ = thread::Builder::new().name(name).spawn(move || run(&weak, &wakes));
        }
        Self(shared)
    }

    /// The set as it is now. Never waits: not for a load, nor for another reader.
    #[must_use]
    #[inline]
    pub fn current(&self) -> Current<T> {
        self.0.current()
    }

    /// Loads again now, and returns when that is done: whether any credential rotated.
    ///
    /// ```
    /// # use provider_credentials_core as provider_credentials;
    /// # use provider_credentials::{CredentialSet, Live};
    /// # fn on_sighup<T: CredentialSet>(live: &Live<T>) {
    /// let has_rotated = live.reload();
    /// # }
    /// ```
    #[allow(clippy::must_use_candidate, reason = "most want the load alone")]
    pub fn reload(&self) -> bool {
        let has_rotated = self.0.reload();
        self.0.wake(Wake::Schedule);
        has_rotated
    }

    /// Does what is due by the loader's clock, loads again if a file changed, and calls the
    /// [upkeep](crate::Source::upkeep) of sources, as the thread does by itself: whether any credential rotated. For
    /// programs [without that thread](LiveOptions::without_thread), and for tests with a [clock](crate::Loader::clock)
    /// of their own.
    #[allow(clippy::must_use_candidate, reason = "most want the load alone")]
    pub fn tick(&self) -> bool {
        self.0.tick()
    }

    /// Gives a credential another value, and loads again. For tests: with an isolated loader, one line rotates.
    ///
    /// ```
    /// # use provider_credentials_core as provider_credentials;
    /// # use provider_credentials::{CredentialSet, Live, LiveOptions, Loader};
    /// # fn example<Credentials: CredentialSet>() {
    /// let live = Live::<Credentials>::start(Loader::isolated().with_secret("openai", "first"));
    /// live.give("openai", "second");
    /// # }
    /// ```
    pub fn give(&self, id: impl AsRef<str>, secret: impl Into<Secret>) -> bool {
        self.0.give(id.as_ref().to_owned(), secret.into());
        self.reload()
    }

    /// A channel with every rotation from now on.
    #[must_use]
    pub fn subscribe(&self) -> Receiver<Rotated> {
        self.0.subscribe()
    }

    /// Calls a function for every rotation from now on, with the set of then, on a thread of its own: it may take its
    /// time, and its panic is its own. It ends with the last handle, so the function should have none.
    ///
    /// # Errors
    ///
    /// That the system has no thread for it.
    pub fn on_rotation(
        &self,
        mut told: impl FnMut(&T, &Rotated) + Send + 'static,
    ) -> std::io::Result<()> {
        let rotations = self.subscribe();
        let weak = Arc::downgrade(&self.0);
        let name = "credentials-told".to_owned();
        thread::Builder::new().name(name).spawn(move || {
            for rotated in rotations {
                let Some(shared) = weak.upgrade() else { return };
                let current = shared.current();
                drop(shared);
                told(&current, &rotated);
            }
        })?;
        Ok(())
    }

    /// Calls a function with the set of now, and with each later one before anybody can have it, while it returns
    /// `true`.
    #[cfg(feature = "redact")]
    pub(crate) fn before_each_set(
        &self,
        told: impl Fn(&[AnyCredential]) -> bool + Send + Sync + 'static,
    ) {
        self.0.before_each_set(Box::new(told));
    }

    /// Completes when there is another set than now.
    pub fn changed(&self) -> Changed<T> {
        Changed::new(Arc::clone(&self.0))
    }
}

impl<T: CredentialSet> Clone for Live<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T: CredentialSet> fmt::Debug for Live<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Live").field(&*self.current()).finish()
    }
}
