//! One load: given values count first, then sources are asked in order.

use std::time::SystemTime;

use super::clock::Stopwatch;
use super::given::give;
use super::identities::{give_identities, give_up};
use super::judge::Judge;
use super::kinds::Kinds;
use super::loader::Loader;
use super::outcome::Outcome;
use super::reach::Reach;
use super::search::Search;
use crate::file::Files;
use crate::report::LoadTimes;
#[cfg(feature = "dotenv")]
use crate::source::add_dotenv;
use crate::source::{Decoding, Environment, LocalSources, SourceAt, WantedNames};
use crate::spec::Spec;

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
    /// all that wait for it and all at the same time, until nothing waits.
    pub(crate) fn run(&self, specs: &'static [Spec], reach: Reach) -> Loaded {
        let (started, stopwatch) = (self.clock.now(), Stopwatch::start());
        let mut searches = self.searches(specs, reach.kinds);
        let environment = self.environment(specs);
        let mut parts = searches.iter().map(|search| (search.part, search.is_public));
        let files = Files::new(&self.files);
        let time =
            || self.source_timeout.min(self.load_timeout.saturating_sub(stopwatch.elapsed()));
        let decoding = Decoding {
            opened: &self.opened,
            registered: &self.key_providers,
            environment: &environment,
            rules: &self.files,
            time: &time,
            identities: Vec::new(),
        };
        let mut local = LocalSources::new(files, reach.readers, decoding, &mut parts);
        let judge = self.judge(reach, started);
        ask_local(&mut searches, &mut local, &judge);
        if let Some(ask) = reach.ask {
            let go_on = &mut |searches: &mut [Search]| ask_local(searches, &mut local, &judge);
            let yaml = reach.readers.yaml;
            ask(self, &mut searches, &environment, stopwatch, judge, yaml, go_on);
        }
        if give_up(&mut local) {
            ask_each(&mut searches, &mut local, &judge);
        }
        #[cfg(feature = "locked-memory")]
        self.lock_loaded(&mut searches);
        #[cfg(feature = "env-removal")]
        self.remove_loaded(&mut searches);
        Loaded { searches, times: LoadTimes::new(started, stopwatch.elapsed()) }
    }

    /// What looks at the values of a load that began then.
    pub(crate) fn judge(&self, reach: Reach, now: SystemTime) -> Judge {
        let (is_strict, allowed) = (self.strict_values, reach.allowed);
        Judge { is_strict, allowed, now, source_timeout: self.source_timeout }
    }

    /// The variables that `specs` may ask for.
    pub(super) fn environment(&self, specs: &'static [Spec]) -> Environment {
        // An isolated loader does not even look.
        let wanted = if self.isolated { WantedNames::default() } else { WantedNames::of(specs) };
        #[cfg_attr(not(feature = "dotenv"), expect(unused_mut, reason = "only a file adds to it"))]
        let mut environment = self.variables.snapshot(wanted);
        #[cfg(feature = "dotenv")]
        if let (Some(dotenv), false) = (&self.dotenv, self.isolated) {
            add_dotenv(&mut environment, &self.files, dotenv);
        }
        environment
    }

    /// Every part with what it was given, before any source is asked.
    fn searches(&self, specs: &'static [Spec], kinds: Kinds) -> Vec<Search> {
        let mut searches = Vec::with_capacity(specs.len());
        let mut kinds = kinds;
        for spec in specs {
            let kind = kinds.next_of(spec);
            for part in spec.parts {
                // What the manifest itself says is not looked for anywhere.
                let is_given = !self.isolated || part.is_constant();
                let nothing = if is_given { Outcome::open } else { Outcome::not_given };
                let is_public =
                    part.is_text() || kind.is_some_and(|kind| kind.is_public(part.name));
                let may_sign = kind.is_some_and(|kind| kind.has_signer(part.name));
                searches.push(Search::new(spec, part, is_public, may_sign, nothing()));
            }
        }
        give(&self.given, &mut searches);
        searches
    }
}

/// Every part asks its sources as far as they are at hand. A file that the secret of another credential opens is as soon as
/// that is known.
fn ask_local(searches: &mut [Search], local: &mut LocalSources<'_>, judge: &Judge) {
    loop {
        ask_each(searches, local, judge);
        if !give_identities(searches, local) {
            break;
        }
    }
}

fn ask_each(searches: &mut [Search], local: &mut LocalSources<'_>, judge: &Judge) {
    for (number, search) in searches.iter_mut().enumerate() {
        while let Some((spec, source)) = search.next_source() {
            match local.answer(spec, SourceAt { part: search.part, number, source }) {
                Some(answer) => search.take(answer, judge),
                None => break,
            }
        }
    }
}
