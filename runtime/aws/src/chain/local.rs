//! Requests to what is on this machine or beside it, and takes no proxy.

use std::time::Duration;

use provider_credentials_core::SourceError;
use provider_credentials_http::{Answer, Deadline, Failure, Request, Retries};

use crate::answer::text;
use crate::credentials::Credentials;
use crate::failures::LOCAL_INVALID;
use crate::ground::Ground;

/// What passes by itself, and is no refusal.
pub(super) const BUSY: &[u16] = &[429, 500, 502, 503, 504];

pub(super) fn send(
    ground: &Ground,
    request: &Request<'_>,
    deadline: Deadline,
    retries: u32,
) -> Result<Answer, Failure> {
    ground.local.send_with_retries(request, deadline, &again(retries))
}

/// So many times.
pub(super) fn again(retries: u32) -> Retries {
    Retries::new(retries).on(BUSY).back_off(Duration::from_millis(100), Duration::from_secs(1))
}

/// As containers and instances are given them.
pub(super) fn credentials(answer: &Answer) -> Result<Credentials, SourceError> {
    let body = answer.text().map_err(|_| LOCAL_INVALID)?;
    // Of an instance, `Success` or why there are none.
    if text(body, "Code").is_some_and(|code| code.as_str() != "Success") {
        return Err(LOCAL_INVALID);
    }
    let found = Credentials::of_json(body, ["AccessKeyId", "SecretAccessKey", "Token"]);
    found.ok_or(LOCAL_INVALID)
}
