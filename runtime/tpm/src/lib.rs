//! `source: tpm`: secrets that are sealed to a TPM 2.0, for
//! [`provider-credentials`](https://docs.rs/provider-credentials).
//!
//! Programs depend on `provider-credentials` with feature `tpm`; `docs/tpm.md` there has the rules.
//!
//! # Inside
//!
//! ```text
//! opener      which TPM, by the environment
//! source      all requests of a load
//! clevis      keys of JWE that clevis sealed
//! unsealer    one object after the other: its parent, its policy, its password
//! sealed/     an object as files or the TPM have it
//! diagnosis   what is wrong, where the TPM only says that something is
//! lockout, refused   no password is tried blindly, or twice
//! tpm         commands
//! start       of a session; salt
//! session     proofs and encryption of commands and responses; kdf, hash
//! command     one command and its response; wire, code, fault
//! connection  to a TPM: tcti/
//! object, name, template, pcrs, digest   what the specification has structures for
//! failures    all that may be said
//! ```

#![forbid(unsafe_code)]

mod clevis;
mod code;
mod command;
mod connection;
mod der;
mod diagnosis;
mod digest;
mod failures;
mod fault;
mod hash;
mod kdf;
mod lockout;
mod name;
mod object;
mod opener;
mod pcrs;
mod refused;
mod salt;
mod sealed;
mod session;
mod source;
mod start;
mod tcti;
mod template;
mod tpm;
mod unsealer;
mod wire;

pub use opener::{KEYS, OPENER};
