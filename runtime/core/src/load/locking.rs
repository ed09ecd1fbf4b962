//! Loaded secrets in locked memory.

use super::loader::Loader;
use super::outcome::Outcome;
use super::search::Search;

impl Loader {
    /// Puts each loaded secret into memory of its own that is locked, so that it is never written to
    /// swap, and that is left out of core dumps (the latter on Linux alone). It is wiped and unmapped
    /// when the last handle of the credential goes.
    ///
    /// ```
    /// # use provider_credentials_core as provider_credentials;
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
    /// [warning](crate::Metadata::warnings) `memory_not_locked`. That happens when the limit is reached:
    /// each secret takes at least a page, mostly 4 KiB, and `RLIMIT_MEMLOCK` (`ulimit -l`, systemd's
    /// `LimitMEMLOCK=`) is 8 MiB on Linux since 5.16, 64 KiB before, and more or less in a container. On
    /// Windows and WebAssembly nothing is locked, and every secret has the warning.
    ///
    /// What it does not cover:
    ///
    /// - While a load runs, file contents, copies of variables, and secrets in transit are in ordinary
    ///   memory, wiped when it ends.
    /// - A secret from an environment variable is in the kernel's environment block as well. That stays as
    ///   it is, in core dumps and swap, even if the variable is removed (feature `env-removal`). Use
    ///   files for such secrets; feature `hardening` makes no core dumps at all.
    /// - What was given with [`with_secret`](Self::with_secret) or in
    ///   [`with_environment`](Self::with_environment) also stays in the loader until that is dropped, and
    ///   what [`Secret::to_secret_string`](crate::Secret::to_secret_string) returns is an ordinary copy.
    /// - A `static` is never dropped, so its secrets are never wiped.
    /// - A child of `fork` has a copy, which is not locked. A child that executes a program has none.
    /// - Hibernation writes all memory to disk. Other processes that may read this one's memory still
    ///   can: see feature `hardening`.
    ///
    /// Sources: [`mlock(2)`](https://man7.org/linux/man-pages/man2/mlock.2.html),
    /// [`madvise(2)`](https://man7.org/linux/man-pages/man2/madvise.2.html) on `MADV_DONTDUMP`.
    #[must_use]
    pub fn lock_memory(mut self) -> Self {
        self.lock_memory = true;
        self
    }

    pub(super) fn lock_loaded(&self, searches: &mut [Search]) {
        if !self.lock_memory {
            return;
        }
        for search in searches {
            let outcome = core::mem::replace(&mut search.outcome, Outcome::open());
            search.outcome = match outcome {
                Outcome::Found(found) => Outcome::Found(found.lock()),
                other => other,
            };
        }
    }
}
