use std::path::PathBuf;

use provider_credentials_core::SourceError;

use super::document::Document;
use crate::failures::{
    CREDENTIALS_FILE_MISSING, CREDENTIALS_IN_VARIABLE, CREDENTIALS_NOT_JSON, FILE_INSECURE,
    LOGIN_INSECURE, LOGIN_NOT_JSON, NO_CREDENTIALS,
};
use crate::gcloud;
use crate::ground::Ground;

/// Where a token comes from.
pub(super) enum Found {
    File(Document),
    /// That of the machine, the pod or the function, if there is one.
    Metadata,
}

pub(super) fn find(ground: &Ground) -> Result<Found, SourceError> {
    let variable = |name| ground.environment.get(name);
    let named = variable("GOOGLE_APPLICATION_CREDENTIALS");
    // No path: it is not to be looked for in the file system, nor to get into anything that is said.
    if ground.credentials_file.is_none() && named.is_some_and(|text| text.trim().starts_with('{')) {
        return Err(CREDENTIALS_IN_VARIABLE);
    }
    let named = named.map(PathBuf::from);
    if let Some(path) = ground.credentials_file.as_ref().or(named.as_ref()) {
        let document = Document::read(ground, path)?;
        return document.map(Found::File).ok_or(CREDENTIALS_FILE_MISSING);
    }
    if let Some(path) = gcloud::credentials(ground) {
        if let Some(document) = Document::read(ground, &path).map_err(of_login)? {
            return Ok(Found::File(document));
        }
    }
    let is_off = variable("NO_GCE_CHECK").is_some_and(|word| word.eq_ignore_ascii_case("true"));
    if is_off { Err(NO_CREDENTIALS) } else { Ok(Found::Metadata) }
}

/// The same of the file that nobody named.
fn of_login(error: SourceError) -> SourceError {
    match error {
        CREDENTIALS_NOT_JSON => LOGIN_NOT_JSON,
        FILE_INSECURE => LOGIN_INSECURE,
        other => other,
    }
}
