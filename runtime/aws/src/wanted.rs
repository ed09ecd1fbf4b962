//! What the requests of a load are for: each is read once, however many ask for a value in it.

use provider_credentials_core::{Secret, SourceAnswer, SourceError, SourceRequest};
use provider_credentials_http::Deadline;
use zeroize::Zeroizing;

use crate::account::Account;
use crate::arn;
use crate::failures::{ANSWER_INVALID, ARN_INVALID, REGION_CONFLICT};
use crate::service::Service;

/// A secret or parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wanted {
    pub(crate) region: String,
    /// A name or an ARN.
    pub(crate) id: String,
    pub(crate) version: Version,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Version {
    /// That of no version or stage of its own.
    Current,
    Stage(String),
    Id(String),
}

/// As it is now.
pub(crate) struct Got {
    pub(crate) value: Secret,
    pub(crate) version: Option<Zeroizing<String>>,
}

pub(crate) type Outcome = Result<Got, SourceError>;

/// The region that a request says, else that of the ARN, else that of everything.
pub(crate) fn region(
    account: &Account,
    service: &Service,
    request: &SourceRequest,
    id: &str,
    deadline: Deadline,
) -> Result<String, SourceError> {
    let given = request.param("region").map(str::trim);
    let of_arn = match arn::parse(id) {
        Some(arn) if arn.service != service.name => return Err(ARN_INVALID),
        Some(arn) => Some(arn.region),
        None if id.starts_with("arn:") => return Err(ARN_INVALID),
        None => None,
    };
    match (given, of_arn) {
        (Some(given), Some(of_arn)) if given != of_arn => Err(REGION_CONFLICT),
        (Some(region), _) | (None, Some(region)) => Ok(region.to_owned()),
        (None, None) => account.region(deadline),
    }
}

/// All that differ, and for each request the place of its own among them. A request for none that there can be is
/// answered.
pub(crate) fn all_of(
    requests: &mut [SourceRequest],
    wanted: impl Fn(&SourceRequest) -> Result<Wanted, SourceError>,
) -> (Vec<Wanted>, Vec<Option<usize>>) {
    let mut all: Vec<Wanted> = Vec::new();
    let mut places = Vec::with_capacity(requests.len());
    for request in requests {
        let place = match wanted(request) {
            Ok(wanted) => {
                if !all.contains(&wanted) {
                    all.push(wanted.clone());
                }
                all.iter().position(|other| *other == wanted)
            }
            Err(error) => {
                request.answer(Err(error));
                None
            }
        };
        places.push(place);
    }
    (all, places)
}

/// Answers each request by the outcome of its own.
pub(crate) fn answer(
    account: &Account,
    service: &'static Service,
    requests: &mut [SourceRequest],
    all: &[Wanted],
    places: &[Option<usize>],
    outcomes: &[Option<Outcome>],
) {
    for (request, place) in requests.iter_mut().zip(places) {
        let found = place.and_then(|place| all.get(place).zip(outcomes.get(place)));
        let Some((wanted, outcome)) = found else { continue };
        let got = match outcome {
            Some(Ok(got)) => got,
            Some(Err(error)) => {
                request.answer(Err(*error));
                continue;
            }
            None => {
                request.answer(Err(ANSWER_INVALID));
                continue;
            }
        };
        let bytes = got.value.expose_bytes();
        let mut answer = if request.selects() {
            SourceAnswer::content(Zeroizing::new(bytes.to_vec()))
        } else {
            SourceAnswer::secret(Secret::from(bytes))
        };
        if let Some(version) = &got.version {
            answer = answer.version(version.as_str());
        }
        request.answer_with(Ok(account.warned(service, &wanted.region, answer)));
    }
}
