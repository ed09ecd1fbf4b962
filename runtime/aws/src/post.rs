//! One request to a service of AWS, signed.

use provider_credentials_core::SourceError;
use provider_credentials_http::{Answer, Deadline, Request, Retries, Value};

use crate::credentials::Credentials;
use crate::failures::{CREDENTIALS_MALFORMED, of_http};
use crate::ground::Ground;
use crate::refusal::{is_about_the_time, is_throttled};
use crate::service::Service;
use crate::sign::Signed;
use crate::time::stamp;

/// A request, which changes nothing.
#[derive(Clone, Copy)]
pub(crate) struct Post<'p> {
    pub(crate) service: &'static Service,
    pub(crate) region: &'p str,
    /// What is asked for, in protocols that say it in a header.
    pub(crate) target: Option<&'p str>,
    pub(crate) content_type: &'p str,
    pub(crate) body: &'p [u8],
}

/// What passes by itself. Of throttling, AWS says 400.
const WORTH_ANOTHER: &[u16] = &[429, 500, 502, 503, 504];
const KEPT: &[&str] = &["Date", "x-amzn-ErrorType"];

/// Any answer. A clock that is off is set by that of AWS, once.
pub(crate) fn post(
    ground: &Ground,
    post: &Post<'_>,
    credentials: Option<&Credentials>,
    deadline: Deadline,
) -> Result<Answer, SourceError> {
    let answer = once(ground, post, credentials, deadline)?;
    if answer.status() < 400 || !is_about_the_time(&answer) {
        return Ok(answer);
    }
    match answer.date() {
        Some(time) if ground.clock.set(time) => once(ground, post, credentials, deadline),
        _ => Ok(answer),
    }
}

fn once(
    ground: &Ground,
    post: &Post<'_>,
    credentials: Option<&Credentials>,
    deadline: Deadline,
) -> Result<Answer, SourceError> {
    let url = post.service.url(ground, post.region)?;
    let mut request = Request::post(&url)
        .body(post.content_type, post.body)
        .keep(KEPT)
        .repeatable()
        .header("Accept-Encoding", Value::plain("identity"));
    if let Some(target) = post.target {
        request = request.header("X-Amz-Target", Value::plain(target));
    }
    let (authority, stamp) = (url.authority(), stamp(ground.clock.now()));
    let authorization;
    if let Some(credentials) = credentials {
        if !credentials.are_usable() {
            return Err(CREDENTIALS_MALFORMED);
        }
        let mut headers = vec![
            ("Host", &*authority),
            ("Content-Type", post.content_type),
            ("X-Amz-Date", &*stamp),
        ];
        headers.extend(post.target.map(|target| ("X-Amz-Target", target)));
        let token = credentials.session_token.as_ref();
        if let Some(token) = token {
            let text = core::str::from_utf8(token.expose_bytes());
            headers.push(("X-Amz-Security-Token", text.map_err(|_| CREDENTIALS_MALFORMED)?));
            request = request.header("X-Amz-Security-Token", Value::secret(token.expose_bytes()));
        }
        let signed = Signed {
            method: "POST",
            path: url.path(),
            headers: &headers,
            body: post.body,
            stamp: &stamp,
            region: post.region,
            service: post.service.name,
        };
        authorization = signed.authorization(credentials);
        request = request
            .header("X-Amz-Date", Value::plain(&stamp))
            .header("Authorization", Value::secret(authorization.as_bytes()));
    }
    let retries = Retries::new(ground.retries()).on(WORTH_ANOTHER).when(is_throttled);
    let sent = ground.client.send_with_retries(&request, deadline, &retries);
    sent.map_err(|failure| of_http(&failure))
}
