//! A fake of Azure: Key Vault, Entra ID and managed identities, which Microsoft's own client takes for real.

mod certificate;
mod client;
mod entra;
mod identities;
mod key;
mod keys;
mod known;
mod message;
mod server;
mod state;
mod vaults;

pub use certificate::CertificateOfClient;
pub use client::Client;
pub use server::Azure;
pub use state::Seen;
