//! What is wrong with a certificate or its key, and in which part.

use provider_credentials_core::{PartError, SourceError};
use provider_credentials_http::TrustProblem;

const NO_CERTIFICATE: SourceError = SourceError::new(
    "oauth2_no_certificate",
    "has no certificate in PEM",
    "give it the whole certificate, from `-----BEGIN` to `-----END`",
);

const UNUSABLE_KEY: SourceError = SourceError::new(
    "oauth2_key_unusable",
    "has no private key that TLS can use",
    "give it the key of the `certificate` in PEM, without a passphrase",
);

const OTHER_KEY: SourceError = SourceError::new(
    "oauth2_certificate_of_other_key",
    "has the certificate of another key",
    "give it the certificate of the `private_key`, and those of its issuers behind it",
);

const UNUSABLE: SourceError = SourceError::new(
    "oauth2_certificate_unusable",
    "has no certificate of an authority that TLS can use",
    "give it what `openssl x509 -in CA` writes of a certificate in X.509 version 3",
);

pub(crate) const EXPIRED: SourceError =
    SourceError::new("oauth2_certificate_expired", "has expired", "have a new one issued");

/// Of the certificate with its key.
pub(crate) fn of_client(problem: TrustProblem) -> PartError {
    match problem {
        TrustProblem::UnusableKey => PartError::new("private_key", UNUSABLE_KEY),
        TrustProblem::OtherKey => PartError::new("certificate", OTHER_KEY),
        _ => PartError::new("certificate", NO_CERTIFICATE),
    }
}

/// Of those of authorities.
pub(crate) fn of_authorities(problem: TrustProblem) -> PartError {
    let error = match problem {
        TrustProblem::NoAuthority => UNUSABLE,
        _ => NO_CERTIFICATE,
    };
    PartError::new("ca_certificate", error)
}
