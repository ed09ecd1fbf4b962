//! `source: vault`: secrets from [Vault](https://developer.hashicorp.com/vault) and [OpenBao](https://openbao.org), for
//! [`provider-credentials`](https://docs.rs/provider-credentials).
//!
//! Programs depend on `provider-credentials` with feature `vault`. With no registration, the source is opened from the
//! variables that `vault` and `bao` use; [`VaultBuilder::new`] is for everything else.
//!
//! # Inside
//!
//! ```text
//! opener         from the environment: variables        builder, settings   from a program, and what both come to
//! authority      whom the connection trusts
//! vault          the source: all requests of a load
//! wanted         which secrets they are for              secret              what of one answers a request
//! reader         each secret is read once, on a few connections
//! leases, lease  secrets that the server lends           read                one that is read now
//! mounts, path   from the path of the manifest to that of the API
//! session        the token: logins, renewals             login, wrapping     from what a program is known by to a token
//! proof          what that is now                        auth, value         and where it is from
//! refusal        why the server says no
//! api            one request                             body, answer        JSON there and back
//! failures       all that may be said
//! ```

#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod answer;
mod api;
mod auth;
mod authority;
mod body;
mod builder;
mod failures;
mod lease;
mod leases;
mod login;
mod mounts;
mod opener;
mod path;
mod proof;
mod read;
mod reader;
mod refusal;
mod secret;
mod session;
mod settings;
mod transit;
mod value;
mod variables;
mod vault;
mod wanted;
mod wrapping;

pub use auth::VaultAuth;
pub use builder::VaultBuilder;
pub use opener::{KEYS, OPENER};
#[doc(inline)]
pub use provider_credentials_http::Proxies;
pub use value::AuthValue;
pub use vault::Vault;
