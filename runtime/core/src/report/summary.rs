use core::fmt;

use super::times::LoadTimes;

/// How a load ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct LoadSummary {
    /// How many credentials the manifest declares.
    pub total: usize,
    /// How many of them are loaded.
    pub loaded: usize,
    /// How many of them are not, and are required.
    pub missing: usize,
    pub(crate) times: LoadTimes,
}

impl fmt::Display for LoadSummary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { total, loaded, missing, .. } = self;
        write!(f, "{loaded} of {total} credentials loaded, {missing} required ones missing")
    }
}
