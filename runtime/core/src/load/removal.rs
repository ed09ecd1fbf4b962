//! Taking variables out of the process's environment: the only unsafe code of this crate.

#![expect(unsafe_code, reason = "`std::env::remove_var` is unsafe, and there is no other way")]

use std::env;

use super::loader::Loader;
use super::outcome::Outcome;
use super::promise::Promise;
use super::search::Search;
use crate::report::LoadWarning;
use crate::source::{Variables, is_any_running};

impl Loader {
    /// After each load, removes from the process's environment the variables whose values are now
    /// secrets, so that child processes do not inherit them.
    ///
    /// Call it first in `main`, while there is one thread:
    ///
    /// ```
    /// # use provider_credentials_core as provider_credentials;
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
    /// were given their secret, or found it elsewhere; and everything if the loader was given another
    /// environment with [`with_environment`](Self::with_environment). Observers are notified afterwards.
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
    /// shown. The threads of [sources](crate::Source) have ended before variables are removed; threads that
    /// a source leaves behind count. While a source that did not answer in time is still running, nothing is
    /// removed, and the credentials have the warning `variable_not_removed`. The simplest way to keep the promise is to load before any thread is
    /// started, and to let go of the loader.
    ///
    /// On Windows there is nothing to promise.
    #[must_use]
    pub unsafe fn remove_loaded_variables(mut self) -> Self {
        self.removal = Some(Promise::new());
        self
    }

    /// Removes the variables of credentials that were found in the process's environment.
    pub(super) fn remove_loaded(&self, searches: &mut [Search]) {
        let (Some(_), Variables::Process) = (self.removal, &self.variables) else {
            return;
        };
        let must_stay = is_any_running();
        for search in searches {
            // One that came from a `.env` file is not in the environment: there is nothing to remove.
            let Outcome::Found(found) = &mut search.outcome else { continue };
            let Some(name) = found.variable else { continue };
            if must_stay {
                found.origin.warn(LoadWarning::variable_not_removed(name));
                continue;
            }
            // SAFETY: this runs during a load with a loader on which `remove_loaded_variables` was
            // called, whose caller promised that no other thread now uses the environment but through
            // `std::env`. The threads that loads started for sources have ended.
            unsafe { env::remove_var(name) };
        }
    }
}
