mod load;
mod server;

pub(crate) use load::{Loaded, code, environment, load, load_path, load_with, no_environment};
pub(crate) use provider_credentials_test_servers::{Fault, Proxy, answer};
pub(crate) use server::server;
