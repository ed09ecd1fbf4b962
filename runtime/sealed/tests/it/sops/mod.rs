//! Files of sops: those that it writes, through loads.

mod damage;
mod formats;
mod recipients;
mod rules;
mod stores;
mod support;
#[cfg(feature = "sops-write")]
mod write;
#[cfg(feature = "sops-write")]
mod written;
