//! A grant, and the token that it gave last: what a credential is used by.

use std::time::{Duration, SystemTime};

use provider_credentials_core::AnyCredential;

use crate::access_token::AccessToken;
use crate::answer::Granted;
use crate::cache::{Cache, Held};
use crate::clock;
use crate::error::TokenError;
use crate::failures::{Failure, NOT_ASSEMBLED};

/// How one is granted. The secret stays in the credential alone.
pub(crate) type Grant = Box<dyn Fn(&AnyCredential) -> Result<Granted, Failure> + Send + Sync>;

/// What a credential is assembled to.
pub(crate) struct Tokens {
    cache: Cache,
    grant: Grant,
}

/// Of a token whose end the server does not say.
const ASSUMED: Duration = Duration::from_secs(300);
/// How long before its end a token is renewed, and of a short one a tenth of its life.
const MARGIN: Duration = Duration::from_secs(60);

impl Tokens {
    pub(crate) fn new(grant: Grant) -> Self {
        Self { cache: Cache::new(), grant }
    }

    /// Fetches one. Times are from before the request: the server counts from some moment after.
    fn fetch(&self, credential: &AnyCredential) -> Result<Held, Failure> {
        let (asked, wall) = (clock::now(), SystemTime::now());
        let Granted { secret, lifetime } = (self.grant)(credential)?;
        let expires_at = lifetime.and_then(|lifetime| wall.checked_add(lifetime));
        let lifetime = lifetime.unwrap_or(ASSUMED);
        let ends_at = asked + lifetime;
        let renew_at = ends_at.saturating_sub(MARGIN.min(lifetime / 10));
        Ok(Held { token: AccessToken::new(secret, expires_at), renew_at, ends_at })
    }
}

/// A token that is good.
#[inline]
pub(crate) fn token(credential: &AnyCredential) -> Result<AccessToken, TokenError> {
    let tokens = of(credential)?;
    tokens.cache.get(&|| tokens.fetch(credential)).map_err(|failure| failed(credential, failure))
}

/// A token that the server gives now.
pub(crate) fn fetch(credential: &AnyCredential) -> Result<AccessToken, TokenError> {
    let tokens = of(credential)?;
    tokens.cache.fetch(&|| tokens.fetch(credential)).map_err(|failure| failed(credential, failure))
}

/// Another token than the one that was refused.
pub(crate) fn renew(
    credential: &AnyCredential,
    refused: &AccessToken,
) -> Result<AccessToken, TokenError> {
    let tokens = of(credential)?;
    let token = tokens.cache.other_than(refused, &|| tokens.fetch(credential));
    token.map_err(|failure| failed(credential, failure))
}

#[inline]
fn of(credential: &AnyCredential) -> Result<&Tokens, TokenError> {
    match credential.assembled::<Tokens>() {
        Ok(Some(tokens)) => Ok(tokens),
        // Of this kind all are assembled.
        Ok(None) => Err(failed(credential, NOT_ASSEMBLED.into())),
        Err(error) => Err(error.into()),
    }
}

#[cold]
fn failed(credential: &AnyCredential, failure: Failure) -> TokenError {
    TokenError::of(credential.id(), failure)
}
