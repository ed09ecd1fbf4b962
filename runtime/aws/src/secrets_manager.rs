use core::fmt;
use core::time::Duration;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use provider_credentials_core::{Needed, Secret, Source, SourceError, SourceRequest};
use provider_credentials_http::{Deadline, base64, each, quoted};

use crate::account::{Account, Operation};
use crate::answer::{items, secret, text};
use crate::batches::{batches, nothing_of, put};
use crate::failures::{ANSWER_INVALID, ARN_INVALID, SECRET_DENIED, STAGE_AND_ID, is_of_all};
use crate::json;
use crate::refusal::Refusal;
use crate::service::SECRETS_MANAGER;
use crate::wanted::{Got, Outcome, Version, Wanted, all_of, answer, region};

/// A source of secrets from AWS Secrets Manager: a handle, which is cheap to clone.
///
/// [`Aws::secrets_manager`](crate::Aws::secrets_manager) makes one, and
/// [`Loader::with_source`](provider_credentials_core::Loader::with_source) registers it under the name
/// `aws_secrets_manager`. A program that does not is served by one from the environment.
///
/// The current versions of up to 20 secrets of a region are read in one request, others in one each, whatever number of
/// credentials have a value there.
#[derive(Clone)]
pub struct SecretsManager(Arc<Inner>);

struct Inner {
    account: Arc<Account>,
    /// Whether a policy denied to read several at once.
    has_no_batches: AtomicBool,
}

const MOST: usize = 20;
const CURRENT: &str = "AWSCURRENT";

static GET: Operation = Operation {
    service: &SECRETS_MANAGER,
    target: "secretsmanager.GetSecretValue",
    denied: SECRET_DENIED,
};
static GET_MANY: Operation = Operation {
    service: &SECRETS_MANAGER,
    target: "secretsmanager.BatchGetSecretValue",
    denied: SECRET_DENIED,
};

impl SecretsManager {
    pub(crate) fn of(account: Arc<Account>) -> Self {
        Self(Arc::new(Inner { account, has_no_batches: AtomicBool::new(false) }))
    }
}

impl Inner {
    fn wanted(&self, request: &SourceRequest, deadline: Deadline) -> Result<Wanted, SourceError> {
        let id = request.param("secret").unwrap_or_default().trim();
        if id.is_empty() {
            return Err(ARN_INVALID);
        }
        let param = |name| request.param(name).map(|text| text.trim().to_owned());
        let version = match (param("version_stage"), param("version_id")) {
            (Some(_), Some(_)) => return Err(STAGE_AND_ID),
            (Some(stage), None) if stage == CURRENT => Version::Current,
            (Some(stage), None) => Version::Stage(stage),
            (None, Some(id)) => Version::Id(id),
            (None, None) => Version::Current,
        };
        let region = region(&self.account, &SECRETS_MANAGER, request, id, deadline)?;
        Ok(Wanted { region, id: id.to_owned(), version })
    }

    fn read_all(&self, all: &[Wanted], deadline: Deadline) -> Vec<Option<Outcome>> {
        let mut outcomes = nothing_of(all.len());
        let most = self.account.ground.connections;
        if !self.has_no_batches.load(Ordering::Relaxed) {
            let mut together = batches(all, MOST, |wanted| wanted.version == Version::Current);
            together.retain(|batch| batch.len() > 1);
            let done = each(&together, most, |batch| self.read_many(all, batch, deadline));
            put(&mut outcomes, done.into_iter().flatten());
        }
        let mut open = Vec::new();
        for ((at, wanted), outcome) in all.iter().enumerate().zip(&outcomes) {
            if outcome.is_none() {
                open.push((at, wanted));
            }
        }
        let alone = each(&open, most, |(at, wanted)| (*at, self.read(wanted, deadline)));
        put(&mut outcomes, alone);
        outcomes
    }

    /// Those that there is something to say of; others are left to be read alone.
    fn read_many(
        &self,
        all: &[Wanted],
        batch: &[usize],
        deadline: Deadline,
    ) -> Vec<(usize, Outcome)> {
        let wanted: Vec<(usize, &Wanted)> =
            batch.iter().filter_map(|at| Some((*at, all.get(*at)?))).collect();
        let Some((_, first)) = wanted.first() else { return Vec::new() };
        let ids = json::list(wanted.iter().map(|(_, wanted)| wanted.id.as_str()));
        let body = format!("{{\"SecretIdList\":{ids}}}");
        let answer = match self.account.call(&GET_MANY, &first.region, &body, deadline) {
            Ok(answer) => answer,
            Err(refused) if is_of_all(&refused.error) => {
                return batch.iter().map(|at| (*at, Err(refused.error))).collect();
            }
            Err(refused) => {
                if refused.is_denied {
                    self.has_no_batches.store(true, Ordering::Relaxed);
                }
                return Vec::new();
            }
        };
        let text = answer.text().unwrap_or_default();
        let (values, errors) = (items(text, "SecretValues"), items(text, "Errors"));
        let mut done = Vec::new();
        for (at, wanted) in wanted {
            if let Some(value) = values.iter().find(|value| is_of(value, &wanted.id)) {
                done.push((at, got(value)));
            } else if let Some(error) = errors.iter().find_map(|error| refusal(error, &wanted.id)) {
                done.push((at, Err(error)));
            }
        }
        done
    }

    fn read(&self, wanted: &Wanted, deadline: Deadline) -> Outcome {
        let id = quoted(&wanted.id);
        let version = match &wanted.version {
            Version::Current => format!("\"VersionStage\":{}", quoted(CURRENT)),
            Version::Stage(stage) => format!("\"VersionStage\":{}", quoted(stage)),
            Version::Id(id) => format!("\"VersionId\":{}", quoted(id)),
        };
        let body = format!("{{\"SecretId\":{id},{version}}}");
        let answer = self.account.call(&GET, &wanted.region, &body, deadline);
        let answer = answer.map_err(|refused| refused.error)?;
        got(answer.text().unwrap_or_default())
    }
}

/// Whether it is the value of that secret, by its name or its ARN, which may lack its last seven characters.
fn is_of(value: &str, id: &str) -> bool {
    if text(value, "Name").is_some_and(|name| name.as_str() == id) {
        return true;
    }
    let arn = text(value, "ARN").unwrap_or_default();
    let is_tail = |tail: &str| tail.is_empty() || (tail.len() == 7 && tail.starts_with('-'));
    id.starts_with("arn:") && arn.strip_prefix(id).is_some_and(is_tail)
}

/// Why there is no value of that secret. What has no code that is known is asked for alone.
fn refusal(error: &str, id: &str) -> Option<SourceError> {
    if text(error, "SecretId")?.as_str() != id {
        return None;
    }
    let message = text(error, "Message").unwrap_or_default();
    let error = Refusal::new(&text(error, "ErrorCode")?, &message).error(400, SECRET_DENIED);
    (error.is_absent() || error.is_denied()).then_some(error)
}

fn got(value: &str) -> Outcome {
    let version = text(value, "VersionId");
    let found = match secret(value, "SecretString") {
        Some(found) => found,
        None => binary(value).ok_or(ANSWER_INVALID)?,
    };
    Ok(Got { value: found, version })
}

fn binary(value: &str) -> Option<Secret> {
    let digits = secret(value, "SecretBinary")?;
    base64::decoded(digits.expose_bytes()).map(|bytes| Secret::from(bytes.as_slice()))
}

impl Source for SecretsManager {
    fn fetch(&self, requests: &mut [SourceRequest]) {
        self.fetch_with(requests, &Needed::default());
    }

    fn fetch_with(&self, requests: &mut [SourceRequest], needed: &Needed) {
        let inner = &self.0;
        let deadline = inner.account.ground.deadline_of(needed);
        let (all, places) = all_of(requests, |request| inner.wanted(request, deadline));
        let outcomes = inner.read_all(&all, deadline);
        answer(&inner.account, &SECRETS_MANAGER, requests, &all, &places, &outcomes);
    }

    fn upkeep(&self) -> Option<Duration> {
        self.0.account.keep()
    }
}

/// Shows nothing of the account.
impl fmt::Debug for SecretsManager {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SecretsManager").finish_non_exhaustive()
    }
}
