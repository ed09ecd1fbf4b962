//! A secret that the server lends.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use zeroize::Zeroizing;

use crate::answer::{at, seconds_at};
use crate::api::{Api, Call};
use crate::body::object;
use crate::read::{Content, Terms};
use crate::session::Token;
use crate::wanted::Wanted;

/// A secret and how long it is good.
pub(crate) struct Lease {
    pub(crate) wanted: Wanted,
    pub(crate) data: Zeroizing<Vec<u8>>,
    terms: Terms,
    /// When it ends, the secret does too.
    pub(crate) token: Arc<Token>,
    times: Mutex<Times>,
}

struct Times {
    /// When the server was asked last.
    asked: Instant,
    /// By two clocks, of which one stands still while the machine sleeps and the other can be set.
    ends: Option<(Instant, SystemTime)>,
}

impl Times {
    fn of(lifetime: Duration) -> Self {
        let now = Instant::now();
        let ends = now.checked_add(lifetime).zip(SystemTime::now().checked_add(lifetime));
        Self { asked: now, ends }
    }

    fn left(&self) -> Duration {
        let Some((instant, time)) = self.ends else { return Duration::ZERO };
        let by_time = time.duration_since(SystemTime::now()).unwrap_or_default();
        instant.saturating_duration_since(Instant::now()).min(by_time)
    }
}

/// Loads that follow each other that closely do not ask again.
const JUST_NOW: Duration = Duration::from_secs(2);

impl Lease {
    /// `None` if the secret has no end.
    pub(crate) fn of(wanted: &Wanted, content: &Content, token: &Arc<Token>) -> Option<Self> {
        let terms = content.lease.clone()?;
        let times = Mutex::new(Times::of(terms.lifetime));
        let data = Zeroizing::new(content.data.to_vec());
        Some(Self { wanted: wanted.clone(), data, terms, token: Arc::clone(token), times })
    }

    pub(crate) fn id(&self) -> &str {
        &self.terms.id
    }

    fn times(&self) -> MutexGuard<'_, Times> {
        self.times.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Until its own end or that of the token that it was lent to.
    pub(crate) fn left(&self) -> Duration {
        let own = self.times().left();
        self.token.left().map_or(own, |left| left.min(own))
    }

    pub(crate) fn good_until(&self) -> Option<SystemTime> {
        SystemTime::now().checked_add(self.left())
    }

    /// Whether it can go on being used: more than half of it is left and nobody has revoked it, or it could be
    /// renewed. Near the longest that the server lends it for, renewing gains little, and another one is better.
    pub(crate) fn keep(&self, api: &Api, call: &Call<'_>) -> bool {
        if self.is_fresh() { self.is_known(api, call) } else { self.renew(api, call) }
    }

    fn is_fresh(&self) -> bool {
        self.left() > self.terms.lifetime / 2
    }

    /// Whether the server still knows it. Where it does not say, what it said before holds.
    fn is_known(&self, api: &Api, call: &Call<'_>) -> bool {
        if self.times().asked.elapsed() < JUST_NOW {
            return true;
        }
        let body = object(&[("lease_id", self.id())]);
        let Ok(answer) = api.post(call, "sys/leases/lookup", &body) else { return true };
        match answer.status() {
            200 => {
                let text = answer.text().ok().and_then(|text| at(text, &["data"]));
                match text.and_then(|data| seconds_at(data, &["ttl"])) {
                    Some(left) => self.extend(left),
                    None => false,
                }
            }
            400 | 404 => false,
            _ => true,
        }
    }

    fn renew(&self, api: &Api, call: &Call<'_>) -> bool {
        if !self.terms.is_renewable || self.left().is_zero() {
            return false;
        }
        let increment = self.terms.lifetime.as_secs().to_string();
        let body = object(&[("lease_id", self.id()), ("increment", &increment)]);
        let Ok(answer) = api.post(call, "sys/leases/renew", &body) else { return false };
        let text = answer.text().ok().filter(|_| answer.status() == 200);
        let lifetime = text.and_then(|text| seconds_at(text, &["lease_duration"]));
        lifetime.is_some_and(|lifetime| self.extend(lifetime))
    }

    fn extend(&self, left: Duration) -> bool {
        *self.times() = Times::of(left);
        self.is_fresh()
    }
}
