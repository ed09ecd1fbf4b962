//! Credentials that somebody wrote down: in variables or a profile.

use provider_credentials_core::{Secret, SourceError};
use zeroize::Zeroizing;

use crate::credentials::{Credentials, Origin};
use crate::environment::Environment;
use crate::failures::{CREDENTIALS_INCOMPLETE, CREDENTIALS_MALFORMED};
use crate::profiles::Profiles;
use crate::time::parsed;

pub(super) fn of_variables(environment: &Environment) -> Result<Option<Credentials>, SourceError> {
    let variable = |name| environment.get(name);
    let found = pair(
        variable("AWS_ACCESS_KEY_ID"),
        variable("AWS_SECRET_ACCESS_KEY"),
        variable("AWS_SESSION_TOKEN"),
    )?;
    let Some(found) = found else { return Ok(None) };
    let expires = match variable("AWS_CREDENTIAL_EXPIRATION") {
        Some(text) => Some(parsed(text.trim()).ok_or(CREDENTIALS_MALFORMED)?),
        None => None,
    };
    Ok(Some(Credentials { expires, ..found }))
}

pub(super) fn of_profile(
    profiles: &Profiles,
    profile: &str,
) -> Result<Option<Credentials>, SourceError> {
    let value = |key| profiles.get(profile, key);
    pair(value("aws_access_key_id"), value("aws_secret_access_key"), value("aws_session_token"))
}

fn pair(
    key: Option<&str>,
    secret: Option<&str>,
    token: Option<&str>,
) -> Result<Option<Credentials>, SourceError> {
    let (key, secret) = match (key, secret) {
        (Some(key), Some(secret)) => (key.trim(), secret.trim()),
        (None, None) => return Ok(None),
        _ => return Err(CREDENTIALS_INCOMPLETE),
    };
    Ok(Some(Credentials {
        access_key_id: Zeroizing::new(key.to_owned()),
        secret_access_key: Secret::from(secret),
        session_token: token.map(|token| Secret::from(token.trim())),
        expires: None,
        origin: Origin::Given,
    }))
}
