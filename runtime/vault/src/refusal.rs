//! Why the server says no, by the status of its answer: its words are not repeated.

use provider_credentials_core::{SourceError, json_members};
use provider_credentials_http::Answer;

use crate::answer::is_true;
use crate::api::{Api, Call};
use crate::failures::{
    API_NOT_FOUND, NOT_INITIALIZED, NOT_READABLE, OVERLOADED, PERMISSION_DENIED, REDIRECTED,
    REFUSED, SEALED, SERVER_ERROR, STANDBY, TLS_EXPECTED,
};

/// The error of an answer whose status is not 200 (<https://openbao.org/api-docs/#http-status-codes>).
pub(crate) fn refusal(api: &Api, call: &Call<'_>, answer: &Answer) -> SourceError {
    let error = match answer.status() {
        300..400 => REDIRECTED,
        // Go's server says so in plain text; the API never does.
        400 if !api.address.is_https() && is_plain_text(answer) => TLS_EXPECTED,
        403 => PERMISSION_DENIED,
        404 => API_NOT_FOUND,
        405 => NOT_READABLE,
        429 => OVERLOADED,
        472 | 473 => STANDBY,
        501 | 503 => unavailable(api, call),
        // A replica has not caught up.
        412 | 500.. => SERVER_ERROR,
        _ => REFUSED,
    };
    error.http_status(answer.status())
}

fn is_plain_text(answer: &Answer) -> bool {
    answer.text().is_ok_and(|text| json_members(text).is_none())
}

/// A server that is sealed, or not initialized, says no more than 503 to most requests.
fn unavailable(api: &Api, call: &Call<'_>) -> SourceError {
    let plain = Call::until(call.deadline);
    let Ok(answer) = api.get(&plain, "sys/seal-status") else { return SERVER_ERROR };
    let Ok(text) = answer.text() else { return SERVER_ERROR };
    if answer.status() != 200 {
        SERVER_ERROR
    } else if !is_true(text, &["initialized"]) {
        NOT_INITIALIZED
    } else if is_true(text, &["sealed"]) {
        SEALED
    } else {
        SERVER_ERROR
    }
}
