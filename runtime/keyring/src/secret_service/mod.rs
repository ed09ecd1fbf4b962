//! The Secret Service of freedesktop.org, on the session bus.
//!
//! ```text
//! service   reading many passwords, writing one
//! calls     the methods of the service
//! session   the key that passwords are encrypted with on the bus
//! bus       one connection: calls sent together, their answers within the time
//! login     what is said before the first message
//! address   where the bus is
//! message   one message, with its header
//! wire      values, as messages have them
//! ```

mod address;
mod bus;
mod calls;
mod login;
mod message;
#[cfg(test)]
mod peers;
mod service;
mod session;
mod stream;
mod wire;

pub(crate) use service::Service;
