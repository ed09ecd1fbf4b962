//! Credentials of those who logged in with `aws sso login`, by the token that it left.

use std::path::PathBuf;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use provider_credentials_core::{ExposeSecret as _, Secret, SourceError};
use provider_credentials_http::{Deadline, Request, Retries, Value};
use ring::digest;

use super::command_line;
use crate::answer::{member, secret, text};
use crate::credentials::{Credentials, Origin};
use crate::failures::{
    ANSWER_INVALID, SSO_DENIED, SSO_EXPIRED, SSO_INCOMPLETE, SSO_NOT_LOGGED_IN, of_http,
};
use crate::form::form;
use crate::ground::Ground;
use crate::profiles::Profiles;
use crate::refusal::{Refusal, is_throttled};
use crate::service::SSO;
use crate::sign::hex;
use crate::time::parsed;

/// `None` if the profile says nothing of it.
pub(super) fn look(
    ground: &Ground,
    profiles: &Profiles,
    profile: &str,
    deadline: Deadline,
) -> Result<Option<Credentials>, SourceError> {
    let value = |key| profiles.get(profile, key);
    let session = value("sso_session");
    let (Some(account), Some(role)) = (value("sso_account_id"), value("sso_role_name")) else {
        let is_any = session.is_some() || value("sso_start_url").is_some();
        return if is_any { Err(SSO_INCOMPLETE) } else { Ok(None) };
    };
    // The file's name is made of that of the session, or before there were sessions, of the URL.
    let (key, region) = match session {
        Some(name) => (name, profiles.of_sso_session(name, "sso_region")),
        None => (value("sso_start_url").ok_or(SSO_INCOMPLETE)?, value("sso_region")),
    };
    let region = region.ok_or(SSO_INCOMPLETE)?;
    let Some(token) = token(ground, key)? else {
        return command_line::export(ground, profile, deadline).map(Some).ok_or(SSO_EXPIRED);
    };
    let query = form(&[("role_name", role), ("account_id", account)]);
    let query = core::str::from_utf8(&query).map_err(|_| SSO_INCOMPLETE)?;
    let url = SSO.url(ground, region)?;
    let place = url.join(&format!("/federation/credentials?{query}"));
    let place = place.map_err(|failure| of_http(&failure))?;
    let request = Request::get(&place)
        .keep(&["x-amzn-ErrorType"])
        .header("x-amz-sso_bearer_token", Value::secret(token.expose_bytes()));
    let retries = Retries::new(ground.retries()).on(&[429, 500, 502, 503, 504]).when(is_throttled);
    let answer = ground.client.send_with_retries(&request, deadline, &retries);
    let answer = answer.map_err(|failure| of_http(&failure))?;
    match answer.status() {
        200 => issued(answer.text().map_err(|_| ANSWER_INVALID)?).map(Some).ok_or(ANSWER_INVALID),
        status @ 401 => Err(SSO_EXPIRED.http_status(status)),
        status @ (403 | 404) => Err(SSO_DENIED.http_status(status)),
        status => Err(Refusal::of(&answer).error(status, SSO_DENIED)),
    }
}

fn issued(body: &str) -> Option<Credentials> {
    let inner = member(body, "roleCredentials")?;
    let milliseconds = text(inner, "expiration")?.parse().ok()?;
    Some(Credentials {
        access_key_id: text(inner, "accessKeyId")?,
        secret_access_key: secret(inner, "secretAccessKey")?,
        session_token: secret(inner, "sessionToken"),
        expires: UNIX_EPOCH.checked_add(Duration::from_millis(milliseconds)),
        origin: Origin::Issued,
    })
}

/// Of the command line's cache; `None` if it has expired, and the command line can renew it.
fn token(ground: &Ground, key: &str) -> Result<Option<Secret>, SourceError> {
    let digest = digest::digest(&digest::SHA1_FOR_LEGACY_USE_ONLY, key.as_bytes());
    let home = ground.environment.get("HOME").or_else(|| ground.environment.get("USERPROFILE"));
    let path = PathBuf::from(home.ok_or(SSO_NOT_LOGGED_IN)?)
        .join(".aws/sso/cache")
        .join(format!("{}.json", hex(digest.as_ref())));
    let bytes = ground.files.read(&path).map_err(|error| match error.code() {
        "file_not_found" | "file_empty" => SSO_NOT_LOGGED_IN,
        _ => error,
    })?;
    let body = core::str::from_utf8(&bytes).map_err(|_| SSO_NOT_LOGGED_IN)?;
    let expires = text(body, "expiresAt").and_then(|time| parsed(&time));
    let token = secret(body, "accessToken").ok_or(SSO_NOT_LOGGED_IN)?;
    if expires.ok_or(SSO_NOT_LOGGED_IN)? <= SystemTime::now() {
        let is_renewed = member(body, "refreshToken").is_some();
        return if is_renewed { Ok(None) } else { Err(SSO_EXPIRED) };
    }
    let is_word = token.expose_secret().bytes().all(|byte| byte.is_ascii_graphic());
    if is_word { Ok(Some(token)) } else { Err(SSO_NOT_LOGGED_IN) }
}
