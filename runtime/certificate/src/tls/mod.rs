//! What rustls takes.

mod config;
mod error;
mod resolver;
mod signing_key;

pub use error::CertificateCredentialError;
pub use resolver::CertificateResolver;
pub use signing_key::signing_key;
