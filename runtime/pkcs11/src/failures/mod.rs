//! All that can go wrong, in words that fit behind the name of a secret. Nothing of a token is among them.

mod answer;
mod error;
mod module;
mod object;
mod pin;
mod proxy;
mod token;
mod uri;

pub(crate) use answer::{of_call, of_decryption, of_signature};
pub(crate) use module::*;
pub(crate) use object::*;
pub(crate) use pin::*;
pub(crate) use proxy::of_proxy;
pub(crate) use token::*;
pub(crate) use uri::*;
