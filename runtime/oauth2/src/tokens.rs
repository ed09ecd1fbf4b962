//! A grant, and the token that it gave last: what a credential is used by.

use provider_credentials_core::{Accessed, AnyCredential};

use crate::access_token::AccessToken;
use crate::answer::Granted;
use crate::cache::{Cache, Held};
use crate::error::TokenError;
use crate::failures::{Failure, NOT_ASSEMBLED};

/// How one is granted. The secret stays in the credential alone.
pub(crate) type Grant = Box<dyn Fn(&Accessed<'_>) -> Result<Granted, Failure> + Send + Sync>;

/// What a credential is assembled to.
pub(crate) struct Tokens {
    cache: Cache,
    grant: Grant,
}

impl Tokens {
    pub(crate) fn new(grant: Grant) -> Self {
        Self { cache: Cache::new(), grant }
    }

    fn fetch(&self, credential: &Accessed<'_>) -> Result<Held, Failure> {
        Held::fetched(|| (self.grant)(credential))
    }
}

/// A token that is good.
#[inline]
#[track_caller]
pub(crate) fn token(credential: &AnyCredential) -> Result<AccessToken, TokenError> {
    let access = credential.access()?;
    let tokens = of(&access)?;
    tokens.cache.get(&|| tokens.fetch(&access)).map_err(|failure| failed(access.id(), failure))
}

/// A token that the server gives now.
#[track_caller]
pub(crate) fn fetch(credential: &AnyCredential) -> Result<AccessToken, TokenError> {
    let access = credential.access()?;
    let tokens = of(&access)?;
    tokens.cache.fetch(&|| tokens.fetch(&access)).map_err(|failure| failed(access.id(), failure))
}

/// Another token than the one that was refused.
#[track_caller]
pub(crate) fn renew(
    credential: &AnyCredential,
    refused: &AccessToken,
) -> Result<AccessToken, TokenError> {
    let access = credential.access()?;
    let tokens = of(&access)?;
    let token = tokens.cache.other_than(refused, &|| tokens.fetch(&access));
    token.map_err(|failure| failed(access.id(), failure))
}

#[inline]
fn of<'a>(access: &Accessed<'a>) -> Result<&'a Tokens, TokenError> {
    // Of this kind all are assembled.
    access.assembled::<Tokens>().ok_or_else(|| failed(access.id(), NOT_ASSEMBLED.into()))
}

#[cold]
fn failed(id: &'static str, failure: Failure) -> TokenError {
    TokenError::of(id, failure)
}
