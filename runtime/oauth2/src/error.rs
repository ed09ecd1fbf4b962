use core::fmt;

use provider_credentials_core::LoadError;

use crate::failures::Failure;

/// Why there is no token.
///
/// All text is static: nothing that a server says gets into it but the number of a status, and one of the codes of
/// RFC 6749, by a table.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum TokenError {
    /// The credential is not loaded.
    NotLoaded(LoadError),
    /// The server gave no token.
    Failed(TokenFailure),
}

/// Of a credential that is loaded.
#[derive(Debug, Clone)]
pub struct TokenFailure {
    id: &'static str,
    failure: Failure,
}

impl TokenError {
    pub(crate) fn of(id: &'static str, failure: Failure) -> Self {
        Self::Failed(TokenFailure { id, failure })
    }

    /// A stable code for programs: of a [`LoadError`](LoadError::code), or
    ///
    /// | code | meaning |
    /// |---|---|
    /// | `oauth2_unreachable` | no connection to the server, or it broke |
    /// | `oauth2_timed_out` | no whole answer in time |
    /// | `oauth2_tls` | the server's certificate is not trusted, or it refused the client's |
    /// | `oauth2_redirected` | the server points elsewhere: a secret does not follow |
    /// | `oauth2_server_error`, `oauth2_overloaded` | HTTP status 5xx; 429 |
    /// | `oauth2_refused` | another HTTP status, without a code of RFC 6749 |
    /// | `oauth2_invalid_request`, `oauth2_invalid_client`, `oauth2_invalid_grant`, `oauth2_unauthorized_client`, `oauth2_unsupported_grant_type`, `oauth2_invalid_scope` | the server's code (RFC 6749, section 5.2) |
    /// | `oauth2_access_denied`, `oauth2_invalid_target`, `oauth2_temporarily_unavailable` | the server's code (RFC 6749, section 4.1.2.1; RFC 8707) |
    /// | `oauth2_answer_invalid`, `oauth2_answer_too_large` | no answer of an OAuth server; more than 64 KiB |
    /// | `oauth2_token_type` | the token is for no `Authorization: Bearer` |
    /// | `oauth2_no_metadata` | the issuer does not say where its tokens are fetched (RFC 8414) |
    /// | `oauth2_issuer_differs` | the metadata is of another issuer |
    /// | `oauth2_endpoint_insecure` | the metadata has a URL that is not https |
    /// | `oauth2_signing` | the private key could not sign |
    /// | `oauth2_not_assembled` | crates of several versions were mixed |
    ///
    /// A credential of these kinds that is not loaded has, beside the codes of all others,
    ///
    /// | code | meaning |
    /// |---|---|
    /// | `oauth2_url_insecure` | a URL that is neither https nor http to this machine, or has a user name, a fragment or a sign beyond ASCII |
    /// | `oauth2_issuer_with_query` | an `issuer` with a query |
    /// | `oauth2_client_authentication_unfit` | `client_authentication` needs a part that is not there |
    /// | `oauth2_no_private_key`, `oauth2_key_encrypted`, `oauth2_key_unusable` | no private key in PEM; one with a passphrase; one of another kind or size |
    /// | `oauth2_no_certificate`, `oauth2_certificate_of_other_key` | no certificate in PEM; one that is not that of the key |
    /// | `oauth2_certificate_expired`, `oauth2_certificate_unusable` | one for TLS that has expired; a `ca_certificate` with no authority in it that TLS can use |
    /// | `oauth2_no_service_account` | no JSON file of a Google service account |
    /// | `oauth2_part_missing` | a part that the manifest's checks see to |
    /// | `oauth2_part_not_text` | a part that is no text, such as a secret that its `encoding` makes other bytes of |
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotLoaded(error) => error.code(),
            Self::Failed(failed) => failed.failure.error.code(),
        }
    }

    /// Whether a later call may succeed without anybody changing anything. Within a second, and longer if it goes on,
    /// a call gives the same error without asking the server.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::NotLoaded(error) => error.is_retryable(),
            Self::Failed(failed) => failed.failure.error.is_retryable(),
        }
    }

    /// The HTTP status of the server's answer, if there was one.
    #[must_use]
    pub fn http_status(&self) -> Option<u16> {
        match self {
            Self::NotLoaded(_) => None,
            Self::Failed(failed) => failed.failure.status,
        }
    }
}

impl From<LoadError> for TokenError {
    fn from(error: LoadError) -> Self {
        Self::NotLoaded(error)
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotLoaded(error) => error.fmt(f),
            Self::Failed(failed) => failed.fmt(f),
        }
    }
}

impl fmt::Display for TokenFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "credential `{}` has no token: {}", self.id, self.failure.error)
    }
}

impl core::error::Error for TokenError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::NotLoaded(error) => Some(error),
            Self::Failed(_) => None,
        }
    }
}
