//! What is simulated.

use std::ops::Range;

/// How many there are, all started in second 0.
pub(crate) const PROCESSES: usize = 10_000;
/// What is simulated, in seconds.
pub(crate) const SECONDS: usize = 900;
/// How often a process asks, in seconds.
pub(crate) const INTERVAL: usize = 60;
/// When the store answers nobody.
pub(crate) const DOWN: Range<usize> = 420..540;
