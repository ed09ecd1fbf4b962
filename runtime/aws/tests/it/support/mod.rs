mod emulators;
mod fake;
mod load;

pub(crate) use emulators::{ministack, moto};
pub(crate) use fake::Fake;
pub(crate) use load::{Loaded, Variables, code, environment, load, parameter, secret, set};
pub(crate) use provider_credentials_test_servers::{Aws, Fault, Keys, Proxy, answer};
