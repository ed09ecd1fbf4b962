//! The requests of one token.

use std::time::Duration;

use provider_credentials_core::SourceError;
use provider_credentials_http as http;
use provider_credentials_http::{Answer, Deadline, Kind, Request, Trust, Url, Value};

use crate::failures::{
    ANSWER_INVALID, ANSWER_TOO_LARGE, ENDPOINT_INSECURE, Failure, NOT_ASSEMBLED, REDIRECTED,
    TIMED_OUT, TLS, UNREACHABLE,
};

/// How long all requests take that one token needs.
const LIMIT: Duration = Duration::from_secs(10);
/// Of an answer.
const MOST: usize = 64 * 1024;

/// What they have in common.
pub(crate) struct Line<'a> {
    client: &'a http::Client,
    deadline: Deadline,
}

/// A token is fetched once in a while, so no connection is kept.
pub(crate) fn client(trust: Trust) -> Result<http::Client, SourceError> {
    http::Client::builder()
        .trust(trust)
        .user_agent(concat!("provider-credentials/", env!("CARGO_PKG_VERSION")))
        .connect_timeout(LIMIT)
        .answer_timeout(LIMIT)
        .idle_timeout(Duration::ZERO)
        .most_answer(MOST)
        .most_redirects(0)
        .build()
        // All of it is static, so only another version of the client can refuse it.
        .map_err(|_| NOT_ASSEMBLED)
}

impl<'a> Line<'a> {
    pub(crate) fn new(client: &'a http::Client) -> Self {
        Self { client, deadline: Deadline::after(LIMIT) }
    }

    /// Sends a form.
    pub(crate) fn post(
        &self,
        url: &str,
        authorization: Option<&[u8]>,
        form: &[u8],
    ) -> Result<Answer, Failure> {
        let url = Url::parse(url).map_err(failed)?;
        let request = Request::post(&url).body("application/x-www-form-urlencoded", form);
        self.send(match authorization {
            Some(value) => request.header("Authorization", Value::secret(value)),
            None => request,
        })
    }

    pub(crate) fn get(&self, url: &Url) -> Result<Answer, Failure> {
        self.send(Request::get(url))
    }

    fn send(&self, request: Request<'_>) -> Result<Answer, Failure> {
        let request = request.header("Accept", Value::plain("application/json"));
        self.client.send(&request, self.deadline).map_err(failed)
    }
}

/// The text of an answer.
pub(crate) fn text(answer: &Answer) -> Result<&str, Failure> {
    answer.text().map_err(failed)
}

fn failed(failure: http::Failure) -> Failure {
    let error = match failure.kind() {
        Kind::TimedOut => TIMED_OUT,
        Kind::Tls(_) => TLS,
        Kind::Redirected => REDIRECTED,
        Kind::AnswerInvalid => ANSWER_INVALID,
        Kind::AnswerTooLarge => ANSWER_TOO_LARGE,
        Kind::InvalidUrl | Kind::InsecureUrl => ENDPOINT_INSECURE,
        _ => UNREACHABLE,
    };
    match failure.status() {
        Some(status) => Failure::at(error, status),
        None => error.into(),
    }
}
