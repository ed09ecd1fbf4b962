//! Work in progress.
mod secret;
mod structured;
pub use secrecy::ExposeSecret;
pub use secret::Secret;
