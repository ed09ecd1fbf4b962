//! One load after another.

use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use super::mix::{Mixed, Outcome, mix, rotated};
use super::mounts::warn_of_mounted;
use super::options::LiveOptions;
use super::rotated::Rotated;
use super::schedule::Schedule;
use super::upkeep::{Called, DueSource, Upkeep};
use super::watch::Watch;
use crate::load::Loader;
use crate::report::{EventOf, LoadTimes, Metadata, Observer};
use crate::set::{AnyCredential, LoadSpan, Slots, Table, load_slots, summary, tell};

pub(super) struct Engine {
    table: &'static Table,
    loader: Loader,
    options: LiveOptions,
    watch: Option<Watch>,
    schedule: Schedule,
    upkeep: Upkeep,
    slots: Vec<AnyCredential>,
    /// How many changes of files were known when the last load began.
    seen: u64,
}

/// What a load brought.
#[derive(Default)]
pub(super) struct Update {
    /// The next set, if it is another one.
    pub(super) slots: Option<Vec<AnyCredential>>,
    pub(super) rotated: Vec<Rotated>,
    /// For observers, who are notified while nothing is locked.
    pub(super) events: Vec<(EventOf, Metadata)>,
    /// Of the load, which its events belong to as well.
    pub(super) span: LoadSpan,
}

/// How long no event may come after a load for it to count: those of what was written while it read. Twice as long
/// after each load that did not.
const SETTLE: Duration = Duration::from_millis(10);

/// How long files may go on changing before a load counts all the same.
const PATIENCE: Duration = Duration::from_secs(5);

impl Engine {
    /// The first load.
    pub(super) fn start(
        table: &'static Table,
        loader: Loader,
        options: LiveOptions,
        watch: Option<Watch>,
    ) -> Self {
        let mut engine = Self {
            table,
            loader,
            options,
            watch,
            schedule: Schedule::default(),
            upkeep: Upkeep::default(),
            slots: Vec::new(),
            seen: 0,
        };
        engine.follow();
        let span = LoadSpan::new(table.specs().len());
        let in_span = span.enter();
        let mut first = engine.settled_load();
        if engine.watch.is_some() {
            let paths = engine.loader.file_paths(engine.table.specs());
            warn_of_mounted(&mut first.slots, &paths);
        }
        let now = first.times.started();
        tell(engine.loader.observers(), &first.slots, first.times, &span);
        in_span.leave();
        engine.slots = first.slots;
        engine.plan(now, false);
        engine
    }

    pub(super) fn slots(&self) -> &[AnyCredential] {
        &self.slots
    }

    pub(super) fn table(&self) -> &'static Table {
        self.table
    }

    pub(super) fn observers(&self) -> Vec<Arc<dyn Observer>> {
        self.loader.observers().to_vec()
    }

    /// The time until something is due; `None` if nothing is.
    pub(super) fn due_in(&self) -> Option<Duration> {
        let due = self.schedule.next().into_iter().chain(self.upkeep.next()).min()?;
        let now = self.loader.now();
        if self.schedule.is_load_due(now) || self.upkeep.is_due(now) {
            return Some(Duration::ZERO);
        }
        Some(due.duration_since(now).unwrap_or_default())
    }

    /// Replaces what the program gives, for tests.
    pub(super) fn give(&mut self, id: String, secret: crate::secret::Secret) {
        self.loader.give(id, secret);
    }

    /// Does what is due by the loader's clock.
    pub(super) fn tick(&mut self) -> Update {
        let now = self.loader.now();
        if self.schedule.forget.is_some_and(|due| due <= now) {
            self.schedule.forget = None;
            for slot in self.slots.iter().filter(|slot| slot.has_previous()) {
                match slot.loaded_at().checked_add(self.options.grace) {
                    Some(end) if end <= now => slot.forget_previous(),
                    end => self.schedule.forget_at(end),
                }
            }
        }
        let has_changed = self.watch.as_ref().is_some_and(|watch| watch.changes() != self.seen);
        if has_changed || self.schedule.is_load_due(now) {
            return self.reload();
        }
        Update::default()
    }

    /// Loads again, and takes what is new.
    pub(super) fn reload(&mut self) -> Update {
        let span = LoadSpan::new(self.slots.len());
        let in_span = span.enter();
        let new = self.settled_load();
        let (times, now) = (new.times, new.times.started());
        let watch = &self.watch;
        let is_kept = |number| watch.as_ref().is_some_and(|watch| watch.is_written(number));
        let mixed = mix(&self.slots, new, self.options.max_age, &is_kept);
        let has_news = mixed.outcomes.iter().any(|outcome| matches!(outcome, Outcome::Failed));
        let mut update = self.take(mixed, times);
        span.record(&summary(&self.slots, times));
        in_span.leave();
        update.span = span;
        self.plan(now, has_news);
        update
    }

    fn plan(&mut self, now: SystemTime, has_news: bool) {
        let is_watched = self.watch.as_ref().is_some_and(Watch::is_whole);
        self.schedule.plan(&self.slots, &self.options, now, has_news, is_watched);
        self.upkeep.plan(self.loader.sources_of(self.table.specs()), now);
    }

    /// The sources to call now.
    pub(super) fn take_due(&mut self) -> Vec<DueSource> {
        self.upkeep.take_due(self.loader.now())
    }

    /// When they want to be called next.
    pub(super) fn done(&mut self, called: &[Called]) {
        let now = self.loader.now();
        for called in called {
            self.upkeep.done(called, now);
        }
    }

    fn take(&mut self, mixed: Mixed, times: LoadTimes) -> Update {
        let Mixed { slots, outcomes, has_changed } = mixed;
        let old = core::mem::replace(&mut self.slots, slots);
        let mut update = Update::default();
        for ((old, new), outcome) in old.iter().zip(&self.slots).zip(outcomes) {
            if outcome.is_another_value() {
                update.rotated.push(rotated(old, new));
            }
            for event in outcome.events() {
                // Also of one that kept what an earlier load gave it.
                update.events.push((*event, new.metadata().with_times(times)));
            }
        }
        update.slots = has_changed.then(|| self.slots.clone());
        update
    }

    /// A load during which nothing was written to its files, unless that goes on for long.
    fn settled_load(&mut self) -> Slots {
        let since = Instant::now();
        let mut quiet = SETTLE;
        loop {
            let before = self.watch.as_ref().map(Watch::changes);
            self.seen = before.unwrap_or_default();
            let loaded = load_slots(self.table, &self.loader);
            // A link may lead elsewhere now.
            let was_watched = self.follow();
            let Some(watch) = &self.watch else { return loaded };
            thread::sleep(quiet);
            // Each load asks the stores, too.
            quiet *= 2;
            let is_settled = was_watched && Some(watch.changes()) == before;
            if is_settled || since.elapsed() > PATIENCE {
                return loaded;
            }
        }
    }

    fn follow(&mut self) -> bool {
        let Some(watch) = &mut self.watch else { return true };
        watch.follow(&self.loader.file_paths(self.table.specs()))
    }
}
