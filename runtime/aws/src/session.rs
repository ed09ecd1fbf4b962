//! The credentials that are held: found once for all that ask, and replaced before they end.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use provider_credentials_core::SourceError;
use provider_credentials_http::Deadline;

use crate::chain::search;
use crate::credentials::{Credentials, Origin};
use crate::ground::Ground;

#[derive(Default)]
pub(crate) struct Session {
    /// Held by the thread that looks for others.
    held: Mutex<Option<Held>>,
}

struct Held {
    credentials: Arc<Credentials>,
    /// `None` if they have no end.
    renews: Option<Instant>,
    ends: Option<SystemTime>,
}

/// How long before their end others are looked for, unless they were issued for little more.
const EARLY: Duration = Duration::from_secs(300);
/// How long until that is tried again where it failed, and where what came had ended before.
const AGAIN: Duration = Duration::from_secs(30);

impl Held {
    fn new(credentials: Credentials) -> Self {
        let ends = credentials.expires;
        let left = ends.map(|ends| ends.duration_since(SystemTime::now()).unwrap_or_default());
        let wait = left.map(|left| left.saturating_sub(EARLY.min(left / 3)).max(AGAIN.min(left)));
        let renews = wait.map(|wait| if wait.is_zero() { AGAIN } else { wait });
        let renews = renews.and_then(|wait| Instant::now().checked_add(wait));
        Self { credentials: Arc::new(credentials), renews, ends }
    }

    fn renews_in(&self) -> Option<Duration> {
        Some(self.renews?.saturating_duration_since(Instant::now()))
    }

    fn has_ended(&self) -> bool {
        self.ends.is_some_and(|ends| ends <= SystemTime::now())
    }
}

impl Session {
    fn held(&self) -> MutexGuard<'_, Option<Held>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Those that are good as far as anybody knows.
    pub(crate) fn credentials(
        &self,
        ground: &Ground,
        deadline: Deadline,
    ) -> Result<Arc<Credentials>, SourceError> {
        let mut held = self.held();
        match &mut *held {
            Some(known) if known.renews_in().is_none_or(|left| !left.is_zero()) => {
                Ok(Arc::clone(&known.credentials))
            }
            Some(known) => match search(ground, deadline) {
                Ok(found) => Ok(Arc::clone(&held.insert(Held::new(found)).credentials)),
                // While they are good, nothing is lost.
                Err(_) if !known.has_ended() => {
                    known.renews = Instant::now().checked_add(AGAIN);
                    Ok(Arc::clone(&known.credentials))
                }
                Err(error) => Err(error),
            },
            None => {
                let found = search(ground, deadline)?;
                Ok(Arc::clone(&held.insert(Held::new(found)).credentials))
            }
        }
    }

    /// Others than those that AWS refused; `None` if there are none.
    pub(crate) fn after(
        &self,
        refused: &Arc<Credentials>,
        ground: &Ground,
        deadline: Deadline,
    ) -> Option<Arc<Credentials>> {
        let mut held = self.held();
        if let Some(known) = held.as_ref().filter(|known| !known.credentials.are(refused)) {
            return Some(Arc::clone(&known.credentials));
        }
        let found = search(ground, deadline).ok().filter(|found| !found.are(refused))?;
        Some(Arc::clone(&held.insert(Held::new(found)).credentials))
    }

    /// Replaces them if that is due; the time until it is due again.
    pub(crate) fn keep(&self, ground: &Ground) -> Option<Duration> {
        let (left, origin) = {
            let held = self.held();
            let held = held.as_ref()?;
            (held.renews_in()?, held.credentials.origin)
        };
        // Somebody has to write others.
        if origin == Origin::Given {
            return None;
        }
        if left.is_zero() {
            self.credentials(ground, ground.deadline()).ok()?;
        }
        self.held().as_ref()?.renews_in()
    }
}

#[cfg(test)]
mod tests {
    use provider_credentials_core::Secret;
    use zeroize::Zeroizing;

    use super::*;

    fn held(seconds: Option<u64>) -> Held {
        let after = |seconds| SystemTime::now() + Duration::from_secs(seconds);
        Held::new(Credentials {
            access_key_id: Zeroizing::new("id".to_owned()),
            secret_access_key: Secret::from("secret"),
            session_token: None,
            expires: seconds.map(after),
            origin: Origin::Issued,
        })
    }

    #[test]
    fn they_are_replaced_before_they_end() {
        for (lifetime, from, to) in
            [(3600, 3298, 3300), (900, 598, 600), (60, 39, 40), (20, 18, 20), (0, 28, 30)]
        {
            let renews = held(Some(lifetime)).renews_in().unwrap().as_secs_f64();
            assert!((f64::from(from)..=f64::from(to)).contains(&renews), "{lifetime}: {renews}");
        }
        assert!(held(None).renews_in().is_none() && !held(None).has_ended());
        assert!(held(Some(0)).has_ended() && !held(Some(5)).has_ended());
    }
}
