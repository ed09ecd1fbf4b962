//! Of the connection, and of a vault as a whole.

use provider_credentials_core::SourceError;
use provider_credentials_http::{Failure, Kind, TlsProblem};

use super::error::error;
use super::settings::{PROXY, PROXY_GATEWAY, PROXY_LOGIN, VAULT_INVALID};

pub(crate) const UNREACHABLE: SourceError = error(
    "azure_unreachable",
    "the vault cannot be reached, or broke off",
    "check the network, its proxy, and the vault's private endpoint if it has one",
)
.unreachable()
.retryable();

pub(crate) const NOT_RESOLVED: SourceError = error(
    "azure_unreachable",
    "the name of the vault is not known to the network, or this machine has no DNS",
    "check `azure_vault`, that the vault exists, and the private DNS zone of its endpoint if it has one",
)
.unreachable()
.retryable();

pub(crate) const TIMED_OUT: SourceError = error(
    "azure_timed_out",
    "the vault did not answer in time",
    "check the network: its routes, and the vault's private endpoint if it has one",
)
.unreachable()
.retryable();

pub(crate) const TLS: SourceError = error(
    "azure_tls",
    "there is no TLS connection to the vault",
    "check what is between here and Azure",
);

pub(crate) const TLS_UNKNOWN_ISSUER: SourceError = error(
    "azure_tls",
    "the server's certificate is of an authority that is not trusted",
    "install the system's certificates (`ca-certificates`), or name the authority of your proxy in `REQUESTS_CA_BUNDLE`",
);

pub(crate) const TLS_EXPIRED: SourceError = error(
    "azure_tls",
    "the server's certificate has expired, or is not valid yet",
    "check this machine's clock",
);

pub(crate) const TLS_OTHER_NAME: SourceError = error(
    "azure_tls",
    "the server's certificate is for another name",
    "check the DNS of the vault's private endpoint: its zone is `privatelink.vaultcore.azure.net`",
);

pub(crate) const REDIRECTED: SourceError = error(
    "azure_redirected",
    "the server points to another one, and a token does not follow",
    "check whether the network asks for a login",
);

pub(crate) const ANSWER_INVALID: SourceError = error(
    "azure_answer_invalid",
    "the answer is none of Key Vault",
    "check what is between here and Azure",
);

pub(crate) const ANSWER_TOO_LARGE: SourceError = error(
    "azure_answer_too_large",
    "the answer is larger than any of Key Vault",
    "check what is between here and Azure",
);

pub(crate) const CHALLENGE_INVALID: SourceError = error(
    "azure_challenge_invalid",
    "the vault does not say for what and of which tenant it wants a token",
    "check what is between here and Azure",
);

pub(crate) const CHALLENGE_RESOURCE: SourceError = error(
    "azure_challenge_resource",
    "the server wants a token for another domain than that of the vault, and gets none",
    "check what is between here and Azure",
);

pub(crate) const THROTTLED: SourceError = error(
    "azure_throttled",
    "the vault is asked too often",
    "load less often, or spread the secrets over several vaults",
)
.unreachable()
.retryable();

pub(crate) const SERVER_ERROR: SourceError = error(
    "azure_server_error",
    "Key Vault has a problem of its own",
    "try later, and look at the health of the vault in the portal",
)
.unreachable()
.retryable();

pub(crate) const REFUSED: SourceError = error(
    "azure_refused",
    "Key Vault does not understand the request",
    "check `azure_secret` and `azure_version`",
);

/// What the connection to a vault came to.
pub(crate) fn of_vault(failure: &Failure) -> SourceError {
    let error = match failure.kind() {
        Kind::InvalidUrl | Kind::InsecureUrl => VAULT_INVALID,
        Kind::NotResolved => NOT_RESOLVED,
        Kind::TimedOut => TIMED_OUT,
        Kind::Redirected => REDIRECTED,
        Kind::AnswerInvalid => ANSWER_INVALID,
        Kind::AnswerTooLarge => ANSWER_TOO_LARGE,
        _ => of_line(failure).unwrap_or(UNREACHABLE),
    };
    counted(error, failure)
}

/// What holds for every server of Azure.
pub(super) fn of_line(failure: &Failure) -> Option<SourceError> {
    Some(match failure.kind() {
        Kind::Tls(problem) => match problem {
            TlsProblem::UnknownIssuer => TLS_UNKNOWN_ISSUER,
            TlsProblem::Expired | TlsProblem::NotYetValid => TLS_EXPIRED,
            TlsProblem::OtherName => TLS_OTHER_NAME,
            _ => TLS,
        },
        Kind::ProxyRefused => match failure.status() {
            Some(407) => PROXY_LOGIN,
            Some(502..=504) => PROXY_GATEWAY,
            _ => PROXY,
        },
        Kind::ProxyUnsupported => PROXY,
        _ => return None,
    })
}

pub(super) fn counted(error: SourceError, failure: &Failure) -> SourceError {
    let error = failure.status().map_or(error, |status| error.http_status(status));
    failure.repeated().map_or(error, |attempts| error.attempts(attempts))
}
