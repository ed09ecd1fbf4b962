//! All that can go wrong, in words that fit behind the name of a secret.

mod connection;
mod entra;
mod error;
mod identity;
mod key;
mod secret;
mod settings;

pub(crate) use connection::*;
pub(crate) use entra::*;
pub(crate) use identity::*;
pub(crate) use key::*;
pub(crate) use secret::*;
pub(crate) use settings::*;
