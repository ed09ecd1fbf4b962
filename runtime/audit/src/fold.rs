//! Many accesses of one place, as one record.

use std::collections::HashMap;
use std::time::{Duration, Instant, SystemTime};

use provider_credentials_core::Access;

use crate::clock::after;
use crate::place::Place;

/// The accesses that are not written yet.
#[derive(Default)]
pub(crate) struct Folds {
    by_place: HashMap<Place, Fold>,
    next_due: Option<Instant>,
}

/// Accesses of one place since the last record of it.
#[derive(Clone, Copy)]
pub(crate) struct Fold {
    pub(crate) access: Access,
    pub(crate) count: u64,
    pub(crate) since: SystemTime,
    due: Instant,
}

/// More places than that at a time are no loop.
const MOST: usize = 1024;

impl Folds {
    /// Counts an access, if there is a record of its place that is new enough.
    pub(crate) fn add(&mut self, access: &Access) -> bool {
        let Some(fold) = self.by_place.get_mut(&Place::of(access)) else { return false };
        if fold.count == 0 {
            fold.since = access.time();
        }
        fold.count += 1;
        fold.access = *access;
        true
    }

    /// After the record of an access: those of its place are counted for so long.
    pub(crate) fn begin(&mut self, access: &Access, now: Instant, window: Duration) {
        if self.by_place.len() < MOST {
            let due = after(now, window);
            let fold = Fold { access: *access, count: 0, since: access.time(), due };
            self.by_place.insert(Place::of(access), fold);
            self.next_due = Some(self.next_due.map_or(due, |next| next.min(due)));
        }
    }

    /// Its next access is a record of its own.
    pub(crate) fn forget(&mut self, access: &Access) {
        self.by_place.remove(&Place::of(access));
    }

    pub(crate) fn is_due(&self, now: Instant) -> bool {
        self.next_due.is_some_and(|due| due <= now)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.by_place.is_empty()
    }

    /// What is to be written now; `None` stands for all. A place that was asked goes on being counted.
    pub(crate) fn take_due(&mut self, now: Option<(Instant, Duration)>) -> Vec<Fold> {
        let mut due = Vec::new();
        let mut next: Option<Instant> = None;
        self.by_place.retain(|_, fold| {
            let goes_on = match now {
                Some((now, _)) if fold.due > now => true,
                Some((now, window)) if fold.count > 0 => {
                    due.push(*fold);
                    (fold.count, fold.due) = (0, after(now, window));
                    true
                }
                _ => {
                    due.extend((fold.count > 0).then_some(*fold));
                    false
                }
            };
            if goes_on {
                next = Some(next.map_or(fold.due, |next| next.min(fold.due)));
            }
            goes_on
        });
        self.next_due = next;
        due
    }
}
