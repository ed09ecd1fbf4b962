//! `SoftHSM`, a token in software, and a module that stands before it.

mod hsm;
mod module;

pub use hsm::SoftHsm;
pub use module::HsmModule;
