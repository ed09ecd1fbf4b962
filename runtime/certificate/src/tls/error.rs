use core::fmt;

use provider_credentials_core::LoadError;

/// Why there is nothing for TLS.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum CertificateCredentialError {
    /// It is not loaded.
    NotLoaded(LoadError),
    /// ring does not sign by its private key.
    UnsupportedKey,
    /// The process's default provider of cryptography knows no version of TLS that is safe.
    NoVersion,
}

impl From<LoadError> for CertificateCredentialError {
    fn from(error: LoadError) -> Self {
        Self::NotLoaded(error)
    }
}

impl fmt::Display for CertificateCredentialError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotLoaded(error) => error.fmt(f),
            Self::UnsupportedKey => f.write_str(
                "rustls does not sign by this private key here; use one of ECDSA (P-256, P-384), Ed25519, or RSA of \
                 2048, 3072 or 4096 bits, or give the certificate's PEM to another TLS library",
            ),
            Self::NoVersion => f.write_str(
                "the process's default provider of cryptography knows neither TLS 1.2 nor TLS 1.3; install \
                 another one",
            ),
        }
    }
}

impl core::error::Error for CertificateCredentialError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::NotLoaded(error) => Some(error),
            Self::UnsupportedKey | Self::NoVersion => None,
        }
    }
}
