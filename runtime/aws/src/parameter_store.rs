use core::fmt;
use core::time::Duration;
use std::sync::Arc;

use provider_credentials_core::{Needed, Source, SourceError, SourceRequest};
use provider_credentials_http::{Deadline, each, quoted};

use crate::account::{Account, Operation, Refused};
use crate::answer::{items, member, secret, text};
use crate::batches::{batches, nothing_of, put};
use crate::failures::{
    ANSWER_INVALID, ARN_INVALID, PARAMETER_DENIED, PARAMETER_NOT_FOUND,
    PARAMETER_VERSION_NOT_FOUND, is_of_all,
};
use crate::json;
use crate::service::SSM;
use crate::wanted::{Got, Outcome, Version, Wanted, all_of, answer, region};

/// A source of secrets from the Parameter Store of AWS Systems Manager: a handle, which is cheap to clone.
///
/// [`Aws::parameter_store`](crate::Aws::parameter_store) makes one, and
/// [`Loader::with_source`](provider_credentials_core::Loader::with_source) registers it under the name
/// `aws_parameter_store`. A program that does not is served by one from the environment.
///
/// Up to ten parameters of a region are read in one request, decrypted.
#[derive(Clone)]
pub struct ParameterStore(Arc<Account>);

const MOST: usize = 10;

static GET: Operation =
    Operation { service: &SSM, target: "AmazonSSM.GetParameter", denied: PARAMETER_DENIED };
static GET_MANY: Operation =
    Operation { service: &SSM, target: "AmazonSSM.GetParameters", denied: PARAMETER_DENIED };

impl ParameterStore {
    pub(crate) fn of(account: Arc<Account>) -> Self {
        Self(account)
    }

    fn wanted(&self, request: &SourceRequest, deadline: Deadline) -> Result<Wanted, SourceError> {
        let id = request.param("parameter").unwrap_or_default().trim();
        if id.is_empty() {
            return Err(ARN_INVALID);
        }
        let region = region(&self.0, &SSM, request, id, deadline)?;
        Ok(Wanted { region, id: id.to_owned(), version: Version::Current })
    }

    fn read_all(&self, all: &[Wanted], deadline: Deadline) -> Vec<Option<Outcome>> {
        let mut outcomes = nothing_of(all.len());
        let most = self.0.ground.connections;
        let together = batches(all, MOST, |_| true);
        let done = each(&together, most, |batch| self.read_many(all, batch, deadline));
        let mut open = Vec::new();
        for (at, outcome) in done.into_iter().flatten() {
            match (outcome, outcomes.get_mut(at)) {
                (Some(outcome), Some(place)) => *place = Some(outcome),
                _ => open.push(at),
            }
        }
        let alone = |at: &usize| Some((*at, self.read(all.get(*at)?, deadline)));
        put(&mut outcomes, each(&open, most, alone).into_iter().flatten());
        outcomes
    }

    /// `None` for those that have to be read alone, to find out which of them is to blame.
    fn read_many(
        &self,
        all: &[Wanted],
        batch: &[usize],
        deadline: Deadline,
    ) -> Vec<(usize, Option<Outcome>)> {
        let wanted: Vec<&Wanted> = batch.iter().filter_map(|at| all.get(*at)).collect();
        let refused = match self.get_many(&wanted, deadline) {
            Ok(outcomes) => return batch.iter().copied().zip(outcomes).collect(),
            Err(refused) => refused,
        };
        let of_all = is_of_all(&refused.error);
        let outcome = || of_all.then_some(Err(refused.error));
        batch.iter().map(|at| (*at, outcome())).collect()
    }

    fn get_many(
        &self,
        all: &[&Wanted],
        deadline: Deadline,
    ) -> Result<Vec<Option<Outcome>>, Refused> {
        let Some(first) = all.first() else { return Ok(Vec::new()) };
        let names = json::list(all.iter().map(|wanted| wanted.id.as_str()));
        let body = format!("{{\"Names\":{names},\"WithDecryption\":true}}");
        let answer = self.0.call(&GET_MANY, &first.region, &body, deadline)?;
        let body = answer.text().map_err(|_| ANSWER_INVALID)?;
        let (found, invalid) = (items(body, "Parameters"), items(body, "InvalidParameters"));
        let outcome = |wanted: &&Wanted| {
            let mut own = found.iter().filter(|parameter| is_of(parameter, &wanted.id));
            match (own.next(), own.next()) {
                (Some(parameter), None) => return Some(got(parameter)),
                // Which one is not told.
                (Some(_), Some(_)) => return None,
                (None, _) => {}
            }
            let name = quoted(&wanted.id);
            invalid.contains(&&*name).then(|| Err(absent(&wanted.id)))
        };
        Ok(all.iter().map(outcome).collect())
    }

    /// By the one action or the other: a policy may have either.
    fn read(&self, wanted: &Wanted, deadline: Deadline) -> Outcome {
        let name = quoted(&wanted.id);
        let body = format!("{{\"Name\":{name},\"WithDecryption\":true}}");
        let refused = match self.0.call(&GET, &wanted.region, &body, deadline) {
            Ok(answer) => {
                let body = answer.text().map_err(|_| ANSWER_INVALID)?;
                return got(member(body, "Parameter").ok_or(ANSWER_INVALID)?);
            }
            Err(refused) => refused,
        };
        if refused.error.code() != PARAMETER_DENIED.code() {
            return Err(refused.error);
        }
        match self.get_many(&[wanted], deadline) {
            Ok(outcomes) => outcomes.into_iter().next().flatten().ok_or(ANSWER_INVALID)?,
            Err(other) => Err(other.error),
        }
    }
}

/// Name, version or label: `name:3`. An ARN has colons of its own.
fn has_selector(id: &str) -> bool {
    let name =
        if id.starts_with("arn:") { id.splitn(6, ':').last().unwrap_or_default() } else { id };
    name.contains(':')
}

fn absent(id: &str) -> SourceError {
    if has_selector(id) { PARAMETER_VERSION_NOT_FOUND } else { PARAMETER_NOT_FOUND }
}

/// Whether it is that parameter, by its name or ARN with what selects a version of it.
fn is_of(parameter: &str, id: &str) -> bool {
    let selector = text(parameter, "Selector").unwrap_or_default();
    let is_it = |name: &str| {
        text(parameter, name)
            .is_some_and(|known| id.strip_prefix(known.as_str()) == Some(&*selector))
    };
    is_it("Name") || is_it("ARN")
}

fn got(parameter: &str) -> Outcome {
    let value = secret(parameter, "Value").ok_or(ANSWER_INVALID)?;
    // It is shown, so nothing but a number is taken for it.
    let version = text(parameter, "Version");
    let version = version.filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
    Ok(Got { value, version })
}

impl Source for ParameterStore {
    fn fetch(&self, requests: &mut [SourceRequest]) {
        self.fetch_with(requests, &Needed::default());
    }

    fn fetch_with(&self, requests: &mut [SourceRequest], needed: &Needed) {
        let deadline = self.0.ground.deadline_of(needed);
        let (all, places) = all_of(requests, |request| self.wanted(request, deadline));
        let outcomes = self.read_all(&all, deadline);
        answer(&self.0, &SSM, requests, &all, &places, &outcomes);
    }

    fn upkeep(&self) -> Option<Duration> {
        self.0.keep()
    }
}

/// Shows nothing of the account.
impl fmt::Debug for ParameterStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ParameterStore").finish_non_exhaustive()
    }
}
