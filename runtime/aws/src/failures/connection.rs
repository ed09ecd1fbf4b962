//! Of the connection, and of AWS as a whole.

use provider_credentials_core::SourceError;
use provider_credentials_http::{Failure, Kind, TlsProblem};

use super::error::error;
use super::surroundings::{ENDPOINT_INSECURE, ENDPOINT_INVALID, PROXY_INVALID};

pub(crate) const UNREACHABLE: SourceError = error(
    "aws_unreachable",
    "AWS cannot be reached, or broke off",
    "check the network, its proxy, and the endpoint if one is configured",
)
.unreachable()
.retryable();

pub(crate) const NOT_RESOLVED: SourceError = error(
    "aws_unreachable",
    "the name of AWS' server is not known",
    "check the region, the network's DNS, and the endpoint if one is configured",
)
.unreachable()
.retryable();

pub(crate) const TIMED_OUT: SourceError = error(
    "aws_timed_out",
    "AWS did not answer in time",
    "check the network: in a private subnet, a VPC endpoint or a NAT gateway, and its security group",
)
.unreachable()
.retryable();

pub(crate) const TLS: SourceError = error(
    "aws_tls",
    "there is no TLS connection to AWS",
    "check the endpoint if one is configured, and what is between here and AWS",
);

pub(crate) const TLS_NOT_SPOKEN: SourceError = error(
    "aws_tls",
    "the server does not speak TLS there",
    "write its TLS port in the endpoint, or `http://` if it is on this machine",
);

pub(crate) const TLS_UNKNOWN_ISSUER: SourceError = error(
    "aws_tls",
    "the server's certificate is of an authority that is not trusted",
    "install the system's certificates (`ca-certificates`), or name the authority of your proxy in `AWS_CA_BUNDLE`",
);

pub(crate) const TLS_EXPIRED: SourceError = error(
    "aws_tls",
    "the server's certificate has expired, or is not valid yet",
    "check this machine's clock",
);

pub(crate) const TLS_OTHER_NAME: SourceError = error(
    "aws_tls",
    "the server's certificate is for another name",
    "check the endpoint if one is configured, and the DNS of the VPC endpoint",
);

pub(crate) const REDIRECTED: SourceError = error(
    "aws_redirected",
    "the server points to another one, and a signed request does not follow",
    "check the endpoint if one is configured, and whether the network asks for a login",
);

pub(crate) const ANSWER_INVALID: SourceError = error(
    "aws_answer_invalid",
    "the answer is none of AWS",
    "check the endpoint if one is configured, and what is between here and AWS",
);

pub(crate) const ANSWER_TOO_LARGE: SourceError = error(
    "aws_answer_too_large",
    "the answer is larger than any of AWS",
    "check the endpoint if one is configured",
);

pub(crate) const THROTTLED: SourceError = error(
    "aws_throttled",
    "AWS is asked too often",
    "load less often, or have the quota raised; for Parameter Store, enable higher throughput",
)
.unreachable()
.retryable();

pub(crate) const SERVER_ERROR: SourceError = error(
    "aws_server_error",
    "AWS has a problem of its own",
    "try later, and look at the region's health dashboard",
)
.unreachable()
.retryable();

pub(crate) const REFUSED: SourceError = error(
    "aws_refused",
    "AWS does not understand the request",
    "check the name in the manifest: its length, and signs that no name has",
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
        Kind::ProxyRefused | Kind::ProxyUnsupported => PROXY_INVALID,
        Kind::Redirected => REDIRECTED,
        Kind::AnswerInvalid => ANSWER_INVALID,
        Kind::AnswerTooLarge => ANSWER_TOO_LARGE,
        _ => UNREACHABLE,
    };
    let error = failure.status().map_or(error, |status| error.http_status(status));
    failure.repeated().map_or(error, |attempts| error.attempts(attempts))
}
