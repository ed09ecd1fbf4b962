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
/// How often files are read that cannot be watched.
const UNWATCHED: Duration = Duration::from_secs(60);
/// The shortest time between two loads that nobody asked for, and between two calls of a source's upkeep.
pub(super) const LEAST: Duration = Duration::from_millis(100);

/// What is due next, each `None` if it is not waited for.
#[derive(Default)]
pub(super) struct Schedule {
    /// A load, for whatever reason comes first.
    pub(super) load: Option<SystemTime>,
    /// The values before the last rotation are let go.
    pub(super) forget: Option<SystemTime>,
    failures: u32,
    /// When this was planned.
    planned: Option<SystemTime>,
}

impl Schedule {
    pub(super) fn next(&self) -> Option<SystemTime> {
        self.load.into_iter().chain(self.forget).min()
    }

    /// Also if the clock was set back: what was planned by it is of no use then.
    pub(super) fn is_load_due(&self, now: SystemTime) -> bool {
        self.load.is_some_and(|due| due <= now || self.planned.is_some_and(|then| now < then))
    }

    /// After a load that began at `now` and ended in `slots`; `has_news` if any fails that did not, or for another
    /// reason; `is_watched` if events tell of all changes of files.
    pub(super) fn plan(
        &mut self,
        slots: &[AnyCredential],
        options: &LiveOptions,
        now: SystemTime,
        has_news: bool,
        is_watched: bool,
    ) {
        let unwatched = (options.watches && !is_watched).then_some(UNWATCHED);
        let interval = options.interval.into_iter().chain(unwatched).min();
        self.load = interval.and_then(|interval| now.checked_add(spread(interval)));
        self.forget = None;
        self.planned = Some(now);
        let mut is_failing = false;
        for slot in slots {
            is_failing |= slot.is_stale() || slot.error().is_some_and(LoadError::is_retryable);
            if let (Some(until), true) = (slot.metadata().good_until(), slot.is_loaded()) {
                match until.duration_since(now) {
                    Ok(left) => self.load_at(now.checked_add((left / 3 * 2).max(LEAST))),
                    // The source gave what is over.
                    Err(_) => is_failing = true,
                }
            }
            if let (Some(age), true) = (options.max_age, slot.is_stale()) {
                let too_old = age.saturating_add(Duration::from_millis(1));
                // If it is over already, the back-off of failures says when.
                self.load_at(slot.confirmed_at().checked_add(too_old).filter(|time| *time > now));
            }
            if slot.has_previous() {
                self.forget_at(slot.loaded_at().checked_add(options.grace));
            }
        }
        if has_news || !is_failing {
            self.failures = 0;
        }
        if is_failing {
            self.load_at(now.checked_add(pause(self.failures)));
            self.failures = self.failures.saturating_add(1);
        }
    }

    pub(super) fn forget_at(&mut self, time: Option<SystemTime>) {
        self.forget = self.forget.into_iter().chain(time).min();
    }

    /// A load at this time, if none is due before; none for a time that never comes.
    fn load_at(&mut self, time: Option<SystemTime>) {
        self.load = self.load.into_iter().chain(time).min();
    }
}

/// Ever longer, and anywhere up to that, so that many processes do not ask a store at once when it is back ("full
/// jitter", AWS Architecture Blog, 2015).
fn pause(failures: u32) -> Duration {
    let most = FIRST_PAUSE.saturating_mul(1_u32.checked_shl(failures.min(16)).unwrap_or(u32::MAX));
    most.min(LONGEST_PAUSE).mul_f64(random()).max(LEAST)
}

/// Up to a tenth more or less.
fn spread(interval: Duration) -> Duration {
    let seconds = interval.as_secs_f64() * (0.9 + random() / 5.0);
    Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX).max(LEAST)
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
    #[test]
    fn a_clock_that_is_set_back_does_not_stop_it() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(10_000);
        let mut schedule = Schedule::default();
        let options = LiveOptions::new().interval(Duration::from_secs(10));
        schedule.plan(&[], &options, now, false, true);
        assert!(!schedule.is_load_due(now) && schedule.is_load_due(now - Duration::from_secs(1)));
        assert!(schedule.is_load_due(now + Duration::from_secs(11)));
    }

    #[test]
    fn what_cannot_be_watched_is_read_each_minute() {
        let now = SystemTime::UNIX_EPOCH;
        let after = |options: LiveOptions, is_watched| {
            let mut schedule = Schedule::default();
            schedule.plan(&[], &options, now, false, is_watched);
            Some(schedule.next()?.duration_since(now).unwrap().as_secs())
        };
        assert_eq!(after(LiveOptions::new(), true), None);
        assert!((54..=66).contains(&after(LiveOptions::new(), false).unwrap()));
        assert_eq!(after(LiveOptions::new().without_watching(), false), None);
        let often = LiveOptions::new().interval(Duration::from_secs(10));
        assert!((9..=11).contains(&after(often, false).unwrap()));
    }
}
