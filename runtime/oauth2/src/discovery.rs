//! Where a server's tokens are fetched, by its metadata.

use provider_credentials_core::{ExposeSecret, json_values};
use provider_credentials_http::{Answer, Url};

use crate::answer::refusal;
use crate::failures::{ENDPOINT_INSECURE, Failure, ISSUER_DIFFERS, NO_METADATA, TIMED_OUT};
use crate::line::{self, Line};

/// The token endpoint of an issuer (RFC 8414), for clients with a certificate the one that asks for it (RFC 8705,
/// section 5).
pub(crate) fn token_endpoint(
    line: &Line<'_>,
    issuer: &str,
    has_certificate: bool,
) -> Result<String, Failure> {
    let mut kept = None;
    for place in places(issuer) {
        match ask(line, &place, issuer, has_certificate) {
            Ok(endpoint) => return Ok(endpoint),
            // Elsewhere on the same server it would be no better.
            Err(failure) if failure.error == TIMED_OUT || failure.status == Some(429) => {
                return Err(failure);
            }
            // The first says most, unless it says that it is the wrong place.
            Err(failure) => match kept {
                Some(Failure { error, .. }) if error.code() != NO_METADATA.code() => {}
                Some(_) if failure.error.code() == NO_METADATA.code() => {}
                _ => kept = Some(failure),
            },
        }
    }
    Err(kept.unwrap_or(NO_METADATA.into()))
}

/// Servers that have nothing at one place answer all kinds of things there.
fn ask(
    line: &Line<'_>,
    place: &Url,
    issuer: &str,
    has_certificate: bool,
) -> Result<String, Failure> {
    let answer = line.get(place)?;
    match answer.status() {
        200 => read(&answer, issuer, has_certificate),
        429 => Err(refusal(&answer)),
        201..300 | 400..500 => Err(Failure::at(NO_METADATA, answer.status())),
        _ => Err(refusal(&answer)),
    }
}

/// RFC 8414, section 3.1, and where `OpenID Connect` has it (section 5 there).
fn places(issuer: &str) -> Vec<Url> {
    let Ok(issuer) = Url::parse(issuer) else { return Vec::new() };
    let (server, path) = (issuer.origin(), issuer.path().trim_end_matches('/'));
    let places = [
        format!("{server}/.well-known/oauth-authorization-server{path}"),
        format!("{server}{path}/.well-known/openid-configuration"),
    ];
    places.iter().filter_map(|place| Url::parse(place).ok()).collect()
}

fn read(answer: &Answer, issuer: &str, has_certificate: bool) -> Result<String, Failure> {
    let paths: [&'static [&'static str]; 3] =
        [&["issuer"], &["token_endpoint"], &["mtls_endpoint_aliases", "token_endpoint"]];
    let failed = |error| Failure::at(error, answer.status());
    let values = json_values(line::text(answer)?, &paths).ok_or(failed(NO_METADATA))?;
    let mut values = values.into_iter();
    let mut next = || values.next().flatten();
    let (found, endpoint, with_certificate) = (next(), next(), next());
    // Section 3.3: else one server could speak for another.
    if found.ok_or(failed(NO_METADATA))?.expose_secret() != issuer {
        return Err(failed(ISSUER_DIFFERS));
    }
    let endpoint = with_certificate.filter(|_| has_certificate).or(endpoint);
    let endpoint = endpoint.ok_or(failed(NO_METADATA))?.expose_secret().to_owned();
    // An issuer elsewhere has no say about what is sent to this machine.
    let is_plain = |url: &str| Url::parse(url).is_ok_and(|url| !url.is_https());
    match Url::parse(&endpoint) {
        Ok(url) if url.is_https() || url.is_secure() && is_plain(issuer) => Ok(endpoint),
        _ => Err(failed(ENDPOINT_INSECURE)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_metadata_is() {
        let shown = |issuer| -> Vec<String> { places(issuer).iter().map(Url::to_string).collect() };
        assert_eq!(
            shown("https://a.example/tenant/1/"),
            [
                "https://a.example/.well-known/oauth-authorization-server/tenant/1",
                "https://a.example/tenant/1/.well-known/openid-configuration",
            ]
        );
        assert_eq!(
            shown("https://a.example")[0],
            "https://a.example/.well-known/oauth-authorization-server"
        );
    }
}
