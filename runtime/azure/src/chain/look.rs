use provider_credentials_core::SourceError;
use provider_credentials_http::Deadline;

use crate::challenge::Use;
use crate::ground::Ground;
use crate::token::Token;

/// What came of looking at one place. What is there but broken is an error: another identity must not take its place
/// unseen.
pub(super) enum Look {
    Found(Token),
    /// Nothing is there; or something is that has no login, which is worth a word if nothing else has one.
    Nothing(Option<SourceError>),
}

/// A place to look at.
pub(super) type Place = fn(&Ground, &Use, Deadline) -> Result<Look, SourceError>;
