//! Loaded credentials, and the struct that a manifest becomes.

mod credential;
mod credential_set;
mod generated;
mod handles;
mod iter;
mod load;
mod loader;
mod slots;
mod table;
mod tell;
#[cfg(feature = "testing")]
pub mod testing;
#[cfg(feature = "tracing")]
mod tracing;

pub use credential::{AnyCredential, Credential, NO_CONFIG, NoConfig, UNFILLED};
pub use credential_set::CredentialSet;
pub use generated::{fmt_debug, parse_id};
pub use handles::Handles;
pub use iter::Iter;
pub use load::load;
pub use slots::Set;
pub use table::Table;
