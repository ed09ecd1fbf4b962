use crate::contract::Assembled;
use crate::report::LoadError;
use crate::source::Found;

/// The result of loading one credential: all its parts, or why one of them is missing.
pub(super) type State = Result<Parts, LoadError>;

/// Most credentials have one part, so it is no list.
pub(super) struct Parts {
    pub(super) first: Found,
    pub(super) others: Vec<Found>,
    /// What the kind made of them.
    pub(super) assembled: Option<Assembled>,
}

impl Parts {
    pub(super) fn assembled<T: 'static>(&self) -> Option<&T> {
        self.assembled.as_ref().and_then(|assembled| assembled.downcast_ref())
    }

    /// By its number in the spec.
    pub(super) fn get(&self, number: usize) -> Option<&Found> {
        match number.checked_sub(1) {
            None => Some(&self.first),
            Some(number) => self.others.get(number),
        }
    }
}
