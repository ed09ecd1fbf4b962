//! One request and its answer.

use core::str;
use std::io::Read as _;

use provider_credentials_core::SourceError;
use ureq::Body;
use ureq::http::{HeaderValue, Response};
use zeroize::Zeroizing;

use crate::connection::Link;
use crate::failures::{ANSWER_INVALID, ANSWER_TOO_LARGE, Failure, TIMED_OUT, TLS, UNREACHABLE};

/// What a server said, in one buffer that is wiped.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) retry_after: Option<u16>,
    body: Zeroizing<Vec<u8>>,
}

const MOST: usize = 64 * 1024;

impl Answer {
    pub(crate) fn text(&self) -> Result<&str, Failure> {
        str::from_utf8(&self.body).map_err(|_| Failure::at(ANSWER_INVALID, self.status))
    }
}

/// Sends a form.
pub(crate) fn post(
    link: &Link,
    url: &str,
    authorization: Option<&[u8]>,
    form: &[u8],
) -> Result<Answer, Failure> {
    let mut request = link.post(url).header("Content-Type", "application/x-www-form-urlencoded");
    if let Some(value) = authorization {
        let mut value = HeaderValue::from_bytes(value).map_err(|_| ANSWER_INVALID)?;
        value.set_sensitive(true);
        request = request.header("Authorization", value);
    }
    read(request.send(form))
}

pub(crate) fn get(link: &Link, url: &str) -> Result<Answer, Failure> {
    read(link.get(url).call())
}

fn read(response: Result<Response<Body>, ureq::Error>) -> Result<Answer, Failure> {
    let mut response = response.map_err(|error| reason(&error))?;
    let status = response.status().as_u16();
    let retry_after = response.headers().get("Retry-After");
    let retry_after = retry_after.and_then(|value| value.to_str().ok()?.trim().parse().ok());
    // A buffer that grew would leave a copy behind. One byte more tells that there is more.
    let mut body = Zeroizing::new(vec![0; MOST + 1]);
    let mut filled = 0;
    let mut reader = response.body_mut().as_reader();
    while let Some(free) = body.get_mut(filled..).filter(|free| !free.is_empty()) {
        match reader.read(free) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(reason(&ureq::Error::from(error))),
        }
    }
    if filled > MOST {
        return Err(Failure::at(ANSWER_TOO_LARGE, status));
    }
    body.truncate(filled);
    Ok(Answer { status, retry_after, body })
}

/// Never with the text of the error, which may have what the server sent.
fn reason(error: &ureq::Error) -> Failure {
    let error: SourceError = match error {
        ureq::Error::Timeout(_) => TIMED_OUT,
        ureq::Error::Rustls(_) | ureq::Error::Tls(_) => TLS,
        ureq::Error::Io(error) => match error.get_ref() {
            Some(inner) if inner.is::<rustls::Error>() => TLS,
            _ if error.kind() == std::io::ErrorKind::TimedOut => TIMED_OUT,
            _ => UNREACHABLE,
        },
        ureq::Error::Protocol(_) | ureq::Error::LargeResponseHeader(..) => ANSWER_INVALID,
        _ => UNREACHABLE,
    };
    error.into()
}
