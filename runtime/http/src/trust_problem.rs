use core::fmt;

/// Why certificates or keys are unusable.
///
/// ```
/// use provider_credentials_http::{Trust, TrustProblem};
///
/// assert_eq!(Trust::authorities("not PEM").unwrap_err(), TrustProblem::NoCertificate);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TrustProblem {
    /// No certificate in PEM, or a malformed one.
    NoCertificate,
    /// No certificate of an authority that TLS can use.
    NoAuthority,
    /// No private key that TLS can use, or one with a passphrase.
    UnusableKey,
    /// The certificate is that of another key.
    OtherKey,
    /// The client certificate has expired.
    Expired,
    /// The name for TLS is neither a host name nor an IP address.
    InvalidName,
}

/// In static words.
impl fmt::Display for TrustProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoCertificate => "there is no whole certificate in PEM",
            Self::NoAuthority => "there is no certificate of an authority that TLS can use",
            Self::UnusableKey => "there is no private key that TLS can use",
            Self::OtherKey => "the certificate is that of another key",
            Self::Expired => "the certificate has expired",
            Self::InvalidName => "the name is neither a host name nor an IP address",
        })
    }
}

impl core::error::Error for TrustProblem {}
