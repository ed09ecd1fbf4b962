use core::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use provider_credentials_core::{Needed, Secret, Source, SourceAnswer, SourceError, SourceRequest};
use provider_credentials_http::{Answer, Deadline, Request, Value, each};
use zeroize::Zeroizing;

use crate::challenge::{Scope, Use};
use crate::failures::{ANSWER_INVALID, CHALLENGE_INVALID, of_vault};
use crate::ground::Ground;
use crate::refusal::refusal;
use crate::secret::Found;
use crate::session::Session;
use crate::token::Token;
use crate::vault::{Vault, Wanted};

/// A source of secrets from Azure Key Vault: a handle, which is cheap to clone.
///
/// [`AzureKeyVaultBuilder`](crate::AzureKeyVaultBuilder) makes one, and
/// [`Loader::with_source`](provider_credentials_core::Loader::with_source) registers it under the name `azure_key_vault`.
/// A program that does not is served by one from the environment.
///
/// It reads from any number of vaults, up to eight secrets at a time, each of them once in a load, with one token for
/// all vaults of a tenant.
#[derive(Clone)]
pub struct AzureKeyVault(Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) ground: Ground,
    pub(crate) session: Session,
    /// What each vault wants a token for, since it said so.
    uses: Mutex<Vec<(Vault, Use)>>,
}

pub(crate) const CHALLENGE: &str = "WWW-Authenticate";

impl AzureKeyVault {
    pub(crate) fn new(ground: Ground) -> Self {
        let (session, uses) = (Session::default(), Mutex::default());
        Self(Arc::new(Inner { ground, session, uses }))
    }

    pub(crate) fn inner(&self) -> &Inner {
        &self.0
    }
}

/// One request, with a token or without.
pub(crate) type Ask<'a> = dyn Fn(Option<&Token>) -> Result<Answer, SourceError> + 'a;

impl Inner {
    /// Whatever it answers.
    fn ask(
        &self,
        wanted: &Wanted,
        token: Option<&Token>,
        deadline: Deadline,
    ) -> Result<Answer, SourceError> {
        let url = wanted.vault.url.join(&wanted.path()).map_err(|failure| of_vault(&failure))?;
        let authorization = token.map(Token::authorization);
        let mut request = Request::get(&url)
            .keep(&[CHALLENGE])
            .header("Accept", Value::plain("application/json"));
        if let Some(value) = &authorization {
            request = request.header("Authorization", Value::secret(&value[..]));
        }
        self.ground.send(&request, deadline).map_err(|failure| of_vault(&failure))
    }

    /// What a vault wants a token for. One that has not said so yet is asked without any, as Azure's own clients do.
    pub(crate) fn use_of(&self, vault: &Vault, ask: &Ask<'_>) -> Result<Use, SourceError> {
        if let Some(of) = self.known_use(vault) {
            return Ok(of);
        }
        self.challenged(&ask(None)?, vault)
    }

    /// The same for each vault, and that there is such a token: which is looked for once, however many vaults take it.
    fn enter<'w>(
        &self,
        all: &'w [Wanted],
        deadline: Deadline,
    ) -> Vec<(&'w Vault, Result<Use, SourceError>)> {
        let mut first: Vec<&Wanted> = Vec::new();
        for wanted in all {
            if first.iter().all(|known| known.vault != wanted.vault) {
                first.push(wanted);
            }
        }
        let most = self.ground.connections;
        let mut entered = each(&first, most, |wanted| {
            let of = self.use_of(&wanted.vault, &|token| self.ask(wanted, token, deadline));
            (&wanted.vault, of)
        });
        let mut failed: Vec<(Use, SourceError)> = Vec::new();
        for (_, of) in &mut entered {
            let Ok(wanted) = &of else { continue };
            let known = failed.iter().find(|(known, _)| known == wanted).map(|(_, error)| *error);
            let token = || self.session.token(&self.ground, wanted, deadline).err();
            if let Some(error) = known.or_else(token) {
                failed.push((wanted.clone(), error));
                *of = Err(error);
            }
        }
        entered
    }

    fn known_use(&self, vault: &Vault) -> Option<Use> {
        let uses = self.uses.lock().unwrap_or_else(PoisonError::into_inner);
        uses.iter().find(|(known, _)| known == vault).map(|(_, of)| of.clone())
    }

    fn challenged(&self, answer: &Answer, vault: &Vault) -> Result<Use, SourceError> {
        let header = match (answer.status(), answer.header(CHALLENGE)) {
            (401, Some(header)) => header,
            (401, None) | (200..300, _) => {
                return Err(CHALLENGE_INVALID.http_status(answer.status()));
            }
            _ => return Err(refusal(answer, None)),
        };
        let of = Use { scope: Scope::of(header, vault)?, cloud: vault.cloud };
        let mut uses = self.uses.lock().unwrap_or_else(PoisonError::into_inner);
        uses.retain(|(known, _)| known != vault);
        uses.push((vault.clone(), of.clone()));
        Ok(of)
    }

    /// What a vault answers to who has a token for it. One that it refuses is replaced once: its tenant may be another one
    /// by now.
    pub(crate) fn authorized(
        &self,
        vault: &Vault,
        of: &Use,
        deadline: Deadline,
        ask: &Ask<'_>,
    ) -> Result<Answer, SourceError> {
        let token = self.session.token(&self.ground, of, deadline)?;
        let answer = ask(Some(&token))?;
        if answer.status() != 401 {
            return Ok(answer);
        }
        let now = self.challenged(&answer, vault).unwrap_or_else(|_| of.clone());
        match self.session.after(&token, &self.ground, &now, deadline)? {
            Some(other) => ask(Some(&other)),
            None => Ok(answer),
        }
    }

    fn read(&self, wanted: &Wanted, of: &Use, deadline: Deadline) -> Result<Found, SourceError> {
        let ask = |token: Option<&Token>| self.ask(wanted, token, deadline);
        let answer = self.authorized(&wanted.vault, of, deadline, &ask)?;
        if answer.status() == 200 {
            return Found::of(answer.text().map_err(|_| ANSWER_INVALID)?).ok_or(ANSWER_INVALID);
        }
        Err(refusal(&answer, wanted.version.as_deref()))
    }

    fn read_all(
        &self,
        all: &[Wanted],
        deadline: Deadline,
    ) -> Vec<(Wanted, Result<Found, SourceError>)> {
        let entered = self.enter(all, deadline);
        let most = self.ground.connections;
        each(all, most, |wanted| {
            let of = entered.iter().find(|(vault, _)| **vault == wanted.vault);
            let found = match of.map(|(_, of)| of) {
                Some(Ok(of)) => self.read(wanted, of, deadline),
                Some(Err(error)) => Err(*error),
                // Its thread is no more.
                None => Err(ANSWER_INVALID),
            };
            (wanted.clone(), found)
        })
    }
}

impl Source for AzureKeyVault {
    fn fetch(&self, requests: &mut [SourceRequest]) {
        self.fetch_with(requests, &Needed::default());
    }

    fn fetch_with(&self, requests: &mut [SourceRequest], needed: &Needed) {
        let inner = &self.0;
        let (deadline, cloud) = (inner.ground.deadline_of(needed), inner.ground.cloud());
        let mut all: Vec<Wanted> = Vec::new();
        for request in &mut *requests {
            match Wanted::of(request, cloud) {
                Ok(wanted) if all.contains(&wanted) => {}
                Ok(wanted) => all.push(wanted),
                Err(error) => request.answer(Err(error)),
            }
        }
        let done = inner.read_all(&all, deadline);
        for request in requests {
            let Ok(wanted) = Wanted::of(request, cloud) else { continue };
            let found = done.iter().find(|(known, _)| *known == wanted);
            request.answer_with(match found {
                Some((_, Ok(found))) => Ok(answer(found, request.selects())),
                Some((_, Err(error))) => Err(*error),
                None => Err(ANSWER_INVALID),
            });
        }
    }

    fn upkeep(&self) -> Option<Duration> {
        self.0.session.keep(&self.0.ground)
    }
}

fn answer(found: &Found, selects: bool) -> SourceAnswer {
    let bytes = found.value.expose_bytes();
    let mut answer = if selects {
        SourceAnswer::content(Zeroizing::new(bytes.to_vec()))
    } else {
        SourceAnswer::secret(Secret::from(bytes))
    };
    if let Some(version) = &found.version {
        answer = answer.version(version);
    }
    if let Some(time) = found.expires {
        answer = answer.good_until(time);
    }
    found.warnings().fold(answer, SourceAnswer::warning)
}

/// Shows nothing of the account.
impl fmt::Debug for AzureKeyVault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AzureKeyVault").finish_non_exhaustive()
    }
}
