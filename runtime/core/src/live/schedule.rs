//! When something is due, by the loader's clock.

use core::hash::{BuildHasher, Hasher};
use std::hash::RandomState;
use std::time::{Duration, SystemTime};

use super::options::LiveOptions;
use crate::report::LoadError;
use crate::set::AnyCredential;

/// The longest that a failing source is left alone.
const LONGEST_PAUSE: Duration = Duration::from_secs(300);
const FIRST_PAUSE: Duration = Duration::from_secs(1);

/// What is due next, each `None` if it is not waited for.
#[derive(Default)]
pub(super) struct Schedule {
    /// A load, for whatever reason comes first.
    pub(super) load: Option<SystemTime>,
    /// The values before the last rotation are let go.
    pub(super) forget: Option<SystemTime>,
    failures: u32,
}

impl Schedule {
    pub(super) fn next(&self) -> Option<SystemTime> {
        self.load.into_iter().chain(self.forget).min()
    }

    /// After a load that began at `now` and ended in `slots`.
    pub(super) fn plan(
        &mut self,
        slots: &[AnyCredential],
        options: &LiveOptions,
        now: SystemTime,
        has_rotated: bool,
    ) {
        let mut load = options.interval.map(|interval| after(now, spread(interval)));
        let mut at = |time: SystemTime| {
            load = Some(load.map_or(time, |known| known.min(time)));
        };
        let mut is_failing = false;
        for slot in slots {
            let metadata = slot.metadata();
            is_failing |= slot.is_stale() || slot.error().is_some_and(LoadError::is_retryable);
            if let (Some(until), true) = (metadata.good_until(), slot.is_loaded()) {
                // Of what is over already, the back-off of failures says when.
                if let Ok(left) = until.duration_since(now) {
                    at(after(now, left * 2 / 3));
                }
            }
            if let (Some(age), true) = (options.max_age, slot.is_stale()) {
                at(after(slot.loaded_at(), age + Duration::from_millis(1)));
            }
        }
        if is_failing {
            at(after(now, pause(self.failures)));
            self.failures = self.failures.saturating_add(1);
        } else {
            self.failures = 0;
        }
        self.load = load;
        if has_rotated {
            self.forget = Some(after(now, options.grace));
        }
    }
}

fn after(time: SystemTime, duration: Duration) -> SystemTime {
    time.checked_add(duration).unwrap_or(time)
}

/// Ever longer, and anywhere up to that, so that many processes do not ask a store at once when it is back ("full
/// jitter", AWS Architecture Blog, 2015).
fn pause(failures: u32) -> Duration {
    let most = FIRST_PAUSE.saturating_mul(1_u32.checked_shl(failures.min(16)).unwrap_or(u32::MAX));
    most.min(LONGEST_PAUSE).mul_f64(random()).max(Duration::from_millis(100))
}

/// Up to a tenth more or less.
fn spread(interval: Duration) -> Duration {
    interval.mul_f64(0.9 + random() / 5.0)
}

/// From 0 to 1: what the standard library seeds its hash maps with is random enough to tell processes apart.
fn random() -> f64 {
    let bits = RandomState::new().build_hasher().finish() >> 11;
    #[allow(clippy::cast_precision_loss, reason = "53 bits fit")]
    let fraction = bits as f64 / (1_u64 << 53) as f64;
    fraction
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_a_cap_and_differ() {
        for failures in [0, 1, 5, 20, u32::MAX] {
            let pauses: Vec<Duration> = (0..100).map(|_| pause(failures)).collect();
            let most = FIRST_PAUSE * 2_u32.pow(failures.min(9));
            assert!(pauses.iter().all(|pause| *pause <= most.min(LONGEST_PAUSE)), "{failures}");
            assert!(failures == 0 || pauses.iter().any(|pause| *pause != pauses[0]));
        }
        let spread: Vec<Duration> = (0..100).map(|_| spread(Duration::from_secs(100))).collect();
        assert!(spread.iter().all(|each| (90..=110).contains(&each.as_secs())));
    }
}
