//! The requests of one token.

use std::time::Duration;

use provider_credentials_core::SourceError;
use provider_credentials_http as http;
use provider_credentials_http::{Answer, Deadline, Kind, Request, Trust, Url, Value};

use crate::failures::{
    ANSWER_INVALID, ANSWER_TOO_LARGE, ENDPOINT_INSECURE, Failure, NOT_ASSEMBLED, REDIRECTED,
    TIMED_OUT, TLS, UNREACHABLE,
};

/// How long all requests may take that one token needs.
const LIMIT: Duration = Duration::from_secs(10);
/// Of an answer.
const MOST: usize = 64 * 1024;

/// By what a credential asks its server, and how long that may take.
pub(crate) struct Way {
    client: http::Client,
    limit: Duration,
}

/// What the requests of one token have in common.
pub(crate) struct Line<'a> {
    client: &'a http::Client,
    deadline: Deadline,
}

impl Way {
    /// For a program that waits that long for its sources. A token is fetched once in a while, so no connection is kept.
    pub(crate) fn new(trust: Trust, source_timeout: Duration) -> Result<Self, SourceError> {
        let limit = LIMIT.min(source_timeout);
        let client = http::Client::builder()
            .trust(trust)
            .user_agent(concat!("provider-credentials/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(limit)
            .answer_timeout(limit)
            .idle_timeout(Duration::ZERO)
            .most_answer(MOST)
            .most_redirects(0)
            .build()
            // Only another version of the client can refuse these.
            .map_err(|_| NOT_ASSEMBLED)?;
        Ok(Self { client, limit })
    }

    /// From now on.
    pub(crate) fn line(&self) -> Line<'_> {
        Line { client: &self.client, deadline: Deadline::after(self.limit) }
    }
}

impl Line<'_> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_has_ten_seconds_or_what_a_source_has() {
        let seconds = |of_source| {
            let way = Way::new(Trust::system(), Duration::from_secs(of_source)).unwrap();
            way.line().deadline.left().as_secs_f32()
        };
        assert!((9.0..=10.0).contains(&seconds(30)));
        assert!((2.0..=3.0).contains(&seconds(3)));
    }
}
