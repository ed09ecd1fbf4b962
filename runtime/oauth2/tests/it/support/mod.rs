mod child;
mod client;
mod commands;
mod log;
mod server;

pub(crate) use child::Process;
pub(crate) use client::{
    SECRET, TOKEN, assert_silent, basic_client, client, client_at, client_of_bytes, client_within,
    google, google_of_bytes,
};
pub(crate) use commands::Directory;
pub(crate) use provider_credentials_test_servers::not_run;
pub(crate) use server::{Reply, Seen, Server, granted};
