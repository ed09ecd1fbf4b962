//! What sources do between loads, by the loader's clock.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use super::schedule::LEAST;
use crate::contract::{Source, shielded};

/// When each source wants to be called.
#[derive(Default)]
pub(super) struct Upkeep {
    entries: Vec<Entry>,
    /// How often there was a load: what was called before one does not count after it.
    loads: u64,
}

struct Entry {
    source: Arc<dyn Source>,
    /// `None` if not before the next load, or while it is called.
    due: Option<SystemTime>,
    planned: SystemTime,
}

impl Entry {
    /// Also if the clock was set back, as for loads.
    fn is_due(&self, now: SystemTime) -> bool {
        self.due.is_some_and(|due| due <= now || now < self.planned)
    }
}

/// A source to call.
pub(super) struct DueSource {
    source: Arc<dyn Source>,
    number: usize,
    load: u64,
}

impl DueSource {
    /// Calls the source. Nothing may be locked, because it may take as long as it likes.
    pub(super) fn call(self) -> Called {
        let Self { source, number, load } = self;
        let next = shielded(|| source.upkeep()).flatten();
        Called { number, load, next }
    }
}

/// What a source said that was called.
pub(super) struct Called {
    number: usize,
    load: u64,
    next: Option<Duration>,
}

impl Upkeep {
    /// After a load with these sources: all are due.
    pub(super) fn plan(&mut self, sources: Vec<Arc<dyn Source>>, now: SystemTime) {
        self.loads += 1;
        self.entries.clear();
        for source in sources {
            self.entries.push(Entry { source, due: Some(now), planned: now });
        }
    }

    /// When the next one is due.
    pub(super) fn next(&self) -> Option<SystemTime> {
        self.entries.iter().filter_map(|entry| entry.due).min()
    }

    pub(super) fn is_due(&self, now: SystemTime) -> bool {
        self.entries.iter().any(|entry| entry.is_due(now))
    }

    /// Those to call now, which then are not due before they are [`done`](Self::done).
    pub(super) fn take_due(&mut self, now: SystemTime) -> Vec<DueSource> {
        let mut all = Vec::new();
        for (number, entry) in self.entries.iter_mut().enumerate() {
            if entry.is_due(now) {
                entry.due = None;
                let source = Arc::clone(&entry.source);
                all.push(DueSource { source, number, load: self.loads });
            }
        }
        all
    }

    /// When a source that was called wants to be called next.
    pub(super) fn done(&mut self, called: &Called, now: SystemTime) {
        if called.load != self.loads {
            return;
        }
        if let Some(entry) = self.entries.get_mut(called.number) {
            entry.due = called.next.and_then(|next| now.checked_add(next.max(LEAST)));
            entry.planned = now;
        }
    }
}
