//! The metadata server: of a virtual machine, of GKE, Cloud Run and functions.

use std::time::Duration;

use provider_credentials_core::SourceError;
use provider_credentials_http::{Answer, Deadline, Failure, Kind, Request, Retries, Url, Value};
use provider_credentials_oauth2::for_stores::Granted;

use crate::failures::{
    METADATA_BUSY, METADATA_HOST, METADATA_INVALID, METADATA_NO_ACCOUNT, METADATA_REFUSED,
    METADATA_UNREACHABLE, NO_CREDENTIALS,
};
use crate::ground::Ground;
use crate::token_request::granted;

/// By its address: whoever answers for names on the network has no say.
const HOST: &str = "169.254.169.254";
const FLAVOR: &str = "Metadata-Flavor";
const BUSY: &[u16] = &[429, 500, 502, 503, 504];

pub(super) fn token(ground: &Ground, deadline: Deadline) -> Result<Granted, SourceError> {
    let answer = get(ground, "instance/service-accounts/default/token", deadline)?;
    match answer.status() {
        200 => granted(&answer).map_err(|_| METADATA_INVALID),
        404 => Err(METADATA_NO_ACCOUNT.http_status(404)),
        status => Err(refused(status)),
    }
}

/// The project of the machine.
pub(super) fn project(ground: &Ground, deadline: Deadline) -> Result<Option<String>, SourceError> {
    let answer = get(ground, "project/project-id", deadline)?;
    match answer.status() {
        200 => Ok(answer.text().ok().map(|text| text.trim().to_owned())),
        404 => Ok(None),
        status => Err(refused(status)),
    }
}

/// What passes by itself is no refusal.
fn refused(status: u16) -> SourceError {
    let error = if BUSY.contains(&status) { METADATA_BUSY } else { METADATA_REFUSED };
    error.http_status(status)
}

/// An answer of Google's own server.
fn get(ground: &Ground, path: &str, deadline: Deadline) -> Result<Answer, SourceError> {
    let named = ground.environment.get("GCE_METADATA_HOST");
    let host = named.map_or(HOST, str::trim);
    let url = format!("http://{host}/computeMetadata/v1/{path}");
    let url = Url::parse(&url).map_err(|_| METADATA_HOST)?;
    // The header says that it is meant: nobody can have a program send it unawares.
    let request = Request::get(&url).keep(&[FLAVOR]).header(FLAVOR, Value::plain("Google"));
    // In a pod that has just started, it takes a moment.
    let retries = Retries::new(2)
        .on(BUSY)
        .unless(may_be_nobody)
        .back_off(Duration::from_millis(500), Duration::from_secs(1));
    let answer = ground.local.send_with_retries(&request, deadline, &retries);
    let answer = answer.map_err(|failure| unreachable(&failure, named.is_some()))?;
    if answer.header(FLAVOR) == Some("Google") {
        return Ok(answer);
    }
    // Other clouds have another server at that address.
    Err(if named.is_some() { METADATA_INVALID } else { NO_CREDENTIALS })
}

/// Nobody answered, not even to say no: on most networks without such a server, nobody ever will.
fn may_be_nobody(failure: &Failure) -> bool {
    failure.kind() == Kind::TimedOut && !failure.was_sent()
}

fn unreachable(failure: &Failure, is_named: bool) -> SourceError {
    match failure.kind() {
        // Connected, and then nothing.
        Kind::TimedOut if failure.was_sent() => METADATA_UNREACHABLE,
        _ if is_named => METADATA_UNREACHABLE,
        _ => NO_CREDENTIALS,
    }
}
