use core::fmt;

use zeroize::Zeroizing;

use super::answer::SourceAnswer;
use super::error::SourceError;
use crate::secret::Secret;

/// One secret that a [`Source`](crate::Source) is asked for.
pub struct SourceRequest {
    /// Where its answer goes.
    ticket: usize,
    id: &'static str,
    provider: &'static str,
    params: Vec<(&'static str, Param)>,
    selects: bool,
    answer: Option<Result<SourceAnswer, SourceError>>,
}

/// A parameter's text: the manifest's, or with variables filled in, which may hold anything.
pub(crate) type Param = Zeroizing<String>;

impl SourceRequest {
    pub(crate) fn new(
        ticket: usize,
        id: &'static str,
        provider: &'static str,
        params: Vec<(&'static str, Param)>,
        selects: bool,
    ) -> Self {
        Self { ticket, id, provider, params, selects, answer: None }
    }

    pub(crate) fn ticket(&self) -> usize {
        self.ticket
    }

    pub(crate) fn into_answer(self) -> (usize, Option<Result<SourceAnswer, SourceError>>) {
        (self.ticket, self.answer)
    }

    /// The ID of the credential that asks.
    #[must_use]
    pub fn id(&self) -> &'static str {
        self.id
    }

    /// Its provider.
    #[must_use]
    pub fn provider(&self) -> &'static str {
        self.provider
    }

    /// The text of a parameter that the manifest gives, such as one of `custom_params`; variables in it
    /// are filled in.
    #[must_use]
    pub fn param(&self, key: &str) -> Option<&str> {
        self.params().find(|(name, _)| *name == key).map(|(_, value)| value)
    }

    /// The texts of a parameter that is a list, in its order.
    pub fn params_of<'r>(&'r self, key: &str) -> impl Iterator<Item = &'r str> {
        self.params().filter(move |(name, _)| *name == key).map(|(_, value)| value)
    }

    /// All parameters, in the order of the manifest; one that is a list once for each of its texts.
    pub fn params(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.params.iter().map(|(name, value)| (*name, value.as_str()))
    }

    /// Whether the manifest gives a key path, so that the core looks a value up in the
    /// [content](SourceAnswer::content) that the request is answered with. If it gives none, the whole content is
    /// the secret: a store whose content is a map may then answer with its only value.
    ///
    /// ```
    /// # use provider_credentials_core as provider_credentials;
    /// use provider_credentials::{Secret, SourceAnswer, SourceRequest};
    ///
    /// fn answer(request: &mut SourceRequest, body: Vec<u8>, only_value: Secret) {
    ///     request.answer_with(Ok(if request.selects() {
    ///         SourceAnswer::content(body)
    ///     } else {
    ///         SourceAnswer::secret(only_value)
    ///     }));
    /// }
    /// ```
    #[must_use]
    pub fn selects(&self) -> bool {
        self.selects
    }

    /// Answers the request with a secret, or with why there is none. A second answer replaces the first.
    ///
    /// The secret is held to the same rules as any other: line breaks at its end are cut, and an empty
    /// one fails.
    pub fn answer(&mut self, answer: Result<Secret, SourceError>) {
        self.answer_with(answer.map(SourceAnswer::secret));
    }

    /// As [`answer`](Self::answer), with more to say: content that holds the secret, its version, how
    /// long it is good, warnings.
    pub fn answer_with(&mut self, answer: Result<SourceAnswer, SourceError>) {
        self.answer = Some(answer);
    }
}

/// Shows who asks, the names of the parameters, and whether there is an answer.
impl fmt::Debug for SourceRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut params = Vec::new();
        for (name, _) in self.params() {
            params.push(name);
        }
        f.debug_struct("SourceRequest")
            .field("id", &self.id())
            .field("params", &params)
            .field("answered", &self.answer.is_some())
            .finish_non_exhaustive()
    }
}
