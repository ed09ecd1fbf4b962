//! Encrypted files for [`provider-credentials`](https://docs.rs/provider-credentials): `encrypted: age`, `encrypted: sops`
//! and `encrypted: jwe` of a file in a manifest.
//!
//! Programs depend on `provider-credentials` with the feature of the same name. A format is a [`Decoder`], and what opens
//! the keys of files a [`KeyProvider`]; both are opened from their usual environment.
//!
//! [`Decoder`]: provider_credentials_core::Decoder
//! [`KeyProvider`]: provider_credentials_core::KeyProvider

#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "age")]
pub mod age;
#[cfg(feature = "jwe")]
pub mod jwe;
#[cfg(feature = "sops")]
pub mod sops;
