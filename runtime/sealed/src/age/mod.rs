//! `encrypted: age`: files that [age](https://age-encryption.org) encrypted, armored or not.
//!
//! ```text
//! decoder      a file: its header, its key by the providers, its content
//! at_once      a header as the library reads it
//! stanzas      what a header has, between age's types and the core's
//! identities   the usual provider: from the environment, or from a program
//! material     what opens files, out of a text
//! line         a line of an identity file
//! plugin, wire `age-plugin-NAME`, and what is sent to it
//! write        the other direction: feature `age-write`
//! failures     all that may be said
//! ```

mod at_once;
mod decoder;
mod failures;
mod identities;
mod line;
mod material;
mod opener;
mod plugin;
mod stanzas;
mod wire;
#[cfg(feature = "age-write")]
mod write;

#[cfg(feature = "sops")]
pub(crate) use age_core::format::Stanza;
#[cfg(feature = "sops")]
pub(crate) use decoder::decrypt_key;
#[cfg(feature = "sops")]
pub(crate) use failures::{NO_IDENTITY as AGE_NO_IDENTITY, NO_MATCH as AGE_NO_MATCH};
pub use identities::AgeIdentities;
#[cfg(feature = "sops")]
pub(crate) use identities::{MAX_WORK_FACTOR, running};
#[cfg(feature = "sops")]
pub(crate) use material::Material;
pub use opener::{IDENTITIES, OPENER};
#[cfg(feature = "sops")]
pub(crate) use plugin::Running;
#[cfg(feature = "sops")]
pub(crate) use stanzas::stanzas;
#[cfg(feature = "sops-write")]
pub(crate) use write::is_secret as is_secret_recipient;
#[cfg(feature = "age-write")]
pub use write::{Form, encrypt};
