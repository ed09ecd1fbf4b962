//! Whether a text can be a secret.
//!
//! Most are: their signs, which are looked at before the text is copied, and a [look](plain::is_plain) at their ends
//! tell, and nothing else is done. Of the others, many are [whole keys](issued::is_issued). What is left is gone through in
//! [`doubts`](doubts::doubts), and [`refused`](refused::refused) for what is a secret never.

mod about;
mod alphabet;
mod base32;
mod base64;
mod browser;
mod browsers;
mod checksum;
mod classes;
mod command;
mod complaint;
mod connection;
mod container;
mod der;
mod document;
mod doubts;
mod encoding;
mod escapes;
mod fernet;
mod forms;
mod google;
mod hash;
mod heads;
mod hex;
mod ids;
mod issued;
mod json;
#[cfg(test)]
mod judged;
mod jwe;
mod kinds;
mod lengths;
mod links;
mod look;
mod lookalike;
mod mail;
mod markup;
mod masked;
mod misplaced;
mod misread;
mod names;
mod nearly;
mod nothing;
mod output;
mod owners;
mod path;
mod pem;
mod placeholder;
mod plain;
mod printed;
mod providers;
mod public;
mod reference;
mod refused;
mod repeated;
mod response;
mod sas;
mod signs;
mod spaces;
mod table;
mod template;
mod text;
mod token;
mod tools;
mod typed;
mod webhook;
mod within;
mod words;

pub(crate) use about::About;
pub(crate) use doubts::doubts;
pub(crate) use encoding::decode;
pub(crate) use issued::is_issued;
pub(crate) use misread::is_replaced;
pub(crate) use pem::unescape;
pub(crate) use plain::is_plain;
pub(crate) use refused::refused;
pub(crate) use token::expiry;
