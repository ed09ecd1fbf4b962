use core::time::Duration;
use std::time::Instant;

/// Until when a load waits for what it asks: no time, if the platform has no clock or outside of a load.
#[derive(Clone, Copy, Default)]
pub(crate) struct Until(Option<Instant>);

impl Until {
    /// That long, from now on.
    pub(crate) fn after(limit: Duration) -> Self {
        // There is no such clock.
        let has_clock = !cfg!(target_family = "wasm");
        Self(if has_clock { Instant::now().checked_add(limit) } else { None })
    }

    pub(crate) fn left(self) -> Option<Duration> {
        Some(self.0?.saturating_duration_since(Instant::now()))
    }
}
