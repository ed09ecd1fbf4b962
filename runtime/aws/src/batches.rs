//! Which of many are asked for together, and what came of each.

use crate::wanted::Wanted;

/// Nothing yet, for each of so many.
pub(crate) fn nothing_of<R>(count: usize) -> Vec<Option<R>> {
    let mut all = Vec::with_capacity(count);
    all.resize_with(count, || None);
    all
}

/// What came of some, by their places.
pub(crate) fn put<R>(outcomes: &mut [Option<R>], done: impl IntoIterator<Item = (usize, R)>) {
    for (at, outcome) in done {
        if let Some(place) = outcomes.get_mut(at) {
            *place = Some(outcome);
        }
    }
}

/// The places of those that may be asked for together, as many as the service takes, each with others of its region.
pub(crate) fn batches(
    all: &[Wanted],
    most: usize,
    is_one: impl Fn(&Wanted) -> bool,
) -> Vec<Vec<usize>> {
    let mut batches: Vec<(&str, Vec<usize>)> = Vec::new();
    for (at, wanted) in all.iter().enumerate().filter(|(_, wanted)| is_one(wanted)) {
        let is_open = |(region, batch): &&mut (&str, Vec<usize>)| {
            *region == wanted.region && batch.len() < most
        };
        match batches.iter_mut().find(is_open) {
            Some((_, batch)) => batch.push(at),
            None => batches.push((&wanted.region, vec![at])),
        }
    }
    batches.into_iter().map(|(_, batch)| batch).collect()
}
