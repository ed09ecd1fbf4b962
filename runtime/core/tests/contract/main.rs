//! The contract for sources, decoders and parts, through the data that generated code hands over.

#![forbid(unsafe_code)]
#![allow(clippy::similar_names, reason = "a loader gives what is loaded")]
#![allow(
    clippy::panic,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "tests say what must hold, and plainly"
)]

#[cfg(feature = "json")]
mod absent;
#[cfg(feature = "access")]
mod access;
mod answers;
mod decoders;
#[cfg(all(feature = "json", feature = "testing"))]
mod key_providers;
mod kinds;
mod marks;
mod needs;
mod openers;
mod params;
mod parts;
mod secret_files;
mod signers;
mod support;
mod timeouts;
#[cfg(feature = "live")]
mod two_sources;
#[cfg(feature = "live")]
mod upkeep;
