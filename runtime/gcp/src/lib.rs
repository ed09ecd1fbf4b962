//! `source: gcp_secret_manager`: secrets from Google Secret Manager, for
//! [`provider-credentials`](https://docs.rs/provider-credentials).
//!
//! Programs depend on `provider-credentials` with feature `gcp`. With no registration, the source is opened from the
//! variables and files that Google's own clients use; [`GcpBuilder::new`] is for everything else.
//!
//! # Inside
//!
//! ```text
//! opener                 from the environment         builder              from a program
//! secret_manager         the source                   wanted               what the requests of a load are for
//! access                 one version of one secret    refusal              why Google says no
//! crc32c                 that it came as it is kept   name                 of a secret, in a URL
//! session                the token that is held       project              where no secret says another
//! adc                    application default credentials: find, document (a file), grant (by its type), service_account,
//!                        authorized_user, external (by a subject token: subject, executable), impersonated, metadata
//! token_request          a form for a token, and where it may go
//! gcloud                 files of the command line    ground               settings, files, clients
//! kms                    keys of encrypted files
//! json, environment      small formats                failures             all that may be said
//! ```

#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod access;
mod adc;
mod builder;
mod crc32c;
mod environment;
mod failures;
mod gcloud;
mod ground;
mod json;
mod kms;
mod name;
mod opener;
mod project;
mod refusal;
mod secret_manager;
mod session;
mod token_request;
mod wanted;

pub use builder::GcpBuilder;
pub use opener::{KEYS, gcp_secret_manager};
#[doc(inline)]
pub use provider_credentials_http::Proxies;
pub use secret_manager::GcpSecretManager;
