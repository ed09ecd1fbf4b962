use provider_credentials_core::SourceError;
use provider_credentials_http::Deadline;
use provider_credentials_oauth2::for_stores::Granted;

use super::find::{Found, find};
use super::{grant, metadata};
use crate::gcloud;
use crate::ground::Ground;

/// A token, and the project that its file says requests are counted for.
pub(crate) struct Token {
    pub(crate) granted: Granted,
    pub(crate) quota_project: Option<String>,
}

/// By the first credentials that there are. What is there but broken is an error: another identity must not take its
/// place unseen.
pub(crate) fn token(ground: &Ground, deadline: Deadline) -> Result<Token, SourceError> {
    match find(ground)? {
        Found::File(document) => Ok(Token {
            granted: grant::grant(ground, document.text(), deadline)?,
            quota_project: document.value("quota_project_id"),
        }),
        Found::Metadata => {
            Ok(Token { granted: metadata::token(ground, deadline)?, quota_project: None })
        }
    }
}

/// That of the credentials, where no variable says another.
pub(crate) fn project(ground: &Ground, deadline: Deadline) -> Result<Option<String>, SourceError> {
    match find(ground)? {
        Found::File(document) => {
            Ok(document.value("project_id").or_else(|| gcloud::project(ground)))
        }
        Found::Metadata => metadata::project(ground, deadline),
    }
}
