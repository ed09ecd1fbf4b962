//! One load: given values count first, then sources are asked in order.

use super::clock::Stopwatch;
use super::given::give;
use super::loader::Loader;
use super::search::{Outcome, Search};
use crate::file::Files;
use crate::report::LoadTimes;
#[cfg(feature = "dotenv")]
use crate::source::add_dotenv;
use crate::source::{Environment, Local, LocalSources, SourceAt, WantedNames, answer_of};
use crate::spec::{Asking, RemoteSpec, SourceSpec, Spec, Waiting};

/// How a load went.
pub(crate) struct Loaded {
    /// One for each part of each credential, in order.
    pub(crate) searches: Vec<Search>,
    pub(crate) times: LoadTimes,
}

impl Loader {
    /// Loads the credentials of `specs`.
    ///
    /// Every part asks its sources in order as far as they are local. Then the others are asked, each for
    /// all that wait for it and all at the same time; and so on until nothing waits.
    pub(crate) fn run(&self, specs: &'static [Spec]) -> Loaded {
        let (started, stopwatch) = (self.clock.now(), Stopwatch::start());
        let mut searches = self.searches(specs);
        let environment = self.environment(specs);
        let mut parts = searches.iter().map(|search| search.part);
        let mut local =
            LocalSources::new(Files::new(&self.files), &environment, &self.opened, &mut parts);
        while let Some((first, waiting)) = step(&mut searches, &mut local) {
            self.ask(first, waiting, &mut searches, &environment, stopwatch);
        }
        #[cfg(feature = "locked-memory")]
        self.lock_loaded(&mut searches);
        #[cfg(feature = "env-removal")]
        self.remove_loaded(&mut searches);
        Loaded { searches, times: LoadTimes::new(started, stopwatch.elapsed()) }
    }

    /// The variables that `specs` may ask for.
    fn environment(&self, specs: &'static [Spec]) -> Environment {
        // An isolated loader does not even look.
        let wanted = if self.isolated { WantedNames::default() } else { WantedNames::of(specs) };
        #[cfg_attr(not(feature = "dotenv"), expect(unused_mut, reason = "only a file adds to it"))]
        let mut environment = self.variables.snapshot(wanted);
        #[cfg(feature = "dotenv")]
        if let (Some(path), false) = (&self.dotenv, self.isolated) {
            add_dotenv(&mut environment, &self.files, path);
        }
        environment
    }

    /// Every part with what it was given, before any source is asked.
    fn searches(&self, specs: &'static [Spec]) -> Vec<Search> {
        let nothing = if self.isolated { Outcome::not_given } else { Outcome::open };
        let mut searches = Vec::with_capacity(specs.len());
        for spec in specs {
            for part in spec.parts {
                searches.push(Search::new(spec, part, nothing()));
            }
        }
        give(&self.given, &mut searches);
        searches
    }

    /// Asks the sources that are not at hand.
    fn ask(
        &self,
        first: &'static RemoteSpec,
        waiting: Vec<Waiting>,
        searches: &mut [Search],
        environment: &Environment,
        since: Stopwatch,
    ) {
        let of_load = self.load_timeout.saturating_sub(since.elapsed());
        let (time_left, time_limit) = if of_load < self.source_timeout {
            (of_load, self.load_timeout)
        } else {
            (self.source_timeout, self.source_timeout)
        };
        let replies = (first.ask.0)(Asking {
            registered: &self.sources,
            opened: &self.opened,
            waiting,
            surroundings: &|names| environment.surroundings(names),
            time_left,
            time_limit,
        });
        for (part, reply) in replies {
            if let Some(search) = searches.get_mut(part) {
                if let Some((SourceSpec::Remote(spec), _)) = search.next_source() {
                    search.take(answer_of(spec, reply));
                }
            }
        }
    }
}

/// Every part asks its sources as far as they are at hand. What waits for others then, and the first of them.
fn step(
    searches: &mut [Search],
    local: &mut LocalSources<'_>,
) -> Option<(&'static RemoteSpec, Vec<Waiting>)> {
    let mut first = None;
    let mut waiting = Vec::new();
    for (part, search) in searches.iter_mut().enumerate() {
        while let Some((spec, source)) = search.next_source() {
            match local.answer(search.spec, spec, SourceAt { part, source }) {
                Local::Answer(answer) => search.take(answer),
                Local::Remote(spec, request) => {
                    first = first.or(Some(spec));
                    waiting.push(Waiting { kind: spec.kind, opener: spec.opener, request });
                    break;
                }
            }
        }
    }
    first.map(|first| (first, waiting))
}
