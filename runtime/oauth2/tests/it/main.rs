//! Access tokens from servers that behave, and from some that do not.

#![forbid(unsafe_code)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests state what must hold by failing"
)]

mod authentication;
mod codes;
mod discovery;
mod faults;
mod google;
mod lifetimes;
mod oidc_provider;
mod openbao;
mod parts;
mod support;
mod threads;
mod tls;
