//! Of the connection, and of Google as a whole.

use provider_credentials_core::SourceError;
use provider_credentials_http::{Failure, Kind, TlsProblem};

use super::error::error;
use super::surroundings::{
    ENDPOINT_INSECURE, ENDPOINT_INVALID, PROXY_GATEWAY, PROXY_INVALID, PROXY_LOGIN,
};

pub(crate) const UNREACHABLE: SourceError = error(
    "gcp_unreachable",
    "Google cannot be reached, or broke off",
    "check the network, its proxy, and the endpoint if one is configured",
)
.unreachable()
.retryable();

pub(crate) const NOT_RESOLVED: SourceError = error(
    "gcp_unreachable",
    "the name of Google's server is not known",
    "check the network's DNS, the location in `gcp_secret`, and the endpoint if one is configured",
)
.unreachable()
.retryable();

pub(crate) const TIMED_OUT: SourceError = error(
    "gcp_timed_out",
    "Google did not answer in time",
    "check the network: without an external address, the subnet needs Private Google Access",
)
.unreachable()
.retryable();

pub(crate) const TLS: SourceError = error(
    "gcp_tls",
    "there is no TLS connection to Google",
    "check the endpoint if one is configured, and what is between here and Google",
);

pub(crate) const TLS_NOT_SPOKEN: SourceError = error(
    "gcp_tls",
    "the server does not speak TLS there",
    "write its TLS port in the endpoint, or `http://` if it is on this machine",
);

pub(crate) const TLS_UNKNOWN_ISSUER: SourceError = error(
    "gcp_tls",
    "the server's certificate is of an authority that is not trusted",
    "install the system's certificates (`ca-certificates`), or name a file with them and the authority of your proxy in \
     `SSL_CERT_FILE`",
);

pub(crate) const TLS_EXPIRED: SourceError = error(
    "gcp_tls",
    "the server's certificate has expired, or is not valid yet",
    "check this machine's clock",
);

pub(crate) const TLS_OTHER_NAME: SourceError = error(
    "gcp_tls",
    "the server's certificate is for another name",
    "check the endpoint if one is configured, and the network's DNS",
);

pub(crate) const REDIRECTED: SourceError = error(
    "gcp_redirected",
    "the server points to another one, and a token does not follow",
    "check the endpoint if one is configured, and whether the network asks for a login",
);

pub(crate) const ANSWER_INVALID: SourceError = error(
    "gcp_answer_invalid",
    "the answer is none of Secret Manager",
    "check the endpoint if one is configured, and what is between here and Google",
);

pub(crate) const ANSWER_TOO_LARGE: SourceError = error(
    "gcp_answer_too_large",
    "the answer is larger than any of Secret Manager",
    "check the endpoint if one is configured",
);

pub(crate) const THROTTLED: SourceError = error(
    "gcp_throttled",
    "Google is asked too often",
    "load less often, or have the project's quota raised",
)
.unreachable()
.retryable();

pub(crate) const SERVER_ERROR: SourceError = error(
    "gcp_server_error",
    "Google has a problem of its own",
    "try later, and look at `status.cloud.google.com`",
)
.unreachable()
.retryable();

pub(crate) const REFUSED: SourceError = error(
    "gcp_refused",
    "Google does not understand the request",
    "check the name in the manifest, and whether the location has that secret",
);

/// What the connection came to.
pub(crate) fn of_http(failure: &Failure) -> SourceError {
    let error = match failure.kind() {
        Kind::InvalidUrl => ENDPOINT_INVALID,
        Kind::InsecureUrl => ENDPOINT_INSECURE,
        Kind::NotResolved => NOT_RESOLVED,
        Kind::TimedOut => TIMED_OUT,
        Kind::Tls(problem) => match problem {
            TlsProblem::UnknownIssuer => TLS_UNKNOWN_ISSUER,
            TlsProblem::Expired | TlsProblem::NotYetValid => TLS_EXPIRED,
            TlsProblem::OtherName => TLS_OTHER_NAME,
            TlsProblem::NotTls => TLS_NOT_SPOKEN,
            _ => TLS,
        },
        Kind::ProxyRefused => match failure.status() {
            Some(407) => PROXY_LOGIN,
            Some(502..=504) => PROXY_GATEWAY,
            _ => PROXY_INVALID,
        },
        Kind::ProxyUnsupported => PROXY_INVALID,
        Kind::Redirected => REDIRECTED,
        Kind::AnswerInvalid => ANSWER_INVALID,
        Kind::AnswerTooLarge => ANSWER_TOO_LARGE,
        _ => UNREACHABLE,
    };
    let error = failure.status().map_or(error, |status| error.http_status(status));
    failure.repeated().map_or(error, |attempts| error.attempts(attempts))
}
