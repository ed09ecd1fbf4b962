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
}
