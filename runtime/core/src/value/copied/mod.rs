//! What people copy where a secret was meant: placeholders, commands, pages, answers.

mod algorithm;
pub(in crate::value) mod browser;
pub(in crate::value) mod chat;
pub(in crate::value) mod command;
pub(in crate::value) mod complaint;
pub(in crate::value) mod connection;
pub(in crate::value) mod console;
pub(in crate::value) mod document;
pub(in crate::value) mod forms;
pub(in crate::value) mod labelled;
pub(in crate::value) mod links;
pub(in crate::value) mod lookalike;
pub(in crate::value) mod mail;
pub(in crate::value) mod margin;
pub(in crate::value) mod markup;
pub(in crate::value) mod masked;
pub(in crate::value) mod misplaced;
pub(in crate::value) mod misread;
pub(in crate::value) mod nothing;
pub(in crate::value) mod output;
pub(in crate::value) mod path;
pub(in crate::value) mod placeholder;
pub(in crate::value) mod printed;
pub(in crate::value) mod reference;
pub(in crate::value) mod response;
pub(in crate::value) mod sas;
pub(in crate::value) mod scheme;
pub(in crate::value) mod schemeless;
pub(in crate::value) mod seed_phrase;
pub(in crate::value) mod template;
#[cfg(test)]
mod tests;
pub(in crate::value) mod tools;
pub(in crate::value) mod typed;
