//! Taking variables out of the process's environment: the only unsafe code of this crate.

#![expect(unsafe_code, reason = "`std::env::remove_var` is unsafe, and there is no other way")]

use std::env;

use super::Loader;
use super::environment::Variables;
use super::outcome::{Outcome, Search};

/// What the caller of [`Loader::remove_loaded_variables`] promised. Nothing else makes one.
#[derive(Clone, Copy)]
pub(super) struct Promise(());

impl Loader {
    /// After each load, removes from the process's environment the variables whose values are now
    /// secrets, so that child processes do not inherit them.
    ///
    /// Call it first in `main`, while there is one thread:
    ///
    /// ```
    /// # use provider_credentials::{CredentialSet, Loader};
    /// # fn example<Credentials: CredentialSet>() {
    /// // SAFETY: no other thread is running yet.
    /// let loader = unsafe { Loader::new().remove_loaded_variables() };
    /// let creds: Credentials = loader.load();
    /// # }
    /// ```
    ///
    /// A variable that several credentials of the load share serves them all first. What stays: the
    /// `X_FILE` variables and those in paths, for they hold no secret; those of credentials that failed,
    /// were given their secret, or found it elsewhere; and everything where the loader was given another
    /// environment with [`with_environment`](Self::with_environment). Observers are told afterwards.
    ///
    /// # What it does not do
    ///
    /// - It does not wipe. On Linux the block that the kernel gave the process keeps the text:
    ///   `/proc/PID/environ` shows it to the same user (see feature `hardening`) and to root, and it is in
    ///   core dumps and swap, whatever `Loader::lock_memory` does for the secret itself. Files do not have
    ///   that problem.
    /// - A second load finds the variables unset, whatever its loader. Keep what the first one returned.
    /// - Children that were started before have them.
    ///
    /// # Safety
    ///
    /// The contract is that of [`std::env::remove_var`], for as long as the loader exists: whenever a
    /// load with it runs, no other thread may read or write the environment, except through functions of
    /// [`std::env`](mod@std::env). Much of the C library reads it, as when a host name is resolved or a local time is
    /// shown. Registered [sources](crate::Source) run before variables are removed, and threads that
    /// they leave behind count. The simplest way to keep the promise is to load before any thread is
    /// started, and to let go of the loader.
    ///
    /// On Windows there is nothing to promise.
    #[must_use]
    pub unsafe fn remove_loaded_variables(mut self) -> Self {
        self.removal = Some(Promise(()));
        self
    }

    /// Removes the variables of credentials that were found in the process's environment.
    pub(super) fn remove_loaded(&self, searches: &[Search]) {
        let (Some(Promise(())), Variables::Process) = (self.removal, &self.environment) else {
            return;
        };
        for search in searches {
            // One that came from a `.env` file is not in the environment: there is nothing to remove.
            if let Outcome::Found(loaded) = &search.outcome {
                if let Some(name) = loaded.variable {
                    // SAFETY: this runs during a load with a loader on which
                    // `remove_loaded_variables` was called, whose caller promised that no other thread
                    // now uses the environment but through `std::env`.
                    unsafe { env::remove_var(name) };
                }
            }
        }
    }
}
