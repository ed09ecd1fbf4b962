//! What rustls takes.

mod config;
mod error;
mod resolver;

pub use error::CertificateCredentialError;
pub use resolver::CertificateResolver;
