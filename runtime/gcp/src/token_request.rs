//! A form that is sent for a token, and where one may be sent.

use provider_credentials_core::{ExposeSecret as _, SourceError};
use provider_credentials_http::{Answer, Deadline, Request, Url, Value};
use provider_credentials_oauth2::for_stores::{Granted, form, lifetime};

use crate::failures::{CREDENTIALS_HOST, SERVER_ERROR, THROTTLED, TOKEN_ANSWER_INVALID, of_http};
use crate::ground::{Ground, retries};
use crate::json;

/// Where a file says that a service of Google gives tokens. Whoever can have a program read another file must not get
/// what it has.
pub(crate) fn place(ground: &Ground, service: &str, url: &str) -> Result<Url, SourceError> {
    let url = Url::parse(url.trim()).map_err(|_| CREDENTIALS_HOST)?;
    if ground.is_of_service(service, &url) { Ok(url) } else { Err(CREDENTIALS_HOST) }
}

/// It changes nothing, so that it may be sent twice.
pub(crate) struct TokenRequest<'r> {
    pub(crate) url: &'r Url,
    pub(crate) authorization: Option<&'r [u8]>,
    pub(crate) pairs: &'r [(&'r str, &'r str)],
}

impl TokenRequest<'_> {
    /// `refused` is told the code of the answer (RFC 6749, section 5.2), or nothing.
    pub(crate) fn send(
        &self,
        ground: &Ground,
        deadline: Deadline,
        refused: impl Fn(&str) -> SourceError,
    ) -> Result<Granted, SourceError> {
        let body = form(self.pairs);
        let mut request = Request::post(self.url)
            .body("application/x-www-form-urlencoded", &body[..])
            .header("Accept", Value::plain("application/json"))
            .repeatable();
        if let Some(value) = self.authorization {
            request = request.header("Authorization", Value::secret(value));
        }
        let answer = ground.client.send_with_retries(&request, deadline, &retries());
        let answer = answer.map_err(|failure| of_http(&failure))?;
        if answer.status() == 200 {
            return granted(&answer);
        }
        let code = json::text(answer.text().unwrap_or_default(), &["error"]).unwrap_or_default();
        let error = match answer.status() {
            429 => THROTTLED,
            500.. => SERVER_ERROR,
            _ if code.is_empty() => TOKEN_ANSWER_INVALID,
            _ => refused(&code),
        };
        Err(error.http_status(answer.status()))
    }
}

/// RFC 6749, section 5.1.
pub(crate) fn granted(answer: &Answer) -> Result<Granted, SourceError> {
    let body = answer.text().map_err(|_| TOKEN_ANSWER_INVALID)?;
    let secret = json::secret(body, &["access_token"]).ok_or(TOKEN_ANSWER_INVALID)?;
    if !secret.expose_secret().bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(TOKEN_ANSWER_INVALID);
    }
    let seconds = json::text(body, &["expires_in"]);
    Ok(Granted { secret, lifetime: seconds.and_then(|seconds| lifetime(&seconds)) })
}
