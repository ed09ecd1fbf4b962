//! `Debug` and `Display` of every public type, with a secret inside.

mod contract;
mod every;
mod kinds;
mod loaded;
mod public;
mod secrets;
mod shown;
mod written;

pub(crate) use every::outputs;
