//! A secret that the server lends.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use zeroize::Zeroizing;

use crate::answer::seconds_at;
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
    /// When it ends, it ends too.
    pub(crate) token: Arc<Token>,
    ends: Mutex<Option<Instant>>,
}

impl Lease {
    /// `None` if the secret has no end.
    pub(crate) fn of(wanted: &Wanted, content: &Content, token: &Arc<Token>) -> Option<Self> {
        let terms = content.lease.clone()?;
        let ends = Mutex::new(Instant::now().checked_add(terms.lifetime));
        let data = Zeroizing::new(content.data.to_vec());
        Some(Self { wanted: wanted.clone(), data, terms, token: Arc::clone(token), ends })
    }

    pub(crate) fn id(&self) -> &str {
        &self.terms.id
    }

    /// Until its own end or that of the token that it was lent to.
    pub(crate) fn left(&self) -> Duration {
        let ends = *self.ends.lock().unwrap_or_else(PoisonError::into_inner);
        let own =
            ends.map_or(Duration::ZERO, |ends| ends.saturating_duration_since(Instant::now()));
        self.token.left().map_or(own, |left| left.min(own))
    }

    pub(crate) fn good_until(&self) -> Option<SystemTime> {
        SystemTime::now().checked_add(self.left())
    }

    /// Whether more than half of it is left.
    pub(crate) fn is_fresh(&self) -> bool {
        self.left() > self.terms.lifetime / 2
    }

    /// Whether it is fresh now. Near the longest that the server lends it for, renewing it gains little, and another
    /// one is better.
    pub(crate) fn renew(&self, api: &Api, call: &Call<'_>) -> bool {
        if !self.terms.is_renewable || self.left().is_zero() {
            return false;
        }
        let increment = self.terms.lifetime.as_secs().to_string();
        let body = object(&[("lease_id", self.id()), ("increment", &increment)]);
        let Ok(answer) = api.post(call, "sys/leases/renew", &body) else { return false };
        let text = answer.text().ok().filter(|_| answer.status() == 200);
        let Some(lifetime) = text.and_then(|text| seconds_at(text, &["lease_duration"])) else {
            return false;
        };
        *self.ends.lock().unwrap_or_else(PoisonError::into_inner) =
            Instant::now().checked_add(lifetime);
        self.is_fresh()
    }
}
