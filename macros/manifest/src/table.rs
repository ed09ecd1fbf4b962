//! What was seen, by text or by place. These are the only hash maps here and in the generator: the standard
//! library's are 2,000 lines for each type that they hold, compiled in every user's build.

use std::collections::{HashMap, HashSet};

use crate::span::Span;

/// Texts, each with a number, such as its place in a list.
pub(crate) type Texts<'t> = HashMap<&'t str, usize>;

/// Texts that were made, each with a number.
pub(crate) type Names = HashMap<String, usize>;

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

/// Names that are in use.
#[derive(Default)]
#[expect(missing_debug_implementations, reason = "only the generator has one")]
pub struct TakenNames(Names);

impl TakenNames {
    /// Takes a name; `false` if it is in use.
    pub fn take(&mut self, name: String) -> bool {
        self.0.insert(name, 0).is_none()
    }
}

fn number_of(place: Span) -> u64 {
    u64::from(place.start) << 32 | u64::from(place.end)
}
