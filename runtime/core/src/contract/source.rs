use core::time::Duration;

use super::needed::Needed;
use super::request::SourceRequest;

/// A source of secrets beyond variables and files: a cloud store, an HSM.
///
/// A manifest names it and gives it parameters:
///
/// ```yaml
/// auth:
///   type: api_key
///   source: custom
///   custom_name: acme
///   custom_params: { path: team/openai, field: api_key }
/// ```
///
/// and the program registers it with [`Loader::with_source`](crate::Loader::with_source). The credentials
/// of one that is not registered fail with `source_not_registered`.
///
/// ```
/// # use provider_credentials_core as provider_credentials;
/// use provider_credentials::{Loader, Secret, Source, SourceError, SourceRequest};
///
/// struct Acme {
///     // An HTTP client, a token, ...
/// }
///
/// const NO_PATH: SourceError = SourceError::new(
///     "acme_no_path",
///     "the request has no `path`",
///     "add `custom_params: { path: ... }` to the manifest",
/// );
/// const NOT_THERE: SourceError = SourceError::new(
///     "acme_not_found",
///     "the store has no such secret",
///     "write it with `acme put`",
/// )
/// .absent(); // the next one of the credential's `sources` is asked
///
/// impl Acme {
///     fn read(&self, path: &str) -> Result<Secret, SourceError> {
///         # if path == "team/openai" { return Ok(Secret::from("example")); }
///         // ... a request, and its errors as one of a few `SourceError`s
///         Err(NOT_THERE)
///     }
/// }
///
/// impl Source for Acme {
///     fn fetch(&self, requests: &mut [SourceRequest]) {
///         // All requests of a load are here: ask for them together if the store can.
///         for request in requests {
///             let path = request.param("path").ok_or(NO_PATH);
///             request.answer(path.and_then(|path| self.read(path)));
///         }
///     }
/// }
///
/// let loader = Loader::new().with_source("acme", Acme {});
/// ```
pub trait Source: Send + Sync {
    /// Answers every request, each with [`SourceRequest::answer`] or [`SourceRequest::answer_with`].
    ///
    /// Called with all requests of one load that wait for this source, so once a load unless a
    /// credential falls back from one such source to another; not called if no credential waits.
    ///
    /// Runs on a thread of its own, beside the other sources that are asked at the same time, so it may
    /// block, also in a program that loads inside an async runtime. When the time limit is over
    /// ([`Loader::source_timeout`](crate::Loader::source_timeout)), the load goes on without it: its
    /// requests fail with `source_timed_out`, also those that it has answered in that call, the thread is
    /// left to itself, and what it answers later is wiped. While that thread runs, the source is not called again, and
    /// its requests fail at once. Give every request to a server a limit of its own below that.
    ///
    /// A panic fails the credentials that are not answered yet with `source_panicked` (if panics unwind;
    /// with `panic = "abort"` it ends the program, as any does). The message of a panic goes to the
    /// program's panic hook, which prints it: never put a secret, or what a store answered, into it.
    fn fetch(&self, requests: &mut [SourceRequest]);

    /// The IDs of credentials of the same manifest whose secrets the source needs itself, such as its token:
    /// they are loaded by the same rules as any other. `id.part` is a part of a credential with several; without a
    /// part, it is the first one, which is a secret.
    ///
    /// Asked on the thread that loads, before each [`fetch_with`](Self::fetch_with), so it must not block. Only of
    /// sources that the program registers: one that an [`Opener`](crate::Opener) opens finds what it needs in its
    /// [`Surroundings`](crate::Surroundings). What the manifest names is [there](crate::Opener::needing) with both.
    fn needs(&self) -> &[String] {
        &[]
    }

    /// As [`fetch`](Self::fetch), and called instead of it, with the secrets that the source [needs](Self::needs).
    ///
    /// ```
    /// # use provider_credentials_core as provider_credentials;
    /// use provider_credentials::{Loader, Needed, Secret, Source, SourceError, SourceRequest};
    ///
    /// struct Acme {
    ///     /// The ID of the credential with the token.
    ///     needs: [String; 1],
    /// }
    ///
    /// impl Acme {
    ///     fn read(&self, token: &Secret) -> Result<Secret, SourceError> {
    ///         // ... a request with the token
    ///         # Ok(Secret::from("example"))
    ///     }
    /// }
    ///
    /// impl Source for Acme {
    ///     fn needs(&self) -> &[String] {
    ///         &self.needs
    ///     }
    ///
    ///     fn fetch_with(&self, requests: &mut [SourceRequest], needed: &Needed) {
    ///         let [token] = &self.needs;
    ///         for request in requests {
    ///             request.answer(needed.secret(token).and_then(|token| self.read(token)));
    ///         }
    ///     }
    ///
    ///     fn fetch(&self, requests: &mut [SourceRequest]) {
    ///         self.fetch_with(requests, &Needed::default());
    ///     }
    /// }
    ///
    /// let acme = Acme { needs: ["acme-token".to_owned()] };
    /// let loader = Loader::new().with_source("acme", acme);
    /// ```
    fn fetch_with(&self, requests: &mut [SourceRequest], needed: &Needed) {
        _ = needed;
        self.fetch(requests);
    }

    /// Called by `Live` between loads: does what is due (renews its token, its leases) and says when it wants to be
    /// called next; `None` if not before the next load.
    ///
    /// Called after each load, and whenever the returned time is over, on the thread that loads and at most every
    /// 100 ms. It may run beside [`fetch`](Self::fetch) if the program loads at the same time. No time limit covers
    /// it: while it blocks, readers go on, but nothing else that is due is done, so give every request a limit of its
    /// own. A panic is caught, and then it is not called before the next load.
    ///
    /// ```
    /// # use provider_credentials_core as provider_credentials;
    /// use std::time::Duration;
    ///
    /// use provider_credentials::{Source, SourceRequest};
    ///
    /// struct Acme;
    ///
    /// impl Acme {
    ///     fn renew(&self) -> Option<Duration> {
    ///         // ... a request that renews the token, and for how long
    ///         Some(Duration::from_secs(3600))
    ///     }
    /// }
    ///
    /// impl Source for Acme {
    ///     fn fetch(&self, requests: &mut [SourceRequest]) {
    ///         // ...
    ///         # _ = requests;
    ///     }
    ///
    ///     fn upkeep(&self) -> Option<Duration> {
    ///         let lifetime = self.renew()?;
    ///         Some(lifetime / 3 * 2)
    ///     }
    /// }
    /// ```
    fn upkeep(&self) -> Option<Duration> {
        None
    }
}
