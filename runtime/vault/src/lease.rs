//! A secret that the server lends.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use provider_credentials_http::Answer;
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

/// What is to be done about a lease.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It goes on.
    Use,
    /// It goes on as far as is known here, and the server does not let this token ask.
    UseUnseen,
    /// Another one is better, and until there is one it goes on.
    Replace,
    /// It is over.
    Gone,
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

    /// Whether it can go on being used by the one who has this token now: more than half of it is left, or it could be
    /// renewed. Near the longest that the server lends it for, renewing gains little, and another one is better.
    ///
    /// Where only the token ends sooner, another one would end with it: it goes on until there is another token.
    pub(crate) fn verdict(&self, api: &Api, call: &Call<'_>, token: &Arc<Token>) -> Verdict {
        if self.left().is_zero() {
            return Verdict::Gone;
        }
        if !Arc::ptr_eq(&self.token, token) {
            return Verdict::Replace;
        }
        if !self.is_fresh() {
            return self.renewed(api, call);
        }
        match self.known(api, call) {
            // The server counts in whole seconds.
            Verdict::Use if !self.is_fresh() => self.renewed(api, call),
            verdict => verdict,
        }
    }

    fn is_fresh(&self) -> bool {
        self.times().left() > self.terms.lifetime / 2
    }

    /// Whether the server still knows it. Where it does not answer, what it said before holds.
    fn known(&self, api: &Api, call: &Call<'_>) -> Verdict {
        if self.times().asked.elapsed() < JUST_NOW {
            return Verdict::Use;
        }
        let body = object(&[("lease_id", self.id())]);
        let Ok(answer) = api.post(call, "sys/leases/lookup", &body) else { return Verdict::Use };
        match answer.status() {
            200 => self.extended(&answer, &["data", "ttl"]),
            400 | 404 => Verdict::Gone,
            403 => Verdict::UseUnseen,
            _ => Verdict::Use,
        }
    }

    fn renewed(&self, api: &Api, call: &Call<'_>) -> Verdict {
        if !self.terms.is_renewable {
            return Verdict::Replace;
        }
        let increment = self.terms.lifetime.as_secs().to_string();
        let body = object(&[("lease_id", self.id()), ("increment", &increment)]);
        let Ok(answer) = api.post(call, "sys/leases/renew", &body) else {
            return Verdict::Replace;
        };
        match answer.status() {
            200 => match self.extended(&answer, &["lease_duration"]) {
                Verdict::Use if !self.is_fresh() => Verdict::Replace,
                verdict => verdict,
            },
            400 | 404 => Verdict::Gone,
            _ => Verdict::Replace,
        }
    }

    fn extended(&self, answer: &Answer, path: &[&str]) -> Verdict {
        let text = answer.text().unwrap_or_default();
        let seconds =
            path.split_last().and_then(|(last, outer)| seconds_at(at(text, outer)?, &[last]));
        match seconds {
            Some(left) => {
                *self.times() = Times::of(left);
                Verdict::Use
            }
            None => Verdict::Gone,
        }
    }
}
