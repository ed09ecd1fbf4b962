use provider_credentials_core::SourceError;
use provider_credentials_http::Deadline;

use super::{container, given, imds, profile, web_identity};
use crate::credentials::Credentials;
use crate::failures::NO_CREDENTIALS;
use crate::ground::Ground;

/// The first that there are. What is there but broken is an error: another identity must not take its place unseen.
pub(crate) fn search(ground: &Ground, deadline: Deadline) -> Result<Credentials, SourceError> {
    // A profile that the program names is meant, whatever the environment has.
    if ground.profile.is_none() {
        if let Some(found) = given::of_variables(&ground.environment)? {
            return Ok(found);
        }
    }
    for look in [profile::look, web_identity::look, container::look, imds::look] {
        if let Some(found) = look(ground, deadline)? {
            return Ok(found);
        }
    }
    Err(NO_CREDENTIALS)
}
