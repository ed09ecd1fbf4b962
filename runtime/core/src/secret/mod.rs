//! Bytes that are wiped.

#[cfg(feature = "locked-memory")]
mod locked;
#[allow(clippy::module_inception, reason = "the folder holds what its main type needs")]
mod secret;
mod wipe_stack;
mod wiped;

#[cfg(feature = "locked-memory")]
pub(crate) use locked::Unlocked;
pub use secret::Secret;
#[cfg(not(feature = "tools"))]
pub(crate) use wipe_stack::wipe_stack;
#[cfg(feature = "tools")]
pub use wipe_stack::wipe_stack;
pub(crate) use wiped::WipedOsString;
