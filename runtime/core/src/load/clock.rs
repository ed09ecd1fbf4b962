use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

/// The time of day, as the program chooses.
#[derive(Clone)]
#[cfg_attr(feature = "access", derive(Default))]
pub(super) struct Clock(Option<Arc<dyn Fn() -> SystemTime + Send + Sync>>);

impl Clock {
    pub(super) const fn of_system() -> Self {
        Self(None)
    }

    pub(super) fn new(now: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(now)))
    }

    pub(super) fn now(&self) -> SystemTime {
        match &self.0 {
            Some(now) => now(),
            None if HAS_CLOCKS => SystemTime::now(),
            None => SystemTime::UNIX_EPOCH,
        }
    }
}

/// Measures how long something takes; no time at all if the platform has no clock.
#[derive(Clone, Copy)]
pub(super) struct Stopwatch(Option<Instant>);

impl Stopwatch {
    pub(super) fn start() -> Self {
        Self(HAS_CLOCKS.then(Instant::now))
    }

    pub(super) fn elapsed(self) -> Duration {
        self.0.map_or(Duration::ZERO, |start| start.elapsed())
    }
}

/// Asking for the time panics where there is none.
const HAS_CLOCKS: bool = !cfg!(all(target_family = "wasm", target_os = "unknown"));
