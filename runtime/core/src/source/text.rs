//! A text that stands in the manifest itself.

use super::environment::Environment;
use super::expand::expand_text;
use super::found::{Answer, Found};
use crate::report::{Failure, Place, Reason};
use crate::secret::Secret;
use crate::spec::Template;

/// Of a part, or of `config`, where any text may stand.
pub(super) fn answer(text: &'static Template, is_part: bool, environment: &Environment) -> Answer {
    let place = Place::Text(text);
    let expanded = match expand_text(text, environment) {
        Ok(expanded) => expanded,
        Err(reason) => return Answer::Broken(environment.failure(place, reason)),
    };
    if !is_part {
        return Answer::Found(Found::new(Secret::copy_of(&expanded), place), place);
    }
    match Found::of_text(&expanded, place) {
        Ok(found) => Answer::Found(found, place),
        Err(reason) => Answer::Broken(Failure { place, reason: Reason::Value(reason) }),
    }
}
