//! Sources that programs register: a vault, a cloud store, an HSM.

use core::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use secrecy::ExposeSecret;

use crate::credential::Loaded;
use crate::loader::{Answer, Search};
use crate::reason::{Failure, Place, Reason};
use crate::secret::Secret;
use crate::spec::{CustomSpec, SourceSpec, Spec};
use crate::structured;

/// A source of secrets that this crate does not know.
///
/// A manifest names it and says what it is to be told:
///
/// ```yaml
/// auth:
///   type: api_key
///   source: custom
///   custom_name: vault
///   custom_params: { path: secret/data/openai, field: api_key }
/// ```
///
/// and the program registers it. One that is not registered fails its credentials with
/// `source_not_registered`.
///
/// ```
/// use provider_credentials::{Loader, Secret, Source, SourceError, SourceRequest};
///
/// struct Vault {
///     // An HTTP client, a token, ...
/// }
///
/// const NO_PATH: SourceError = SourceError::new(
///     "vault_no_path",
///     "the request has no `path`",
///     "add `custom_params: { path: ... }` to the manifest",
/// );
/// const NOT_THERE: SourceError = SourceError::new(
///     "vault_not_found",
///     "the vault has no such secret",
///     "write it with `vault kv put`",
/// )
/// .absent(); // the next one of the credential's `sources` is asked
///
/// impl Vault {
///     fn read(&self, path: &str) -> Result<Secret, SourceError> {
///         # if path == "secret/data/openai" { return Ok(Secret::from("example")); }
///         // ... a request, and its errors as one of a few `SourceError`s
///         Err(NOT_THERE)
///     }
/// }
///
/// impl Source for Vault {
///     fn fetch(&self, requests: &mut [SourceRequest]) {
///         // All requests of a load are here: ask for them together where the store can.
///         for request in requests {
///             let path = request.param("path").ok_or(NO_PATH);
///             request.answer(path.and_then(|path| self.read(path)));
///         }
///     }
/// }
///
/// let loader = Loader::new().with_source("vault", Vault {});
/// ```
pub trait Source: Send + Sync {
    /// Answers every request, each with [`SourceRequest::answer`].
    ///
    /// Called with all requests of one load that wait for this source, so once, unless a credential
    /// lists several custom sources. Not called where no credential waits. A panic fails the
    /// credentials that are not answered yet with `source_panicked` (where panics unwind; with
    /// `panic = "abort"` it ends the program, as any does).
    ///
    /// What a panic says goes to the program's panic hook, which prints it: never put a secret, or what a
    /// store answered, into its message.
    fn fetch(&self, requests: &mut [SourceRequest]);
}

/// One secret that a [`Source`] is asked for.
pub struct SourceRequest {
    credential: usize,
    spec: &'static Spec,
    custom: &'static CustomSpec,
    answer: Option<Result<Secret, SourceError>>,
}

impl SourceRequest {
    /// The ID of the credential that asks.
    #[must_use]
    pub fn id(&self) -> &'static str {
        self.spec.id
    }

    /// Its provider.
    #[must_use]
    pub fn provider(&self) -> &'static str {
        self.spec.provider
    }

    /// The text under a key of `custom_params`.
    #[must_use]
    pub fn param(&self, key: &str) -> Option<&'static str> {
        self.custom.params.iter().find(|(name, _)| *name == key).map(|(_, value)| *value)
    }

    /// All of `custom_params`, in the order of the manifest.
    pub fn params(&self) -> impl Iterator<Item = (&'static str, &'static str)> + use<> {
        self.custom.params.iter().copied()
    }

    /// Answers the request. The secret is held to the same rules as any other: line breaks at its
    /// end are cut, and an empty one fails. A second answer replaces the first.
    pub fn answer(&mut self, answer: Result<Secret, SourceError>) {
        self.answer = Some(answer);
    }
}

/// Shows who asks, the names of the parameters, and whether there is an answer.
impl fmt::Debug for SourceRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut params = Vec::new();
        for (key, _) in self.custom.params {
            params.push(key);
        }
        f.debug_struct("SourceRequest")
            .field("id", &self.id())
            .field("params", &params)
            .field("answered", &self.answer.is_some())
            .finish_non_exhaustive()
    }
}

/// Why a [`Source`] has no secret to give.
///
/// All text is static: nothing that was read from a store can find its way into a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SourceError {
    pub(crate) code: &'static str,
    pub(crate) problem: &'static str,
    pub(crate) fix: &'static str,
    absent: bool,
}

impl SourceError {
    /// An error with a stable `code` for programs, such as `vault_sealed`, with what is wrong, and
    /// with the one thing to do about it. Begin the code with the source's name, so that it is
    /// nobody else's.
    #[must_use]
    pub const fn new(code: &'static str, problem: &'static str, fix: &'static str) -> Self {
        Self { code, problem, fix, absent: false }
    }

    /// The same, meaning that there is nothing there: the next one of the credential's `sources` is
    /// asked. Without this the error is final, for a store that is out of order must not let
    /// something else take its place unseen.
    #[must_use]
    pub const fn absent(mut self) -> Self {
        self.absent = true;
        self
    }

    /// As [`LoadError::code`](crate::LoadError::code) will give it.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.code
    }
}

/// Asks each custom source for all that wait for it. Whether any did.
pub(crate) fn answer_waiting(
    sources: &[(String, Arc<dyn Source>)],
    searches: &mut [Search],
) -> bool {
    let mut waiting = Vec::new();
    for (credential, search) in searches.iter().enumerate() {
        if let Some((SourceSpec::Custom(custom), _)) = search.next_source() {
            let spec = search.spec;
            waiting.push(SourceRequest { credential, spec, custom, answer: None });
        }
    }
    let any = !waiting.is_empty();
    while let Some(first) = waiting.first() {
        let name = first.custom.name;
        let mut requests = Vec::new();
        let mut others = Vec::new();
        for request in waiting {
            let group = if request.custom.name == name { &mut requests } else { &mut others };
            group.push(request);
        }
        waiting = others;
        let source = sources.iter().rev().find(|(registered, _)| registered == name);
        let unanswered = fetch(source.map(|(_, source)| &**source), &mut requests);
        // A source may have put the requests in another order.
        for request in requests {
            if let Some(search) = searches.get_mut(request.credential) {
                search.take(to_answer(request, unanswered));
            }
        }
    }
    any
}

/// What it means for a request to be left without an answer.
fn fetch(source: Option<&dyn Source>, requests: &mut [SourceRequest]) -> Reason {
    let Some(source) = source else {
        return Reason::SourceNotRegistered;
    };
    match catch_unwind(AssertUnwindSafe(|| source.fetch(requests))) {
        Ok(()) => Reason::SourceGaveNoAnswer,
        Err(_) => Reason::SourcePanicked,
    }
}

fn to_answer(request: SourceRequest, unanswered: Reason) -> Answer {
    let place = Place::Custom(request.custom);
    match request.answer {
        None => Answer::Broken(Failure { place, reason: unanswered }),
        Some(Err(error)) => {
            let failure = Failure { place, reason: Reason::Custom(error) };
            if error.absent { Answer::Absent(failure) } else { Answer::Broken(failure) }
        }
        Some(Ok(secret)) => match structured::finish(secret.expose_secret()) {
            Ok(secret) => Answer::Found(Loaded::new(secret, place, Vec::new())),
            Err(_) => Answer::Broken(Failure { place, reason: Reason::ValueEmpty }),
        },
    }
}
