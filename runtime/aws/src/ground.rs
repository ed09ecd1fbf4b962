//! What everything stands on: settings, files, clients, and the clock.

use core::sync::atomic::{AtomicI64, Ordering};
use std::num::NonZeroUsize;
use std::time::{Duration, SystemTime, SystemTimeError};

use provider_credentials_core::{Needed, SecretFiles};
use provider_credentials_http::{Client, Deadline};

use crate::endpoint::Variant;
use crate::environment::{Environment, is_true};
use crate::profiles::Profiles;

pub(crate) struct Ground {
    pub(crate) environment: Environment,
    pub(crate) files: SecretFiles,
    /// As it was when the source was opened, without keys.
    pub(crate) config: Profiles,
    /// Those that the program chose.
    pub(crate) profile: Option<String>,
    pub(crate) region: Option<String>,
    /// For AWS.
    pub(crate) client: Client,
    /// For what is on this machine or beside it.
    pub(crate) local: Client,
    /// Of all requests of one load.
    pub(crate) time_limit: Duration,
    /// The most at a time.
    pub(crate) connections: NonZeroUsize,
    pub(crate) allows_plain_http: bool,
    pub(crate) clock: Clock,
}

impl Ground {
    pub(crate) fn deadline(&self) -> Deadline {
        Deadline::after(self.time_limit)
    }

    /// The same for a load, which may wait for less.
    pub(crate) fn deadline_of(&self, needed: &Needed) -> Deadline {
        Deadline::within(self.time_limit, needed.time_left())
    }

    /// The one that is named, if any is.
    pub(crate) fn named_profile(&self) -> Option<&str> {
        let of_variables = || {
            let first = self.environment.get("AWS_PROFILE");
            first.or_else(|| self.environment.get("AWS_DEFAULT_PROFILE"))
        };
        self.profile.as_deref().or_else(of_variables)
    }

    pub(crate) fn profile(&self) -> &str {
        self.named_profile().unwrap_or("default")
    }

    fn setting(&self, key: &str) -> Option<&str> {
        self.config.get(self.profile(), key)
    }

    /// Where no secret says another, without asking anybody.
    pub(crate) fn region(&self) -> Option<&str> {
        let variable = |name| self.environment.get(name);
        self.region
            .as_deref()
            .or_else(|| variable("AWS_REGION"))
            .or_else(|| variable("AWS_DEFAULT_REGION"))
            .or_else(|| self.setting("region"))
    }

    /// The endpoint of a service, by its variable and its name in a section of services.
    pub(crate) fn configured_endpoint(&self, variable: &str, service: &str) -> Option<&str> {
        let is_off = self.environment.is_true("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS")
            || self.setting("ignore_configured_endpoint_urls").is_some_and(is_true);
        if is_off {
            return None;
        }
        let of_services = || self.config.endpoint(self.setting("services")?, service);
        self.environment
            .get(variable)
            .or_else(|| self.environment.get("AWS_ENDPOINT_URL"))
            .or_else(of_services)
            .or_else(|| self.setting("endpoint_url"))
    }

    pub(crate) fn variant(&self) -> Variant {
        let is = |variable: &str, key: &str| match self.environment.get(variable) {
            Some(word) => is_true(word),
            None => self.setting(key).is_some_and(is_true),
        };
        Variant {
            is_fips: is("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint"),
            is_dual_stack: is("AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint"),
        }
    }

    /// How often a request is sent again.
    pub(crate) fn retries(&self) -> u32 {
        const ATTEMPTS: u32 = 3;

        let setting = self.environment.get("AWS_MAX_ATTEMPTS");
        let setting = setting.or_else(|| self.setting("max_attempts"));
        let attempts = setting.and_then(|text| text.trim().parse().ok()).unwrap_or(ATTEMPTS);
        attempts.clamp(1, 10) - 1
    }
}

/// The time as AWS has it: requests that are signed for another one are refused.
#[derive(Default)]
pub(crate) struct Clock(AtomicI64);

impl Clock {
    pub(crate) fn now(&self) -> SystemTime {
        let ahead = self.0.load(Ordering::Relaxed);
        let by = Duration::from_secs(ahead.unsigned_abs());
        let now = SystemTime::now();
        if ahead < 0 { now.checked_sub(by) } else { now.checked_add(by) }.unwrap_or(now)
    }

    /// Whether this machine's clock is so far off that AWS refuses what it signs.
    pub(crate) fn is_off(&self) -> bool {
        self.0.load(Ordering::Relaxed) != 0
    }

    /// Sets it, if that makes a difference that matters.
    pub(crate) fn set(&self, time: SystemTime) -> bool {
        const MOST: Duration = Duration::from_secs(240);

        let is_ahead = time.duration_since(self.now());
        let apart = is_ahead.as_ref().map_or_else(SystemTimeError::duration, |apart| *apart);
        if apart < MOST {
            return false;
        }
        // To the nearest.
        let whole = |apart: Duration| (apart + Duration::from_millis(500)).as_secs();
        let seconds = match time.duration_since(SystemTime::now()) {
            Ok(ahead) => i64::try_from(whole(ahead)).unwrap_or(0),
            Err(behind) => -i64::try_from(whole(behind.duration())).unwrap_or(0),
        };
        self.0.store(seconds, Ordering::Relaxed);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_is_set_where_it_matters() {
        let clock = Clock::default();
        let hour = Duration::from_secs(3600);
        assert!(!clock.set(SystemTime::now() + Duration::from_secs(60)) && !clock.is_off());
        for time in [SystemTime::now() + hour, SystemTime::now() - hour] {
            assert!(clock.set(time) && clock.is_off());
            let apart = match clock.now().duration_since(time) {
                Ok(apart) => apart,
                Err(error) => error.duration(),
            };
            assert!(apart < Duration::from_secs(5), "{apart:?}");
            assert!(!clock.set(time));
        }
    }
}
