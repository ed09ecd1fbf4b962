use provider_credentials_core::{Needed, Secret, Source, SourceAnswer, SourceError, SourceRequest};
use zeroize::Zeroizing;

use crate::failures::{BAD_PARENT_NAME, BAD_PCRS, NO_ANSWER};
use crate::name::Name;
use crate::pcrs::Pcrs;
use crate::sealed::{Place, Policy};
use crate::tcti::Tcti;
use crate::unsealer::{Terms, Unsealer};

/// Unseals the objects of a manifest.
pub(crate) struct Sealed {
    tcti: Tcti,
}

impl Sealed {
    pub(crate) fn new(tcti: Tcti) -> Self {
        Self { tcti }
    }
}

/// Of a request, wiped because people paste keys into variables for paths.
type Params = Vec<(&'static str, Zeroizing<String>)>;

type Unsealed = Result<Zeroizing<Vec<u8>>, SourceError>;

impl Source for Sealed {
    fn fetch(&self, requests: &mut [SourceRequest]) {
        self.fetch_with(requests, &Needed::default());
    }

    fn fetch_with(&self, requests: &mut [SourceRequest], needed: &Needed) {
        let mut work: Vec<(&mut SourceRequest, Place)> = Vec::with_capacity(requests.len());
        for request in requests {
            match Place::new(request, needed.files()) {
                Ok(place) => work.push((request, place)),
                Err(error) => request.answer_with(Err(error)),
            }
        }
        // Each parent is made once, and what several credentials have is unsealed once.
        work.sort_by(|(one, place), (other, and)| {
            place.parent().cmp(&and.parent()).then_with(|| one.params().cmp(other.params()))
        });
        let mut unsealer = None;
        let mut last: Option<(Params, Unsealed)> = None;
        let mut out_of_reach = None;
        for (request, place) in work {
            let params: Params = request
                .params()
                .map(|(name, value)| (name, Zeroizing::new(value.to_owned())))
                .collect();
            // Nobody waits for more than the limit of the load.
            if needed.time_left().is_some_and(|left| left.is_zero()) {
                out_of_reach = Some(NO_ANSWER);
            }
            let result = match (&out_of_reach, &last) {
                (Some(error), _) => Err(*error),
                (None, Some((known, result))) if *known == params => copied(result),
                _ => self.unseal(&mut unsealer, request, &place, needed),
            };
            let failed = result.as_ref().err().filter(|error| error.is_unreachable());
            out_of_reach = out_of_reach.or(failed.copied());
            request.answer_with(copied(&result).map(SourceAnswer::content));
            last = Some((params, result));
        }
    }
}

impl Sealed {
    fn unseal(
        &self,
        unsealer: &mut Option<Unsealer>,
        request: &SourceRequest,
        place: &Place,
        needed: &Needed,
    ) -> Unsealed {
        let secret = match request.param("auth_with").filter(|id| !id.is_empty()) {
            Some(id) => Some(needed.secret(id)?),
            None => None,
        };
        let password = secret.map(Secret::expose_bytes);
        let pcrs = match request.param("pcrs").filter(|text| !text.is_empty()) {
            Some(text) => Some(Pcrs::new(text).ok_or(BAD_PCRS)?),
            None => None,
        };
        // An empty one is not one that is left out: whoever pins a key wants it to hold.
        let parent_name = match request.param("parent_name") {
            Some(text) => Some(Name::new(text).ok_or(BAD_PARENT_NAME)?),
            None => None,
        };
        let policy = match (pcrs, place) {
            (None, Place::Object(object)) => object.policy.clone(),
            (None, Place::Persistent(..)) => None,
            (pcrs, _) => Some(Policy { pcrs, needs_password: password.is_some() }),
        };
        let unsealer = match unsealer {
            Some(unsealer) => unsealer,
            None => unsealer.insert(Unsealer::open(&self.tcti)?),
        };
        unsealer.unseal(place, &Terms { policy, password, parent_name: parent_name.as_ref() })
    }
}

fn copied(result: &Unsealed) -> Unsealed {
    match result {
        Ok(bytes) => Ok(Zeroizing::new(bytes.to_vec())),
        Err(error) => Err(*error),
    }
}
