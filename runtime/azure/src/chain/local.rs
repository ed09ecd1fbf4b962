//! Requests to what is on this machine or beside it, and takes no proxy.

use core::net::IpAddr;
use std::time::{Duration, SystemTime};

use provider_credentials_core::SourceError;
use provider_credentials_http::{Answer, Deadline, Failure, Request, Retries, Url};
use provider_credentials_oauth2::for_stores::form;

use crate::failures::{
    IDENTITY_ANSWER, IDENTITY_BUSY, IDENTITY_ENDPOINT, IDENTITY_MISSING, IDENTITY_NOT_CHOSEN,
    IDENTITY_REFUSED, IDENTITY_UNREACHABLE,
};
use crate::ground::Ground;
use crate::token::{OF_ENTRA, Token};

/// Where an identity is asked for: over TLS anywhere, else where nobody can listen in, which is this machine and what is
/// linked to it.
pub(super) fn endpoint(text: &str) -> Result<Url, SourceError> {
    let url = Url::parse(text).map_err(|_| IDENTITY_ENDPOINT)?;
    let is_linked = match url.host().parse::<IpAddr>() {
        Ok(IpAddr::V4(address)) => address.is_link_local(),
        Ok(IpAddr::V6(address)) => address.is_unicast_link_local(),
        Err(_) => false,
    };
    if url.is_secure() || is_linked { Ok(url) } else { Err(IDENTITY_ENDPOINT) }
}

/// With what is asked for, and as the identity that the program chose.
pub(super) fn with_query(
    ground: &Ground,
    url: &Url,
    version: &str,
    resource: &str,
) -> Result<Url, SourceError> {
    let mut pairs = vec![("api-version", version), ("resource", resource)];
    if let Some(id) = ground.client_id() {
        pairs.push(("client_id", id));
    }
    let query = form(&pairs);
    let query = core::str::from_utf8(&query).map_err(|_| IDENTITY_ENDPOINT)?;
    let place = format!("{}{}?{query}", url.origin(), url.path());
    Url::parse(&place).map_err(|_| IDENTITY_ENDPOINT)
}

/// What passes by itself: 404 and 410 while the service is updated, as Azure's documentation has it.
const WORTH_ANOTHER: &[u16] = &[404, 408, 410, 429, 500, 502, 503, 504];

pub(super) fn retries() -> Retries {
    Retries::new(2).on(WORTH_ANOTHER).back_off(Duration::from_millis(200), Duration::from_secs(2))
}

pub(super) fn send(
    ground: &Ground,
    request: &Request<'_>,
    deadline: Deadline,
) -> Result<Answer, Failure> {
    ground.local.send_with_retries(request, deadline, &retries())
}

/// Where there is one identity, none can be chosen, and another than the one that is meant must not take its place.
pub(super) fn only_identity(ground: &Ground) -> Result<(), SourceError> {
    if ground.client_id().is_some() { Err(IDENTITY_NOT_CHOSEN) } else { Ok(()) }
}

/// What a service that is there answers.
pub(super) fn answered(
    sent: Result<Answer, Failure>,
    asked: SystemTime,
) -> Result<Token, SourceError> {
    let answer =
        sent.map_err(
            |failure| {
                if failure.is_retryable() { IDENTITY_UNREACHABLE } else { IDENTITY_ANSWER }
            },
        )?;
    match answer.status() {
        200 => {
            let text = answer.text().map_err(|_| IDENTITY_ANSWER)?;
            Token::of_json(text, &OF_ENTRA, asked).ok_or(IDENTITY_ANSWER)
        }
        status @ 400 => Err(IDENTITY_MISSING.http_status(status)),
        status if WORTH_ANOTHER.contains(&status) => Err(IDENTITY_BUSY.http_status(status)),
        status => Err(IDENTITY_REFUSED.http_status(status)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts() {
        for (url, expected) in [
            ("http://169.254.169.254/metadata", true),
            ("http://169.254.129.3:8081/msi/token", true),
            ("http://[fe80::1]/msi", true),
            ("http://localhost:42356/msi/token", true),
            ("http://127.0.0.1:41741/msi/token", true),
            ("https://identity.example/token", true),
            ("http://10.0.0.1/msi", false),
            ("http://identity.example/token", false),
            ("identity", false),
        ] {
            assert_eq!(endpoint(url).is_ok(), expected, "{url}");
        }
    }
}
