//! Loaded credentials, and the struct that a manifest becomes.

#[cfg(feature = "access")]
mod access;
mod accessed;
mod any;
mod assemble;
mod basic;
mod bearer;
#[cfg(feature = "tracing")]
mod callsite;
mod config;
mod config_text;
mod credential;
mod credential_set;
mod generated;
mod handle;
mod handles;
mod iter;
mod load;
mod load_async;
mod loader;
#[cfg(feature = "live")]
mod mark;
mod no_config;
mod parts;
#[cfg(any(feature = "access", feature = "redact"))]
mod public;
#[cfg(feature = "live")]
mod rotation;
#[cfg(feature = "redact")]
mod secrets;
mod slots;
mod table;
mod tell;
mod tell_one;
#[cfg(feature = "testing")]
pub mod testing;
#[cfg(feature = "tracing")]
mod tracing;
#[cfg(not(feature = "tracing"))]
#[path = "tracing_off.rs"]
mod tracing;

pub use accessed::Accessed;
pub use any::{AnyCredential, UNFILLED};
pub use basic::{BASIC, BasicCredential, BasicCredentialError};
pub use bearer::{BEARER, BearerCredential};
pub use config::debug_config;
pub use config_text::ConfigText;
pub use credential::Credential;
pub use credential_set::CredentialSet;
pub use generated::{fmt_debug, parse_id};
pub use handles::Handles;
pub use iter::Iter;
pub use load::load;
#[cfg(feature = "live")]
pub(crate) use load::{Slots, load_slots};
pub use load_async::LoadAsync;
pub use no_config::{NO_CONFIG, NoConfig};
#[cfg(all(feature = "redact", feature = "live"))]
pub(crate) use secrets::WeakCredential;
pub use slots::Set;
pub use table::Table;
#[cfg(feature = "live")]
pub(crate) use tell::{summary, tell};
#[cfg(feature = "live")]
pub(crate) use tell_one::tell_one;
#[cfg(feature = "live")]
pub(crate) use tracing::LoadSpan;
