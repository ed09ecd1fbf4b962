use std::time::{Duration, SystemTime};

/// When a load began, and how long it took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LoadTimes {
    pub(crate) started: SystemTime,
    pub(crate) duration: Duration,
}
