mod load;
mod server;

pub(crate) use load::{Loaded, Variables, code, load, load_all, secret, set};
pub(crate) use provider_credentials_test_servers::{Fault, Gcp, Proxy, answer};
pub(crate) use server::{environment, home, server, write};
