use std::time::{Duration, Instant};

/// When that time has passed; as late as there is, if that is beyond it.
pub(crate) fn after(now: Instant, time: Duration) -> Instant {
    let century = Duration::from_secs(3_000_000_000);
    now.checked_add(time).or_else(|| now.checked_add(century)).unwrap_or(now)
}
