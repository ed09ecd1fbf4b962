//! Credentials whose secrets open the files of others.

use super::given::is_exactly;
use super::outcome::Outcome;
use super::search::Search;
use crate::contract::SourceError;
use crate::secret::Secret;
use crate::source::{LocalSources, NOT_LOADED};

/// Hands over those that are wanted and settled. Whether there are any, so that files that waited can be read.
pub(super) fn give_identities(searches: &[Search], local: &mut LocalSources<'_>) -> bool {
    let mut is_any = false;
    for id in local.take_wanted() {
        let search = searches.iter().find(|search| is_exactly(search, id));
        match search.map_or(Some(Err(NOT_LOADED)), settled) {
            Some(settled) => {
                local.give(id, settled);
                is_any = true;
            }
            None => local.want(id),
        }
    }
    is_any
}

/// Fails what still waits when all others are done: two files for each other. Whether there is any.
pub(super) fn give_up(local: &mut LocalSources<'_>) -> bool {
    let waiting = local.take_wanted();
    for id in &waiting {
        local.give(id, Err(NOT_LOADED));
    }
    !waiting.is_empty()
}

/// `None` while a source has yet to answer.
fn settled(search: &Search) -> Option<Result<Secret, SourceError>> {
    match &search.outcome {
        Outcome::Found(found) => Some(found.value().map(Secret::copied)),
        Outcome::Open(_) if search.next_source().is_some() => None,
        Outcome::Open(_) | Outcome::Broken(_) | Outcome::Exhausted(_) => Some(Err(NOT_LOADED)),
    }
}
