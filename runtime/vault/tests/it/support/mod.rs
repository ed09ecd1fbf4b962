mod load;
mod server;

pub(crate) use load::{Loaded, code, environment, load, load_path, load_with, no_environment};
pub(crate) use provider_credentials_test_servers::{Fault, Proxy};
pub(crate) use server::server;
