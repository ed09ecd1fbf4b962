//! What both stores share: the ground, and the credentials that are held.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use provider_credentials_core::{SourceAnswer, SourceError};
use provider_credentials_http::{Answer, Deadline};

use crate::chain;
use crate::credentials::Credentials;
use crate::failures::{
    ANSWER_INVALID, CLOCK_OFF, CREDENTIALS_INVALID, EXPIRED_TOKEN, PLAIN_HTTP, REGION_MISSING,
};
use crate::ground::Ground;
use crate::post::{Post, post};
use crate::refusal::Refusal;
use crate::service::Service;
use crate::session::Session;

pub(crate) struct Account {
    pub(crate) ground: Ground,
    session: Session,
    /// Of the instance, once it was asked for.
    region: Mutex<Option<String>>,
}

/// What is asked for: its name in the protocol, and the error if a policy does not allow it.
pub(crate) struct Operation {
    pub(crate) service: &'static Service,
    pub(crate) target: &'static str,
    pub(crate) denied: SourceError,
}

impl Account {
    pub(crate) fn new(ground: Ground) -> Self {
        Self { ground, session: Session::default(), region: Mutex::default() }
    }

    /// Where no secret says another.
    pub(crate) fn region(&self, deadline: Deadline) -> Result<String, SourceError> {
        if let Some(region) = self.ground.region() {
            return Ok(region.to_owned());
        }
        let mut known = self.region.lock().unwrap_or_else(PoisonError::into_inner);
        if known.is_none() {
            *known = chain::region(&self.ground, deadline);
        }
        known.clone().ok_or(REGION_MISSING)
    }

    /// The answer of success. Credentials that AWS refuses are replaced once, if there are others by now.
    pub(crate) fn call(
        &self,
        operation: &Operation,
        region: &str,
        body: &str,
        deadline: Deadline,
    ) -> Result<Answer, Refused> {
        let request = Post {
            service: operation.service,
            region,
            target: Some(operation.target),
            content_type: "application/x-amz-json-1.1",
            body: body.as_bytes(),
        };
        let first = self.session.credentials(&self.ground, deadline)?;
        let ask = |by: &Arc<Credentials>| post(&self.ground, &request, Some(by), deadline);
        let refused = match answered(ask(&first)?, operation) {
            Ok(answer) => return Ok(answer),
            Err(refused) => refused,
        };
        let codes = [EXPIRED_TOKEN.code(), CREDENTIALS_INVALID.code()];
        if !codes.contains(&refused.error.code()) {
            return Err(refused);
        }
        match self.session.after(&first, &self.ground, deadline) {
            Some(others) => answered(ask(&others)?, operation),
            None => Err(refused),
        }
    }

    /// With what there is to say of every secret.
    pub(crate) fn warned(
        &self,
        service: &'static Service,
        region: &str,
        answer: SourceAnswer,
    ) -> SourceAnswer {
        let is_plain = service.url(&self.ground, region).is_ok_and(|url| !url.is_secure());
        let answer = if is_plain { answer.warning(PLAIN_HTTP) } else { answer };
        if self.ground.clock.is_off() { answer.warning(CLOCK_OFF) } else { answer }
    }

    pub(crate) fn keep(&self) -> Option<Duration> {
        self.session.keep(&self.ground)
    }
}

/// Why there is no answer, and whether a policy is the reason.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Refused {
    pub(crate) error: SourceError,
    pub(crate) is_denied: bool,
}

impl From<SourceError> for Refused {
    fn from(error: SourceError) -> Self {
        Self { error, is_denied: false }
    }
}

fn answered(answer: Answer, operation: &Operation) -> Result<Answer, Refused> {
    if answer.status() == 200 {
        answer.text().map_err(|_| ANSWER_INVALID)?;
        return Ok(answer);
    }
    let refusal = Refusal::of(&answer);
    let error = refusal.error(answer.status(), operation.denied);
    let error = answer.repeated().map_or(error, |attempts| error.attempts(attempts));
    Err(Refused { error, is_denied: refusal.is_denied() })
}
