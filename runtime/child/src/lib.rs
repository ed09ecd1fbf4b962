//! Runs a program and reads what it writes to standard output, for the crates of provider-credentials whose secrets come
//! from one. Not meant for use by itself.
//!
//! The program has no standard input, what it writes to standard error is thrown away, and no shell is between. It is a
//! group of processes of its own, which is killed as a whole when a limit is over. On Windows, only the program itself is.

#![forbid(unsafe_code)]

mod failure;
mod find;
mod group;
mod read;
mod run;
mod written;

pub use failure::Failure;
pub use find::find;
pub use group::{begin as begin_group, kill as kill_group};
pub use run::{Limits, run};
