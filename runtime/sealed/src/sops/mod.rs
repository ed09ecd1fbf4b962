//! `encrypted: sops`: files whose values [sops](https://getsops.io) encrypted one by one.
//!
//! ```text
//! decoder      a file: its key, its values, its checksum
//! format       which of its formats sops wrote
//! document     a text: its `sops` section, and its values in order
//! comments     encrypted comments, also as items of lists
//! place        where lines begin and end, and what a node is
//! leaf         a value as it stands in a text
//! dotenv       the same of lines of names and values
//! tree         the `sops` section as it is written
//! metadata     what it says
//! recipients   those who can open a file
//! rules        what of a file is encrypted
//! data_key     the key of a file, from those who may open it
//! shamir       a key out of shares
//! identities   age's identities where sops looks for them
//! command      a program that prints them
//! cipher       one value
//! value, time  types of values
//! mac          the checksum over all values
//! splice       a text with its values replaced
//! write        files that are changed and encrypted, for tools
//! failures     all that may be said
//! ```

mod cipher;
mod command;
mod comments;
mod data_key;
mod decoder;
mod document;
mod dotenv;
mod failures;
mod format;
mod identities;
mod leaf;
mod mac;
mod metadata;
mod opener;
mod place;
mod recipients;
mod rules;
mod shamir;
#[cfg(all(test, feature = "sops-write"))]
mod slow;
mod splice;
mod time;
mod tree;
mod value;
#[cfg(feature = "sops-write")]
mod write;

pub use identities::SopsIdentities;
pub use opener::{IDENTITIES, OPENER};
#[cfg(feature = "sops-write")]
pub use write::{Recipient, Selection, SopsFile, SopsFormat};
