//! The codes by which a server says why it gives no token.

use provider_credentials_core::SourceError;

/// What a server's `error` means; `None` if no standard has it.
pub(crate) fn of_code(code: &str) -> Option<SourceError> {
    CODES.iter().find(|(known, _)| *known == code).map(|(_, error)| *error)
}

const CODES: &[(&str, SourceError)] = &[
    // RFC 6749, section 5.2.
    (
        "invalid_request",
        SourceError::new(
            "oauth2_invalid_request",
            "the server misses something in the request, or finds it twice",
            "check `client_authentication`, and whether the server asks for an `audience`",
        ),
    ),
    (
        "invalid_client",
        SourceError::new(
            "oauth2_invalid_client",
            "the server does not accept the client",
            "check its ID and its secret or key, and that `client_authentication` is the way that is set up there",
        ),
    ),
    (
        "invalid_grant",
        SourceError::new(
            "oauth2_invalid_grant",
            "the server does not accept the signed request",
            "check that the key is not deleted there, and that this machine's clock is right",
        ),
    ),
    (
        "unauthorized_client",
        SourceError::new(
            "oauth2_unauthorized_client",
            "the client may not get tokens this way",
            "allow it the grant there, and of a Google account with a `subject` the delegation of its scopes",
        ),
    ),
    (
        "unsupported_grant_type",
        SourceError::new(
            "oauth2_unsupported_grant_type",
            "the server gives no tokens this way",
            "check the URL in the manifest, or have the grant enabled there",
        ),
    ),
    (
        "invalid_scope",
        SourceError::new(
            "oauth2_invalid_scope",
            "the server does not know the `scopes`, or does not allow them to the client",
            "check them in the manifest, and what the client may ask for there",
        ),
    ),
    // RFC 6749, section 4.1.2.1, which servers give here as well.
    (
        "access_denied",
        SourceError::new(
            "oauth2_access_denied",
            "the server denies the client a token",
            "allow it the `audience` and the `scopes` there",
        ),
    ),
    (
        "temporarily_unavailable",
        SourceError::new(
            "oauth2_temporarily_unavailable",
            "the server is overloaded or under maintenance",
            "try later",
        )
        .retryable(),
    ),
    // RFC 8707, section 2.
    (
        "invalid_target",
        SourceError::new(
            "oauth2_invalid_target",
            "the server does not know the `audience`, or does not allow it to the client",
            "check it in the manifest, and what the client may ask for there",
        ),
    ),
];
