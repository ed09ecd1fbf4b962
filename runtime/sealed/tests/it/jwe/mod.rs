//! `encrypted: jwe`.

#[cfg(feature = "jwe-write")]
mod damage;
#[cfg(feature = "jwe-write")]
mod hostile;
mod keys;
#[cfg(feature = "jwe-write")]
mod real;
#[cfg(feature = "jwe-write")]
mod refused;
mod support;
mod vectors;
#[cfg(feature = "jwe-write")]
mod written;
