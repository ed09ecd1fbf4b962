//! `source: command`: what a program writes to standard output, such as that of a password manager, for
//! [`provider-credentials`](https://docs.rs/provider-credentials).
//!
//! Programs depend on `provider-credentials` with feature `command`; `docs/command.md` there has the rules.
//!
//! # Inside
//!
//! ```text
//! opener      the variables that every program gets
//! ground      what every program is started with
//! source      all requests of a load: each command runs once, a few at a time
//! command     one command with its arguments, variables and limits
//! program     which file it is, and whether others can change it
//! failures    all that may be said
//! ```

#![forbid(unsafe_code)]

mod command;
mod failures;
mod ground;
mod opener;
mod program;
mod source;

pub use opener::OPENER;
