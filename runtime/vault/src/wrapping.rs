//! Secret IDs that come wrapped: the token around them is good once.

use std::sync::{Mutex, PoisonError};

use provider_credentials_core::{Secret, SourceError};

use crate::answer::text_at;
use crate::api::{Api, Call};
use crate::failures::{ANSWER_INVALID, WRAPPING_TOKEN_INVALID};
use crate::refusal::refusal;
use crate::value::copy;

/// What was unwrapped last, for later logins.
#[derive(Default)]
pub(crate) struct Wrapping(Mutex<Option<Unwrapped>>);

struct Unwrapped {
    wrapping_token: Secret,
    secret_id: Secret,
}

impl Wrapping {
    pub(crate) fn unwrap(
        &self,
        api: &Api,
        call: &Call<'_>,
        wrapping_token: &Secret,
    ) -> Result<Secret, SourceError> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = held.as_ref().filter(|known| known.wrapping_token == *wrapping_token) {
            return Ok(copy(&known.secret_id));
        }
        let answer = api.post_once(&call.by(wrapping_token), "sys/wrapping/unwrap", b"{}")?;
        let status = answer.status();
        match status {
            200 => {}
            400 | 403 | 404 => return Err(WRAPPING_TOKEN_INVALID.http_status(status)),
            _ => return Err(refusal(api, call, &answer)),
        }
        let text = answer.text().map_err(|_| ANSWER_INVALID)?;
        let secret_id = text_at(text, &["data", "secret_id"]).ok_or(ANSWER_INVALID)?;
        let given = copy(&secret_id);
        *held = Some(Unwrapped { wrapping_token: copy(wrapping_token), secret_id });
        Ok(given)
    }
}
