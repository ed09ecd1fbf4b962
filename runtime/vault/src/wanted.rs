//! Which secrets the requests of a load are for: each is read once, however many ask for a value in it.

use provider_credentials_core::{SourceError, SourceRequest};

use crate::failures::PATH_INVALID;
use crate::path::SecretPath;

/// Which secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wanted {
    pub(crate) namespace: Option<String>,
    pub(crate) path: SecretPath,
    pub(crate) version: Option<String>,
}

impl Wanted {
    fn of(request: &SourceRequest) -> Result<Self, SourceError> {
        let owned = |name: &str| request.param(name).map(str::to_owned);
        let path = SecretPath::new(request.param("path").ok_or(PATH_INVALID)?)?;
        Ok(Self { namespace: owned("namespace"), path, version: owned("version") })
    }
}

/// The secrets, and for each request the place of its own among them. A request for none that there can be is answered.
pub(crate) fn all_of(requests: &mut [SourceRequest]) -> (Vec<Wanted>, Vec<Option<usize>>) {
    let mut all: Vec<Wanted> = Vec::new();
    let mut places = Vec::with_capacity(requests.len());
    for request in requests {
        places.push(match Wanted::of(request) {
            Ok(wanted) => {
                let known = all.iter().position(|other| *other == wanted);
                Some(known.unwrap_or_else(|| {
                    all.push(wanted);
                    all.len() - 1
                }))
            }
            Err(error) => {
                request.answer(Err(error));
                None
            }
        });
    }
    (all, places)
}
