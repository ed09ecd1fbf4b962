//! `source: vault`: secrets from [Vault](https://developer.hashicorp.com/vault) and [OpenBao](https://openbao.org), for
//! [`provider-credentials`](https://docs.rs/provider-credentials).
//!
//! Programs depend on `provider-credentials` with feature `vault`. With no registration, the source is opened from the
//! variables that `vault` and `bao` use; [`Vault::builder`] is for everything else.
//!
//! # Inside
//!
//! ```text
//! opener        from the environment                    builder, settings   from a program, and what both set
//! vault         the source: all requests of a load, paths read once, on a few connections
//! session       the token: a login, its renewal          auth, login, value  by what a program is known, and where from
//! wrapping      secret IDs that come wrapped
//! path, mounts  from the path of the manifest to that of the API
//! read, secret  one path, and what it holds              lease, leases       what ends, and is renewed
//! api           one request                              refusal             why the server says no
//! body, answer  JSON there and back, in buffers that are wiped
//! failures      all that may be said
//! ```

#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod answer;
mod api;
mod auth;
mod body;
mod builder;
mod failures;
mod lease;
mod leases;
mod login;
mod mounts;
mod opener;
mod path;
mod read;
mod refusal;
mod secret;
mod session;
mod settings;
mod value;
mod vault;
mod wrapping;

pub use auth::VaultAuth;
pub use builder::VaultBuilder;
pub use opener::OPENER;
pub use value::AuthValue;
pub use vault::Vault;
