use provider_credentials_core::{Needed, Source, SourceAnswer, SourceError, SourceRequest};
use zeroize::Zeroizing;

use crate::failures::{NOT_TEXT, TOO_LARGE};
use crate::item::{Found, Item};
use crate::limit;
use crate::store::{Store, Stores};

/// As much as a file may have.
const LARGEST: usize = 1 << 20;

/// Reads all passwords of a load.
pub(crate) struct Keyrings(Stores);

impl Keyrings {
    pub(crate) fn new(stores: Stores) -> Self {
        Self(stores)
    }
}

impl Source for Keyrings {
    fn fetch(&self, requests: &mut [SourceRequest]) {
        self.fetch_with(requests, &Needed::default());
    }

    fn fetch_with(&self, requests: &mut [SourceRequest], needed: &Needed) {
        let until = limit::until(needed.time_left());
        for store in [Store::System, Store::Kernel] {
            let asking: Vec<usize> = (0..requests.len())
                .filter(|at| requests.get(*at).is_some_and(|request| store_of(request) == store))
                .collect();
            if asking.is_empty() {
                continue;
            }
            let items: Vec<Item<'_>> =
                asking.iter().filter_map(|at| requests.get(*at)).map(item).collect();
            let answers: Vec<Found> = self.0.read(store, &items, until);
            for (at, answer) in asking.into_iter().zip(answers) {
                if let Some(request) = requests.get_mut(at) {
                    request.answer_with(answer.and_then(answered));
                }
            }
        }
    }
}

fn store_of(request: &SourceRequest) -> Store {
    Store::named(request.param("store"))
}

fn item(request: &SourceRequest) -> Item<'_> {
    let param = |name| request.param(name).unwrap_or_default();
    Item { service: param("service"), user: param("user") }
}

fn answered(password: Zeroizing<Vec<u8>>) -> Result<SourceAnswer, SourceError> {
    if password.len() > LARGEST {
        return Err(TOO_LARGE);
    }
    if core::str::from_utf8(&password).is_err() {
        return Err(NOT_TEXT);
    }
    Ok(SourceAnswer::content(password))
}
