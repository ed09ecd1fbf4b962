//! `source: azure_key_vault`: secrets from Azure Key Vault, for
//! [`provider-credentials`](https://docs.rs/provider-credentials).
//!
//! Programs depend on `provider-credentials` with feature `azure`. With no registration, the source is opened from the
//! variables that Azure's own clients use; [`AzureKeyVaultBuilder::new`] is for everything else.
//!
//! # Inside
//!
//! ```text
//! opener                 from the environment         builder       from a program
//! key_vault              the source                   vault, cloud  which vault, and what is in it
//! keys                   keys of encrypted files         challenge    what a vault wants a token for
//! session                the tokens that are held     token         one of them
//! chain                  where they come from: service_principal (with its certificate), workload_identity,
//!                        managed_identity (imds, app_service, arc, cloud_shell), command_line (by process); of which
//!                        selected are looked at
//! entra                  tokens of applications       secret        what a vault answers
//! refusal                why a vault says no          failures      all that may be said
//! ground, environment    settings, files and clients
//! ```

#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod builder;
mod chain;
mod challenge;
mod cloud;
mod entra;
mod environment;
mod failures;
mod ground;
mod key_vault;
mod keys;
mod opener;
mod refusal;
mod secret;
mod session;
mod token;
mod vault;

pub use builder::AzureKeyVaultBuilder;
pub use key_vault::AzureKeyVault;
pub use opener::KEYS;
#[doc(inline)]
pub use provider_credentials_http::Proxies;
/// `source: azure_key_vault`.
pub mod azure_key_vault {
    pub use crate::opener::OPENER;
}
