//! The sources that are not at hand.

use super::clock::Stopwatch;
use super::judge::Judge;
use super::loader::Loader;
use super::search::Search;
use crate::source::{Asking, Environment, answer_of, request};
use crate::spec::SourceSpec;

/// Asks them for all that wait for one. Whether any did.
pub(super) fn ask(
    loader: &Loader,
    searches: &mut [Search],
    environment: &Environment,
    since: Stopwatch,
    judge: Judge,
) -> bool {
    let mut waiting = Vec::new();
    let mut is_any = false;
    for (part, search) in searches.iter_mut().enumerate() {
        let Some(SourceSpec::Remote(spec)) = waits_for(search) else { continue };
        is_any = true;
        match request(part, search.spec, spec, environment) {
            Ok(request) => waiting.push((spec, request)),
            Err(answer) => search.take(answer, judge),
        }
    }
    if waiting.is_empty() {
        return is_any;
    }
    for (part, reply) in loader.asking(environment, since).ask(waiting) {
        if let Some(search) = searches.get_mut(part) {
            if let Some(SourceSpec::Remote(spec)) = waits_for(search) {
                search.take(answer_of(spec, reply), judge);
            }
        }
    }
    true
}

fn waits_for(search: &Search) -> Option<&'static SourceSpec> {
    search.next_source().map(|(source, _)| source.place())
}

impl Loader {
    fn asking<'l>(&'l self, environment: &'l Environment, since: Stopwatch) -> Asking<'l> {
        let of_load = self.load_timeout.saturating_sub(since.elapsed());
        let (time_left, time_limit) = if of_load < self.source_timeout {
            (of_load, self.load_timeout)
        } else {
            (self.source_timeout, self.source_timeout)
        };
        let (registered, opened) = (&*self.sources, &self.opened);
        Asking { registered, opened, environment, time_left, time_limit }
    }
}
