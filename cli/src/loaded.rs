//! A manifest as the engine takes it, without generated code: the same static data as
//! [`codegen`](provider_credentials_codegen) writes, made when the program runs.
//!
//! It is made once a run and never freed.

mod doubts;
mod encryption;
mod fix;
mod id;
mod kind_off;
mod kinds;
mod only_in_program;
mod set;
mod source;
mod spec;
mod table;

pub(crate) use doubts::doubts;
pub(crate) use fix::fix;
pub(crate) use kinds::WITHOUT_FEATURE;
pub(crate) use only_in_program::{ONLY_IN_PROGRAM, only_in_program};
pub(crate) use set::Loaded;
pub(crate) use spec::use_manifest;

#[cfg(test)]
mod tests;
