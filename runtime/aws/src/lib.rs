//! `source: aws_secrets_manager` and `source: aws_parameter_store`: secrets from AWS, for
//! [`provider-credentials`](https://docs.rs/provider-credentials).
//!
//! Programs depend on `provider-credentials` with feature `aws`. With no registration, the sources are opened from the
//! variables and files that AWS' own clients use; [`AwsBuilder::new`] is for everything else.
//!
//! # Inside
//!
//! ```text
//! opener                 from the environment         builder, aws             from a program, and what both come to
//! secrets_manager        a source                     parameter_store          the other one
//! kms                    keys of encrypted files
//! wanted                 what the requests of a load are for                   each      many at a time, in batches
//! account                one call, by credentials that are held                session   which are replaced in time
//! chain                  where credentials are looked for: given (variables, profiles), profile (and its roles),
//!                        sso, process, web_identity, container, imds
//! sts                    roles                        post                     one signed request
//! sign                   its signature                refusal                  why AWS says no
//! service, endpoint      which is asked, and where    arn, time, xml, json, form, answer   small formats
//! ground                 settings, files, clients, the clock
//! profiles, ini          the files of the command line                         environment, credentials
//! failures               all that may be said
//! ```

#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod account;
mod answer;
mod arn;
mod aws;
mod batches;
mod builder;
mod chain;
mod credentials;
mod endpoint;
mod environment;
mod failures;
mod form;
mod ground;
mod ini;
mod json;
mod kms;
mod opener;
mod parameter_store;
mod post;
mod profiles;
mod refusal;
mod secrets_manager;
mod service;
mod session;
mod sign;
mod sts;
mod time;
mod wanted;
mod xml;

pub use aws::Aws;
pub use builder::AwsBuilder;
pub use kms::Kms;
pub use opener::kms::KEYS;
pub use opener::{parameter_store as aws_parameter_store, secrets_manager as aws_secrets_manager};
pub use parameter_store::ParameterStore;
#[doc(inline)]
pub use provider_credentials_http::Proxies;
pub use secrets_manager::SecretsManager;
