//! The names of figures in the file with all of them.

pub(crate) const CPU: &str = "cold dev build, CPU s";
pub(crate) const CLOCK: &str = "cold dev build, s";
pub(crate) const CRATES: &str = "crates";
pub(crate) const RUNS: &str = "cold dev builds";
pub(crate) const SIZE: &str = "added to a stripped release binary, KiB";
pub(crate) const CHANGED_PROGRAM: &str = "check after a change of the program, s";
pub(crate) const CHANGED_MANIFEST: &str = "check after a change of the manifest, s";
pub(crate) const OF_CRATES: &str = "crates of one cold dev build, CPU s";
