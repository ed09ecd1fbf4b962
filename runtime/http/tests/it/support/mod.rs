mod authority;
mod client;
mod log;
mod openssl;
mod proxy;
mod server;

pub(crate) use authority::{Authority, Issued};
pub(crate) use client::{assert_silent, client, get, kind, send, soon};
pub(crate) use log::watch_log;
pub(crate) use openssl::{OpenSsl, not_run};
pub(crate) use proxy::Proxy;
pub(crate) use server::{Reply, Seen, Server, ok};
