use core::fmt::Debug;
use std::time::Duration;

use provider_credentials_http::{
    Answer, Client, ClientBuilder, Deadline, Failure, Kind, Request, Url,
};

use super::log::{logged, watch_log};

/// With limits that no test waits for.
pub(crate) fn client() -> ClientBuilder {
    watch_log();
    Client::builder().connect_timeout(Duration::from_secs(5)).answer_timeout(Duration::from_secs(5))
}

pub(crate) fn soon() -> Deadline {
    Deadline::after(Duration::from_secs(8))
}

pub(crate) fn send(client: &Client, request: &Request<'_>) -> Result<Answer, Failure> {
    client.send(request, soon())
}

pub(crate) fn get(client: &Client, url: &str) -> Result<Answer, Failure> {
    send(client, &Request::get(&Url::parse(url).unwrap()))
}

/// Of the failure that it must be.
pub(crate) fn kind(outcome: Result<Answer, Failure>) -> Kind {
    let failure = outcome.unwrap_err();
    assert_silent(&(failure, failure.to_string()));
    failure.kind()
}

/// That neither this nor anything that was logged has a secret in it.
pub(crate) fn assert_silent(shown: &dyn Debug) {
    for text in [format!("{shown:?}"), format!("{shown:#?}"), logged()] {
        // Also as it is in `Proxy-Authorization`.
        let told =
            |line: &&str| ["s3ntinel", "czNudGluZWw"].iter().any(|secret| line.contains(secret));
        assert_eq!(text.lines().find(told), None);
    }
    assert!(logged().contains("watched"));
}
