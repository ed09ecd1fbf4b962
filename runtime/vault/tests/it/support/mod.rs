mod load;
mod proxy;
mod server;

pub(crate) use load::{Loaded, code, environment, load, load_path, load_with, no_environment};
pub(crate) use proxy::{Fault, Proxy};
pub(crate) use server::server;
