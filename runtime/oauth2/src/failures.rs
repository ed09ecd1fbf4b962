//! What can go wrong with a request, but for what the server says.

use provider_credentials_core::SourceError;

/// Why a request gave no token: static text and numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Failure {
    /// What it is.
    pub error: SourceError,
    /// Of the answer.
    pub status: Option<u16>,
    /// How many seconds the server wants to be left alone.
    pub retry_after: Option<u64>,
}

impl Failure {
    /// With the status of an answer.
    pub(crate) fn at(error: SourceError, status: u16) -> Self {
        Self { error: error.http_status(status), status: Some(status), retry_after: None }
    }
}

impl From<SourceError> for Failure {
    fn from(error: SourceError) -> Self {
        Self { error, status: None, retry_after: None }
    }
}

pub(crate) const UNREACHABLE: SourceError = SourceError::new(
    "oauth2_unreachable",
    "the server cannot be reached, or broke off",
    "check its URL and the network",
)
.retryable();

pub(crate) const TIMED_OUT: SourceError = SourceError::new(
    "oauth2_timed_out",
    "the server gave no whole answer in time",
    "check its URL and the network",
)
.retryable();

pub(crate) const TLS: SourceError = SourceError::new(
    "oauth2_tls",
    "no trusted TLS connection to the server",
    "add its authority to the system's or as `ca_certificate`; with a `certificate`, have the server trust it",
);

pub(crate) const REDIRECTED: SourceError = SourceError::new(
    "oauth2_redirected",
    "the server points elsewhere, and a secret does not follow",
    "write the URL that it points to in the manifest",
);

pub(crate) const SERVER_ERROR: SourceError = SourceError::new(
    "oauth2_server_error",
    "the server has a problem of its own",
    "try later, or ask who runs it",
)
.retryable();

pub(crate) const OVERLOADED: SourceError =
    SourceError::new("oauth2_overloaded", "the server is asked too often", "try later").retryable();

pub(crate) const REFUSED: SourceError = SourceError::new(
    "oauth2_refused",
    "the server refuses, with no code of an OAuth server",
    "check that the URL in the manifest is that of its tokens",
);

pub(crate) const ANSWER_INVALID: SourceError = SourceError::new(
    "oauth2_answer_invalid",
    "the answer is none of an OAuth server",
    "check that the URL in the manifest is that of its tokens",
);

pub(crate) const ANSWER_TOO_LARGE: SourceError = SourceError::new(
    "oauth2_answer_too_large",
    "the answer has more than 64 KiB",
    "check that the URL in the manifest is that of its tokens",
);

pub(crate) const TOKEN_TYPE: SourceError = SourceError::new(
    "oauth2_token_type",
    "the server gives tokens of another type than `Bearer`",
    "have it give bearer tokens to this client",
);

pub(crate) const NO_METADATA: SourceError = SourceError::new(
    "oauth2_no_metadata",
    "the `issuer` does not say where its tokens are fetched",
    "write `token_url` in place of `issuer`",
);

pub(crate) const ISSUER_DIFFERS: SourceError = SourceError::new(
    "oauth2_issuer_differs",
    "the metadata that is found there is of another issuer",
    "write `issuer` exactly as the server does",
);

pub(crate) const ENDPOINT_INSECURE: SourceError = SourceError::new(
    "oauth2_endpoint_insecure",
    "the metadata of the `issuer` has a `token_endpoint` that is no https URL",
    "have the server's metadata corrected",
);

pub(crate) const SIGNING: SourceError = SourceError::new(
    "oauth2_signing",
    "the private key cannot sign",
    "check that it is a whole RSA key of 2048 bits or more, or one of the curve P-256",
);

pub(crate) const NOT_ASSEMBLED: SourceError = SourceError::new(
    "oauth2_not_assembled",
    "it was loaded as something else",
    "write the same version for all crates of provider-credentials",
);

/// Of a part, before anything is sent.
pub(crate) const NOT_TEXT: SourceError = SourceError::new(
    "oauth2_part_not_text",
    "is no text",
    "store it as text, and remove its `encoding` unless what it encodes is text",
);
