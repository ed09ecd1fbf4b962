use std::time::Duration;

use crate::chain::Chain;

/// When records have to be on the disk, beyond a crash of the program: see [`AuditLogBuilder::sync`](crate::AuditLogBuilder::sync).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Sync {
    /// When the system sees fit: a record outlives the program, however it ends, but not a loss of power within some
    /// seconds.
    #[default]
    System,
    /// Before the secret is given out (`fdatasync`): a loss of power takes no record of a secret that was given out. Each
    /// access waits for the disk.
    Always,
}

/// How a log is kept.
pub(crate) struct Options {
    pub(crate) chain: Chain,
    pub(crate) is_fail_closed: bool,
    pub(crate) anchor_every: Option<u64>,
    /// Accesses of one place within this time are one record.
    pub(crate) fold: Option<Duration>,
    pub(crate) sync: Sync,
    pub(crate) lock_timeout: Duration,
}
