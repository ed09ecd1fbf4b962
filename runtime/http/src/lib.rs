//! The HTTP client that the stores of [`provider-credentials`](https://docs.rs/provider-credentials) share.

#![forbid(unsafe_code)]

mod agent;
mod answer;
mod blocks;
mod body;
mod builder;
mod certificates;
mod client;
mod connection;
mod date;
mod deadline;
mod dial;
mod exchange;
mod failure;
mod head;
mod identity;
mod input;
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

pub use answer::Answer;
pub use builder::ClientBuilder;
pub use client::Client;
pub use deadline::Deadline;
pub use failure::{Failure, Kind, TlsProblem};
pub use identity::Identity;
pub use proxies::Proxies;
pub use request::{Request, Value};
pub use retries::Retries;
pub use trust::Trust;
pub use trust_problem::TrustProblem;
pub use url::Url;
