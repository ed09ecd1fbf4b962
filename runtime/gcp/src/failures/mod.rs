//! All that can go wrong, in words that fit behind the name of a secret.

mod connection;
mod credentials;
mod error;
mod kms;
mod secret;
mod surroundings;

pub(crate) use connection::*;
pub(crate) use credentials::*;
pub(crate) use kms::*;
pub(crate) use secret::*;
pub(crate) use surroundings::*;
