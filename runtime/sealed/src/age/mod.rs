//! `encrypted: age`: files that [age](https://age-encryption.org) encrypted, armored or not.
//!
//! ```text
//! decoder      a file: its header, its key by the providers, its content
//! stanzas      what a header has, between age's types and the core's
//! identities   the usual provider: from the environment, or from a program
//! material     what opens files, out of a text
//! line         a line of an identity file
//! plugin, wire `age-plugin-NAME`, and what is sent to it
//! failures     all that may be said
//! ```

mod decoder;
mod failures;
mod identities;
mod line;
mod material;
mod opener;
mod plugin;
mod stanzas;
mod wire;

pub use identities::AgeIdentities;
pub use opener::{IDENTITIES, OPENER};
