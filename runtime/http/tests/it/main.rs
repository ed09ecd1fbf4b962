//! Requests over real sockets, to servers that behave, and to some that do not.

#![forbid(unsafe_code)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests state what must hold by failing"
)]

mod bodies;
mod certificates;
mod connections;
mod limits;
mod proxies;
mod redirects;
mod requests;
mod retries;
mod support;
mod tls;
