//! Values that the program hands to the loader.

use secrecy::ExposeSecret;

use super::outcome::Outcome;
use super::search::Search;
use crate::report::{Failure, Place, Reason};
use crate::secret::Secret;
use crate::source::Found;

/// Gives the searches what the program has for them. Of two values for one ID the last counts.
pub(super) fn give(given: &[(String, Secret)], searches: &mut [Search]) {
    // Exact IDs are applied last and win over field names.
    let mut exact = Vec::new();
    for (id, secret) in given {
        if let Some(at) = searches.iter().position(|search| is_exactly(search, id)) {
            exact.push((at, secret));
            continue;
        }
        let mut meant = searches.iter_mut().filter(|search| is_alike(search, id));
        // Ambiguous names match nothing.
        if let (Some(search), None) = (meant.next(), meant.next()) {
            search.outcome = outcome(secret);
        }
    }
    for (at, secret) in exact {
        if let Some(search) = searches.get_mut(at) {
            search.outcome = outcome(secret);
        }
    }
}

/// By the rules for every value.
fn outcome(secret: &Secret) -> Outcome {
    let place = Place::Given;
    if !secret.is_text() {
        return Outcome::Found(Found::new(secret.copied(), place));
    }
    match Found::of_text(secret.expose_secret(), place) {
        Ok(found) => Outcome::Found(found),
        Err(reason) => Outcome::Broken(Failure { place, reason: Reason::Value(reason) }),
    }
}

/// Whether it is the credential's ID, or `id.part`.
pub(super) fn is_exactly(search: &Search, id: &str) -> bool {
    let Search { spec, part, .. } = search;
    // Without a part, the ID means the one that the kind is about.
    if spec.id == id {
        return spec.parts.first().is_some_and(|first| first.name == part.name);
    }
    let rest = id.strip_prefix(spec.id).and_then(|rest| rest.strip_prefix('.'));
    rest == Some(part.name)
}

/// The same except for case and separators, as an ID and its field are.
fn is_alike(search: &Search, id: &str) -> bool {
    let mut name = letters(search.spec.id);
    if search.spec.parts.len() > 1 && !search.part.is_whole_credential() {
        name.extend(letters(search.part.name));
    }
    name == letters(id)
}

fn letters(id: &str) -> Vec<u8> {
    let mut letters = Vec::with_capacity(id.len());
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() {
            letters.push(byte.to_ascii_lowercase());
        }
    }
    letters
}
