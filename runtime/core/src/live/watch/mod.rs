//! The files that a load reads, and what happens to them.

mod files;
mod interest;
mod state;

pub(super) use files::Watch;
