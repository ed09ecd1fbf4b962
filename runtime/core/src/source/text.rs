//! A text that stands in the manifest itself.

use super::environment::Environment;
use super::expand::expand_text;
use super::found::{Answer, Found};
use crate::report::{Failure, Place, Reason};
use crate::spec::Template;

pub(super) fn answer(text: &'static Template, environment: &Environment) -> Answer {
    let place = Place::Text(text);
    let expanded = match expand_text(text, environment) {
        Ok(expanded) => expanded,
        Err(reason) => return Answer::Broken(environment.failure(place, reason)),
    };
    match Found::of_text(&expanded, place) {
        Ok(found) => Answer::Found(found, place),
        Err(reason) => Answer::Broken(Failure { place, reason: Reason::Value(reason) }),
    }
}
