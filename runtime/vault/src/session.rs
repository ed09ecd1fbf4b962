//! The token that is held: one login for all that ask, renewals before it ends, another login where there are none.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use provider_credentials_core::{Needed, Secret, SourceError};

use crate::api::{Api, Call};
use crate::auth::VaultAuth;
use crate::failures::{LOGIN_REFUSED, TOKEN_EXPIRED, TOKEN_INVALID};
use crate::login::{Granted, Origin, log_in, renew};
use crate::proof::Proof;
use crate::refusal::refusal;
use crate::wrapping::Wrapping;

pub(crate) struct Session {
    auth: VaultAuth,
    wrapping: Wrapping,
    /// Held by the thread that logs in.
    held: Mutex<Held>,
}

#[derive(Default)]
struct Held {
    token: Option<Arc<Token>>,
    /// Of this program's own logins, those that others took the place of. What was lent to them is still in use.
    former: Vec<Arc<Token>>,
    /// Whether a login gave a token that was refused as well. Then it is no use to log in for that again.
    is_login_no_help: bool,
    refusal: Option<Refusal>,
}

/// A login that the server refused. Tried again and again, it would have the server lock the role for everybody: after
/// five failures in a quarter of an hour, unless told otherwise.
struct Refusal {
    proof: Proof,
    error: SourceError,
    again_at: Option<Instant>,
}

impl Refusal {
    const FIRST_PAUSE: Duration = Duration::from_secs(60);
    const PAUSE: Duration = Duration::from_secs(300);

    fn new(proof: Proof, error: SourceError, before: Option<&Self>) -> Self {
        let is_second = before.is_some_and(|before| before.proof == proof);
        let pause = if is_second { Self::PAUSE } else { Self::FIRST_PAUSE };
        Self { proof, error, again_at: Instant::now().checked_add(pause) }
    }

    /// Whether the same would be tried too soon.
    fn holds_for(&self, proof: &Proof) -> bool {
        self.proof == *proof && self.again_at.is_some_and(|again| Instant::now() < again)
    }
}

/// A token, and how long it is good.
pub(crate) struct Token {
    pub(crate) secret: Secret,
    pub(crate) origin: Origin,
    is_renewable: bool,
    /// For how long it was given.
    lifetime: Option<Duration>,
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
        let times = Mutex::new(Times::of(lifetime));
        Self { secret: token, origin, is_renewable, lifetime, times }
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

    /// Whether little of it is left, and no renewal will change that.
    fn is_worn(&self) -> bool {
        // A little more than the third at which one that can be renewed is.
        let is_short = |(left, whole): (Duration, Duration)| left < whole / 5 * 2;
        self.renews_in().is_none() && self.left().zip(self.lifetime).is_some_and(is_short)
    }

    /// The time until it is to be renewed, if it can be.
    fn renews_in(&self) -> Option<Duration> {
        let renews = self.times().renews.filter(|_| self.is_renewable)?;
        Some(renews.saturating_duration_since(Instant::now()))
    }

    /// Renews it if that is due. What fails is tried again when half of what is left is over; what gains little is
    /// not.
    fn keep(&self, api: &Api, call: &Call<'_>) {
        if self.renews_in().is_none_or(|left| !left.is_zero()) || self.is_over() {
            return;
        }
        let renewed = renew(api, &call.by(&self.secret));
        let left = self.left().unwrap_or_default();
        let mut times = self.times();
        match renewed {
            Some(lifetime) => {
                *times = Times::of(Some(lifetime));
                // The longest that it may live is near: the next renewal would gain less still.
                if self.lifetime.is_some_and(|whole| lifetime < whole / 2) {
                    times.renews = None;
                }
            }
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

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A token that is good as far as anybody knows.
    pub(crate) fn token(
        &self,
        api: &Api,
        call: &Call<'_>,
        needed: &Needed,
    ) -> Result<Arc<Token>, SourceError> {
        let mut held = self.held();
        let Some(token) = held.token.clone() else {
            return self.next(&mut held, TOKEN_INVALID, api, call, needed);
        };
        token.keep(api, call);
        if token.is_over() {
            return self.next(&mut held, TOKEN_EXPIRED, api, call, needed);
        }
        if token.is_worn() && self.auth.logs_in() {
            // While it is good, nothing is lost by a login that fails.
            return self.next(&mut held, TOKEN_EXPIRED, api, call, needed).or(Ok(token));
        }
        Ok(token)
    }

    /// Another one than the server refused; `None` if a login for that was no help before.
    pub(crate) fn token_after(
        &self,
        refused: &Arc<Token>,
        api: &Api,
        call: &Call<'_>,
        needed: &Needed,
    ) -> Option<Result<Arc<Token>, SourceError>> {
        let mut held = self.held();
        match &held.token {
            Some(other) if !Arc::ptr_eq(other, refused) => Some(Ok(Arc::clone(other))),
            _ if held.is_login_no_help => None,
            _ => Some(self.next(&mut held, TOKEN_INVALID, api, call, needed)),
        }
    }

    /// Whether tokens that were just given are refused as well.
    pub(crate) fn note_login(&self, is_no_help: bool) {
        self.held().is_login_no_help = is_no_help;
    }

    /// `unchanged` if there is none but the one that is held.
    fn next(
        &self,
        held: &mut Held,
        unchanged: SourceError,
        api: &Api,
        call: &Call<'_>,
        needed: &Needed,
    ) -> Result<Arc<Token>, SourceError> {
        let proof = Proof::read(&self.auth, needed)?;
        if let Some(refusal) = held.refusal.as_ref().filter(|refusal| refusal.holds_for(&proof)) {
            return Err(refusal.error);
        }
        let granted = match log_in(api, call, &self.auth, &self.wrapping, &proof) {
            Ok(granted) => granted,
            Err(error) => {
                if error.code() == LOGIN_REFUSED.code() {
                    held.refusal = Some(Refusal::new(proof, error, held.refusal.as_ref()));
                }
                return Err(error);
            }
        };
        held.refusal = None;
        let is_unchanged = granted.origin == Origin::GivenUnseen
            && held.token.as_ref().is_some_and(|old| old.secret == granted.token);
        if is_unchanged {
            return Err(unchanged);
        }
        let token = Arc::new(Token::new(granted));
        let old = held.token.replace(Arc::clone(&token));
        held.former.retain(|former| !former.is_over());
        held.former.extend(old.filter(|old| old.origin == Origin::Login && !old.is_over()));
        Ok(token)
    }

    /// Renews the token if that is due; the time until it is due again.
    pub(crate) fn keep(&self, api: &Api, call: &Call<'_>) -> Option<Duration> {
        let token = self.held().token.clone()?;
        token.keep(api, call);
        if token.is_over() { None } else { token.renews_in() }
    }

    /// Ends those that this program began: what was lent to them ends with them.
    pub(crate) fn end(&self, api: &Api, call: &Call<'_>) -> Result<(), SourceError> {
        let Held { token, mut former, .. } = std::mem::take(&mut *self.held());
        former.extend(token.filter(|token| token.origin == Origin::Login));
        let mut outcome = Ok(());
        for token in former {
            let call = call.by(&token.secret);
            let ended = api.post(&call, "auth/token/revoke-self", b"{}");
            outcome = outcome.and(ended.and_then(|answer| match answer.status() {
                // It had ended before.
                200 | 204 | 403 => Ok(()),
                _ => Err(refusal(api, &call, &answer)),
            }));
        }
        outcome
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
        assert!(!token(None).is_worn() && !token(Some(100)).is_worn());
    }
}
