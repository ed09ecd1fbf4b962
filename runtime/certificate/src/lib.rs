//! `type: client_certificate`: a certificate, its chain and its private key, checked while they load.
//!
//! Programs depend on `provider-credentials`, whose feature `certificates` re-exports what is here.
//!
//! # Inside
//!
//! ```text
//! assemble   from the parts to an identity: the order of the checks
//! parts      what is found in them
//! store      what is found in PKCS#12
//! material   what a part holds: PEM of several kinds, or DER
//! own_key    the private key, in a file or as one that signs where it is
//! key        a private key of any encoding, as PKCS#8
//! pair       whether it belongs to the certificate, and signs
//! tls        what rustls takes
//! x509       a certificate, its chain, its time, and what there is to say of them
//! ```

#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod assemble;
mod base64;
mod der;
mod encrypted;
mod errors;
mod found;
mod handle;
mod identity;
mod key;
mod material;
mod oid;
mod own_key;
mod pair;
mod parts;
mod pem;
mod rsa;
mod store;
#[cfg(feature = "rustls")]
mod tls;
mod x509;

use provider_credentials_core::Kind;

pub use handle::CertificateCredential;
#[cfg(feature = "rustls")]
pub use tls::{CertificateCredentialError, CertificateResolver, signing_key};

/// `type: client_certificate`.
pub static KIND: Kind = Kind::new("client_certificate", &["certificate", "expires_soon_days"])
    .may_sign(&[parts::KEY])
    .assembled_by(assemble::assemble);
