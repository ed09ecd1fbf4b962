//! The HTTP client that the stores of [`provider-credentials`](https://docs.rs/provider-credentials) share.
//!
//! Programs depend on `provider-credentials`. This crate is for those who write a store: a client of HTTP/1.1 that
//! blocks, with TLS, time limits, kept connections, proxies and retries, and with little else.
//!
//! ```no_run
//! use std::time::Duration;
//! use provider_credentials_http::{Client, Deadline, Kind, Proxies, Request, Retries, Url, Value};
//!
//! # fn token() -> &'static [u8] { b"hvs.of-the-example" }
//! # fn main() -> Result<(), provider_credentials_http::Failure> {
//! let client = Client::builder()
//!     .proxies(Proxies::from_variables(|name| std::env::var(name).ok()))
//!     .build()?;
//! let url = Url::parse("https://vault.example:8200")?.join("/v1/secret/data/api")?;
//! let request = Request::get(&url).header("X-Vault-Token", Value::secret(token()));
//! let retries = Retries::new(2).on(&[429, 502, 503, 504]);
//! let deadline = Deadline::after(Duration::from_secs(10));
//! match client.send_with_retries(&request, deadline, &retries) {
//!     Ok(answer) if answer.status() == 200 => println!("{} bytes", answer.body().len()),
//!     Ok(answer) => println!("HTTP status {}", answer.status()),
//!     Err(failure) if failure.kind() == Kind::TimedOut => println!("no answer in time"),
//!     Err(failure) => println!("{failure}"),
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # What stays in memory
//!
//! A request is written once, into a buffer of its final size, and an answer is read into buffers that do not grow.
//! All of them are wiped: requests with their headers and bodies, proxy passwords, private keys in DER, heads, bodies,
//! the blocks that a body of unknown length is collected in, and the headers that are kept. Nothing is logged.
//!
//! TLS is by `rustls`, and not all of its buffers are wiped:
//!
//! * Sent: nothing stays. No request is written before the handshake is done, because until then `rustls` would keep it;
//!   afterwards its buffers hold what it has encrypted.
//! * Received: `rustls` decrypts each record where it was received, copies it once, and wipes neither. Up to two copies
//!   of an answer stay in freed memory until something else is written there. With a global allocator that wipes
//!   what is freed, none stay.
//! * The private key of a client certificate and the keys of a connection are wiped or not as `ring` and `rustls` do.
//!
//! Without TLS, which only this machine is asked by, nothing stays in the process.
//!
//! # Inside
//!
//! ```text
//! builder, settings    how a client is built                        agent           what it says it is
//! client               one request, and where a redirect leads      retries         the same request again
//! request, url, json   what is asked                                answer, failure what comes of it
//! pool                 connections that are kept and counted        connection      a new one
//! dial, tunnel         to an address; through a proxy               stream          until a set time
//! proxies, no_proxy    which proxy                                  deadline
//! trust, identity      whom TLS trusts, and who the client is       named, unverified, certificates, pem
//! exchange             one request on one connection                input           what comes, through one buffer
//! head, date           the head of an answer                        body, blocks    where its body ends
//! reason, tls_problem  what an error of the system or TLS means     base64          of secrets, in wiped buffers
//! ```

#![forbid(unsafe_code)]

mod agent;
mod answer;
pub mod base64;
mod blocks;
mod body;
mod builder;
mod certificates;
mod client;
mod connection;
mod date;
mod deadline;
mod dial;
mod each;
mod exchange;
mod failure;
mod head;
mod identity;
mod input;
mod json;
mod named;
mod no_proxy;
pub mod pem;
mod pool;
mod proxies;
mod reason;
mod request;
mod retries;
mod settings;
mod stream;
mod tls_problem;
mod trust;
mod trust_problem;
mod tunnel;
mod unverified;
mod url;
mod variables;

pub use answer::Answer;
pub use builder::ClientBuilder;
pub use client::Client;
pub use date::days;
pub use deadline::Deadline;
pub use each::each;
pub use failure::{Failure, Kind, TlsProblem};
pub use identity::Identity;
pub use json::quoted;
pub use proxies::Proxies;
pub use request::{Request, Value};
pub use retries::Retries;
pub use trust::Trust;
pub use trust_problem::TrustProblem;
pub use url::Url;
pub use variables::{NotText, Variables};
