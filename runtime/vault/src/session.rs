//! The token that is held: one login for all that ask, renewals before it ends, another login where there are none.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use provider_credentials_core::{Secret, SourceError};

use crate::api::{Api, Call};
use crate::auth::VaultAuth;
use crate::failures::{TOKEN_EXPIRED, TOKEN_INVALID};
use crate::login::{Granted, Origin, Values, log_in, renew};
use crate::wrapping::Wrapping;

pub(crate) struct Session {
    auth: VaultAuth,
    wrapping: Wrapping,
    /// Held by the thread that logs in.
    held: Mutex<Option<Arc<Token>>>,
}

/// A token, and how long it is good.
pub(crate) struct Token {
    pub(crate) secret: Secret,
    pub(crate) origin: Origin,
    is_renewable: bool,
    times: Mutex<Times>,
}

#[derive(Clone, Copy)]
struct Times {
    /// `None` if it has no end, or nobody said.
    ends: Option<Instant>,
    renews: Option<Instant>,
}

impl Times {
    fn of(lifetime: Option<Duration>) -> Self {
        let now = Instant::now();
        let after = |part: Duration| now.checked_add(part);
        // Two thirds, as everybody has it; near its end, requests would come too late.
        Self {
            ends: lifetime.and_then(|lifetime| after(lifetime.saturating_sub(margin(lifetime)))),
            renews: lifetime.and_then(|lifetime| after(lifetime / 3 * 2)),
        }
    }
}

/// What is kept of a lifetime for the request that is on its way.
fn margin(lifetime: Duration) -> Duration {
    const MOST: Duration = Duration::from_secs(30);

    (lifetime / 10).min(MOST)
}

impl Token {
    fn new(granted: Granted) -> Self {
        let Granted { token, lifetime, is_renewable, origin } = granted;
        Self { secret: token, origin, is_renewable, times: Mutex::new(Times::of(lifetime)) }
    }

    fn times(&self) -> MutexGuard<'_, Times> {
        self.times.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The time until its end, if it has one that is known.
    pub(crate) fn left(&self) -> Option<Duration> {
        Some(self.times().ends?.saturating_duration_since(Instant::now()))
    }

    fn is_over(&self) -> bool {
        self.left().is_some_and(|left| left.is_zero())
    }

    /// The time until it is to be renewed, if it can be.
    fn renews_in(&self) -> Option<Duration> {
        let renews = self.times().renews.filter(|_| self.is_renewable)?;
        Some(renews.saturating_duration_since(Instant::now()))
    }

    /// Renews it if that is due. What fails is tried again when half of what is left is over.
    fn keep(&self, api: &Api, call: &Call<'_>) {
        if self.renews_in().is_none_or(|left| !left.is_zero()) || self.is_over() {
            return;
        }
        let renewed = renew(api, &call.by(&self.secret));
        let left = self.left().unwrap_or_default();
        let mut times = self.times();
        match renewed {
            Some(lifetime) => *times = Times::of(Some(lifetime)),
            None => times.renews = Instant::now().checked_add(left / 2),
        }
    }
}

impl Session {
    pub(crate) fn new(auth: VaultAuth) -> Self {
        Self { auth, wrapping: Wrapping::default(), held: Mutex::default() }
    }

    /// The credentials of the manifest that it takes.
    pub(crate) fn needs(&self) -> Vec<String> {
        self.auth.needs()
    }

    fn held(&self) -> MutexGuard<'_, Option<Arc<Token>>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A token that is good as far as anybody knows.
    pub(crate) fn token(
        &self,
        api: &Api,
        call: &Call<'_>,
        values: Values<'_>,
    ) -> Result<Arc<Token>, SourceError> {
        let mut held = self.held();
        if let Some(token) = &*held {
            token.keep(api, call);
            if !token.is_over() {
                return Ok(Arc::clone(token));
            }
        }
        self.next(&mut held, TOKEN_EXPIRED, api, call, values)
    }

    /// Another one than the server refused.
    pub(crate) fn token_after(
        &self,
        refused: &Arc<Token>,
        api: &Api,
        call: &Call<'_>,
        values: Values<'_>,
    ) -> Result<Arc<Token>, SourceError> {
        let mut held = self.held();
        match &*held {
            Some(other) if !Arc::ptr_eq(other, refused) => Ok(Arc::clone(other)),
            _ => self.next(&mut held, TOKEN_INVALID, api, call, values),
        }
    }

    /// `unchanged` if there is none but the one that is held.
    fn next(
        &self,
        held: &mut Option<Arc<Token>>,
        unchanged: SourceError,
        api: &Api,
        call: &Call<'_>,
        values: Values<'_>,
    ) -> Result<Arc<Token>, SourceError> {
        let granted = log_in(api, call, &self.auth, &self.wrapping, values)?;
        let is_unchanged = granted.origin == Origin::GivenUnseen
            && held.as_ref().is_some_and(|old| old.secret == granted.token);
        if is_unchanged {
            return Err(unchanged);
        }
        let token = Arc::new(Token::new(granted));
        *held = Some(Arc::clone(&token));
        Ok(token)
    }

    /// Renews the token if that is due; the time until it is due again.
    pub(crate) fn keep(&self, api: &Api, call: &Call<'_>) -> Option<Duration> {
        let token = Arc::clone(self.held().as_ref()?);
        token.keep(api, call);
        if token.is_over() { None } else { token.renews_in() }
    }

    /// Ends it, if this program began it: what it leased ends with it.
    pub(crate) fn end(&self, api: &Api, call: &Call<'_>) {
        let token = self.held().take();
        if let Some(token) = token.filter(|token| token.origin == Origin::Login) {
            _ = api.post(&call.by(&token.secret), "auth/token/revoke-self", b"{}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(seconds: Option<u64>) -> Token {
        Token::new(Granted {
            token: Secret::from("token"),
            lifetime: seconds.map(Duration::from_secs),
            is_renewable: true,
            origin: Origin::Login,
        })
    }

    #[test]
    fn a_token_ends_a_little_early() {
        let left = |seconds| token(Some(seconds)).left().unwrap().as_secs_f64();
        assert!((89.0..=90.0).contains(&left(100)));
        assert!((3569.0..=3570.0).contains(&left(3600)));
        let renews = token(Some(90)).renews_in().unwrap().as_secs_f64();
        assert!((59.0..=60.0).contains(&renews));
        assert!(token(None).left().is_none() && token(None).renews_in().is_none());
        assert!(!token(None).is_over() && !token(Some(1)).is_over());
    }
}
