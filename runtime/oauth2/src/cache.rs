//! The token that is held, and the one request for the next.

use core::fmt;
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher as _, Hasher as _};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};
use std::time::{Duration, SystemTime};

use arc_swap::ArcSwapOption;

use crate::access_token::AccessToken;
use crate::answer::Granted;
use crate::clock;
use crate::failures::Failure;

/// A token, and times of the [`clock`].
#[derive(Debug)]
pub struct Held {
    pub(crate) token: AccessToken,
    /// From then on a new one is fetched.
    pub(crate) renew_at: Duration,
    /// Until then it may be used where none can be fetched.
    pub(crate) ends_at: Duration,
}

/// Of a token whose end the server does not say.
const ASSUMED: Duration = Duration::from_secs(300);
/// How long before its end a token is renewed, and of a short one a tenth of its life.
const MARGIN: Duration = Duration::from_secs(60);

impl Held {
    /// What a request grants. Times are from before it: the server counts from some moment after.
    ///
    /// # Errors
    ///
    /// Those of the request.
    pub fn fetched(request: impl FnOnce() -> Result<Granted, Failure>) -> Result<Self, Failure> {
        let (asked, wall) = (clock::now(), SystemTime::now());
        let Granted { secret, lifetime } = request()?;
        let expires_at = lifetime.and_then(|lifetime| wall.checked_add(lifetime));
        let lifetime = lifetime.unwrap_or(ASSUMED);
        let ends_at = asked + lifetime;
        let renew_at = ends_at.saturating_sub(MARGIN.min(lifetime / 10));
        Ok(Self { token: AccessToken::new(secret, expires_at), renew_at, ends_at })
    }
}

/// Many threads ask it, and one of them fetches.
pub struct Cache {
    held: ArcSwapOption<Held>,
    /// Held by the thread that fetches.
    flight: Mutex<Flight>,
    /// How many requests have ended. A thread that waited for one takes its outcome.
    landed: AtomicU64,
}

#[derive(Default)]
struct Flight {
    failure: Option<Failure>,
    /// One after the other.
    failures: u32,
    quiet_until: Duration,
}

impl Cache {
    /// Without a token.
    #[must_use]
    pub fn new() -> Self {
        Self { held: ArcSwapOption::empty(), flight: Mutex::default(), landed: AtomicU64::new(0) }
    }

    /// A token that is good, from here if there is one.
    ///
    /// # Errors
    ///
    /// Why none could be fetched, now or a moment ago.
    #[inline]
    pub fn get(&self, fetch: &dyn Fn() -> Result<Held, Failure>) -> Result<AccessToken, Failure> {
        if let Some(held) = &*self.held.load() {
            if clock::now() < held.renew_at {
                return Ok(held.token.clone());
            }
        }
        self.next(None, fetch)
    }

    /// A token that is fetched now, or by another thread meanwhile.
    pub(crate) fn fetch(
        &self,
        fetch: &dyn Fn() -> Result<Held, Failure>,
    ) -> Result<AccessToken, Failure> {
        match &*self.held.load() {
            Some(held) => self.next(Some(&held.token), fetch),
            None => self.next(None, fetch),
        }
    }

    /// Another token than this one.
    ///
    /// # Errors
    ///
    /// As of [`get`](Self::get).
    pub fn other_than(
        &self,
        refused: &AccessToken,
        fetch: &dyn Fn() -> Result<Held, Failure>,
    ) -> Result<AccessToken, Failure> {
        self.next(Some(refused), fetch)
    }

    /// The token that another thread fetches meanwhile, else one that is fetched here.
    #[cold]
    #[inline(never)]
    fn next(
        &self,
        refused: Option<&AccessToken>,
        fetch: &dyn Fn() -> Result<Held, Failure>,
    ) -> Result<AccessToken, Failure> {
        let before = self.landed.load(Ordering::Acquire);
        // Near its end a token is still good: nobody waits, and a server that is out of order does no harm yet.
        let usable = || self.held_until(|held| held.ends_at, refused);
        let Some(mut flight) = self.board(usable().is_none()) else {
            return usable().map_or_else(|| self.next(refused, fetch), Ok);
        };
        if let Some(token) = self.held_until(|held| held.renew_at, refused) {
            return Ok(token);
        }
        let has_waited = self.landed.load(Ordering::Acquire) != before;
        if has_waited || clock::now() < flight.quiet_until {
            if let Some(failure) = flight.failure {
                return usable().ok_or(failure);
            }
            // A token that ended while it was on its way is for those who waited for it.
            if has_waited {
                if let Some(token) = self.held_until(|_| Duration::MAX, refused) {
                    return Ok(token);
                }
            }
        }
        let outcome = fetch();
        let outcome = self.land(&mut flight, outcome);
        drop(flight);
        outcome.or_else(|failure| usable().ok_or(failure))
    }

    fn land(
        &self,
        flight: &mut Flight,
        outcome: Result<Held, Failure>,
    ) -> Result<AccessToken, Failure> {
        let outcome = match outcome {
            Ok(held) => {
                let token = held.token.clone();
                self.held.store(Some(held.into()));
                *flight = Flight::default();
                Ok(token)
            }
            Err(failure) => {
                flight.failure = Some(failure);
                flight.quiet_until = clock::now() + pause(flight.failures, failure.retry_after);
                flight.failures = flight.failures.saturating_add(1);
                Err(failure)
            }
        };
        self.landed.fetch_add(1, Ordering::Release);
        outcome
    }

    /// The right to fetch, after all others; at once or `None` if that is not to be waited for.
    fn board(&self, waits: bool) -> Option<MutexGuard<'_, Flight>> {
        if waits {
            return Some(self.flight.lock().unwrap_or_else(PoisonError::into_inner));
        }
        match self.flight.try_lock() {
            Ok(flight) => Some(flight),
            Err(TryLockError::Poisoned(flight)) => Some(flight.into_inner()),
            Err(TryLockError::WouldBlock) => None,
        }
    }

    /// The token that is held, unless that time has come or it was refused.
    fn held_until(
        &self,
        end: impl Fn(&Held) -> Duration,
        refused: Option<&AccessToken>,
    ) -> Option<AccessToken> {
        let held = self.held.load();
        let held = held.as_ref()?;
        let is_refused = refused.is_some_and(|refused| refused.is(&held.token));
        (!is_refused && clock::now() < end(held)).then(|| held.token.clone())
    }
}

impl Default for Cache {
    fn default() -> Self {
        Self::new()
    }
}

/// Shows nothing of the token.
impl fmt::Debug for Cache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cache").finish_non_exhaustive()
    }
}

/// How long the server is left alone after a failure: half a second to one, twice that after each other one, at most
/// thirty seconds, unless the server wants more. Not all programs come back at the same time.
fn pause(failures: u32, retry_after: Option<u64>) -> Duration {
    const FIRST: Duration = Duration::from_secs(1);
    const LONGEST: Duration = Duration::from_secs(30);
    const LONGEST_WANTED: u64 = 300;

    let full = FIRST.saturating_mul(1 << failures.min(5)).min(LONGEST);
    let random = RandomState::new().build_hasher().finish() % 1000;
    let part = full / 2 + full / 2 * u32::try_from(random).unwrap_or(0) / 1000;
    let wanted = Duration::from_secs(retry_after.unwrap_or(0).min(LONGEST_WANTED));
    part.max(wanted)
}

#[cfg(test)]
mod tests {
    use std::thread;

    use provider_credentials_core::ExposeSecret as _;

    use super::*;

    fn held(text: &str) -> Held {
        let token = AccessToken::new(text.into(), None);
        Held { token, renew_at: Duration::ZERO, ends_at: Duration::ZERO }
    }

    /// One that an API refused before the request that gave it had quite ended.
    #[test]
    fn who_has_waited_does_not_get_what_was_refused() {
        let cache = Cache::new();
        let refused = cache.get(&|| Ok(held("first"))).unwrap();
        let flight = cache.flight.lock().unwrap();
        let token = thread::scope(|scope| {
            let other = scope.spawn(|| cache.other_than(&refused, &|| Ok(held("second"))).unwrap());
            // It has seen how many requests have ended, and waits.
            thread::sleep(Duration::from_millis(200));
            cache.landed.fetch_add(1, Ordering::Release);
            drop(flight);
            other.join().unwrap()
        });
        assert!(!token.is(&refused));
        assert_eq!(token.expose_secret(), "second");
    }

    #[test]
    fn pauses_grow_to_a_limit() {
        for (failures, least, most) in [(0, 500, 1000), (1, 1000, 2000), (9, 15_000, 30_000)] {
            let pause = pause(failures, None).as_millis();
            assert!((least..=most).contains(&pause), "{failures}: {pause}");
        }
        assert_eq!(pause(0, Some(20)), Duration::from_secs(20));
        assert_eq!(pause(0, Some(u64::MAX)), Duration::from_secs(300));
    }
}
