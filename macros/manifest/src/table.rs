//! What was seen, by text or by place. These are the only hash maps of the crate: the standard library's are 2,000
//! lines for each type that they hold, compiled in every user's build.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::span::Span;

/// Texts, each with a number, such as its place in a list.
pub(crate) type Texts<'t> = HashMap<Cow<'t, str>, usize>;

/// Numbers without an order.
pub(crate) type Numbers = HashSet<u64>;

/// Places.
#[derive(Default)]
pub(crate) struct Places(Numbers);

impl Places {
    pub(crate) fn insert(&mut self, place: Span) {
        self.0.insert(number_of(place));
    }

    pub(crate) fn contains(&self, place: Span) -> bool {
        self.0.contains(&number_of(place))
    }
}

fn number_of(place: Span) -> u64 {
    u64::from(place.start) << 32 | u64::from(place.end)
}
