//! Work in progress.

#![cfg_attr(docsrs, feature(doc_cfg))]
#![cfg_attr(
    not(all(feature = "json", feature = "yaml")),
    allow(dead_code, reason = "what only structured files need stays in place without them")
)]

mod credential;
mod error;
mod file;
mod loader;
mod macros;
mod metadata;
#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
mod reason;
mod secret;
mod set;
mod source;
mod spec;
mod structured;

pub use credential::{AnyCredential, Credential};
pub use error::{LoadError, MissingCredentials, UnknownCredentialId};
pub use loader::Loader;
pub use metadata::Metadata;
pub use secrecy::{ExposeSecret, SecretString};
pub use secret::Secret;
pub use set::CredentialSet;
