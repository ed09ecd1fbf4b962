//! One load: run-time choices, and the search of each part of a credential from source to source.

#[cfg(feature = "access")]
mod accesses;
mod clock;
#[cfg(feature = "live")]
mod file_paths;
mod given;
mod identities;
mod judge;
#[cfg(feature = "tools")]
mod keys;
mod kinds;
mod loader;
#[cfg(feature = "locked-memory")]
mod locking;
mod needed;
#[cfg(not(all(
    feature = "access",
    feature = "dotenv",
    feature = "locked-memory",
    feature = "env-removal"
)))]
mod off;
mod outcome;
#[cfg(feature = "env-removal")]
mod promise;
mod reach;
mod remote;
#[cfg(feature = "env-removal")]
mod removal;
mod run;
mod search;
#[cfg(feature = "live")]
mod upkept;

#[cfg(feature = "access")]
pub(crate) use accesses::Accesses;
#[cfg(feature = "live")]
pub(crate) use file_paths::FilePaths;
pub(crate) use judge::Judge;
pub use loader::Loader;
pub(crate) use reach::Reach;
pub(crate) use search::Search;
