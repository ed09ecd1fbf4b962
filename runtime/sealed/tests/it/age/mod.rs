//! `encrypted: age`.

mod damage;
mod hostile;
mod identities;
mod kit;
#[cfg(unix)]
mod plugins;
#[cfg(unix)]
mod real;
mod support;
#[cfg(feature = "age-write")]
mod written;
