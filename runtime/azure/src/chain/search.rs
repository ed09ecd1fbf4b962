use provider_credentials_core::SourceError;
use provider_credentials_http::Deadline;

use super::look::Look;
use super::selected::places;
use crate::challenge::Use;
use crate::cloud::CLOUDS;
use crate::failures::{NO_CREDENTIALS, NO_PROOF, NOT_SELECTED};
use crate::ground::Ground;
use crate::token::Token;

/// The first that there is.
pub(crate) fn search(ground: &Ground, of: &Use, deadline: Deadline) -> Result<Token, SourceError> {
    let selection = ground.environment.get("AZURE_TOKEN_CREDENTIALS");
    let mut without_login = None;
    let places = places(selection)?;
    for place in &places {
        match (place.look)(ground, of, deadline)? {
            Look::Found(token) => return Ok(token),
            Look::Nothing(Some(error)) => _ = without_login.get_or_insert(error),
            Look::Nothing(None) => {}
        }
    }
    let is_named =
        ground.environment.get("AZURE_TENANT_ID").is_some() && ground.client_id().is_some();
    let nothing = match selection {
        Some(_) => places.first().map_or(NOT_SELECTED, |place| place.missing),
        None if is_named => NO_PROOF,
        None => NO_CREDENTIALS,
    };
    Err(without_login.unwrap_or(nothing))
}

/// What is wrong with the variables by themselves: it is said before anything is asked of Azure, which may be out of
/// reach.
pub(crate) fn check_settings(ground: &Ground) -> Result<(), SourceError> {
    let [public, ..] = &CLOUDS;
    ground.authority(public)?;
    for place in places(ground.environment.get("AZURE_TOKEN_CREDENTIALS"))? {
        if (place.is_set)(ground)? {
            break;
        }
    }
    Ok(())
}
