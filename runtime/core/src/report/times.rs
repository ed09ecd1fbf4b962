use core::fmt;
use std::time::{Duration, SystemTime};

/// When a load began, and how long it took: two numbers, because every credential has them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct LoadTimes {
    /// Nanoseconds since the Unix epoch, which lasts until the year 2262.
    started: i64,
    /// In nanoseconds.
    duration: u64,
}

impl LoadTimes {
    pub(crate) const NEVER: Self = Self { started: 0, duration: 0 };

    pub(crate) fn new(started: SystemTime, duration: Duration) -> Self {
        let started = match started.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(since) => i64::try_from(since.as_nanos()).unwrap_or(i64::MAX),
            Err(before) => {
                i64::try_from(before.duration().as_nanos()).map_or(i64::MIN, |nanos| -nanos)
            }
        };
        let duration = u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX);
        Self { started, duration }
    }

    pub(crate) fn started(self) -> SystemTime {
        let distance = Duration::from_nanos(self.started.unsigned_abs());
        let time = if self.started < 0 {
            SystemTime::UNIX_EPOCH.checked_sub(distance)
        } else {
            SystemTime::UNIX_EPOCH.checked_add(distance)
        };
        time.unwrap_or(SystemTime::UNIX_EPOCH)
    }

    pub(crate) fn duration(self) -> Duration {
        Duration::from_nanos(self.duration)
    }
}

impl fmt::Debug for LoadTimes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LoadTimes")
            .field("started", &self.started())
            .field("duration", &self.duration())
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_come_back_as_they_were() {
        let at = |seconds| SystemTime::UNIX_EPOCH + Duration::new(seconds, 123_456_789);
        for started in [SystemTime::UNIX_EPOCH, at(0), at(1_800_000_000), at(9_000_000_000)] {
            let times = LoadTimes::new(started, Duration::from_micros(7));
            assert_eq!((times.started(), times.duration()), (started, Duration::from_micros(7)));
        }
        let before = SystemTime::UNIX_EPOCH - Duration::from_secs(5);
        assert_eq!(LoadTimes::new(before, Duration::MAX).started(), before);
        let last = LoadTimes::new(at(40_000_000_000), Duration::ZERO).started();
        assert!(last > at(9_000_000_000) && last < at(40_000_000_000));
    }
}
