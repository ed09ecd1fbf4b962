//! The ways to a TPM, by the names that tpm2-tools has for them.

mod device;
mod name;
mod socket;
mod transport;

pub(crate) use name::Tcti;
pub(crate) use transport::Transport;
