//! The sources that are not at hand.

use super::clock::Stopwatch;
use super::judge::Judge;
use super::loader::Loader;
use super::needed::needed;
use super::search::Search;
use crate::format::Yaml;
use crate::source::{Asking, Environment, Limits, Reply, answer_of, request};
use crate::spec::SourceSpec;

/// Asks them for all that wait for one, until nothing waits. As soon as one has answered, those that then need
/// another go on: none waits for a source that is not its own.
pub(super) fn ask(
    loader: &Loader,
    searches: &mut [Search],
    environment: &Environment,
    since: Stopwatch,
    judge: Judge,
    yaml: Yaml,
    ask_local: &mut dyn FnMut(&mut [Search]),
) {
    let elapsed = || since.elapsed();
    let mut asking = Asking::new(Limits {
        registered: &loader.sources,
        opened: &loader.opened,
        environment,
        files: &loader.files,
        of_source: loader.source_timeout,
        of_load: loader.load_timeout,
        #[cfg(feature = "env-removal")]
        must_end: loader.removal.is_some(),
        #[cfg(not(feature = "env-removal"))]
        must_end: false,
        elapsed: &elapsed,
    });
    // By the number of the part.
    let mut is_asked = vec![false; searches.len()];
    loop {
        let mut waiting = Vec::new();
        let mut goes_on = false;
        for (part, (search, is_asked)) in searches.iter_mut().zip(&mut is_asked).enumerate() {
            let (Some(SourceSpec::Remote(spec)), false) = (waits_for(search), *is_asked) else {
                continue;
            };
            match request(part, search.spec, spec, environment) {
                Ok(request) => {
                    *is_asked = true;
                    waiting.push((spec, request));
                }
                Err(answer) => {
                    search.take(answer, &judge);
                    goes_on = true;
                }
            }
        }
        let mut replies = asking.start(waiting, &|ids| needed(loader, ids, searches));
        if replies.is_empty() && !goes_on {
            if !asking.is_waiting() {
                return;
            }
            replies = asking.next();
        }
        take(replies, searches, &mut is_asked, judge, yaml);
        ask_local(searches);
    }
}

fn take(
    replies: Vec<Reply>,
    searches: &mut [Search],
    is_asked: &mut [bool],
    judge: Judge,
    yaml: Yaml,
) {
    for (part, reply) in replies {
        let (Some(search), Some(is_asked)) = (searches.get_mut(part), is_asked.get_mut(part))
        else {
            continue;
        };
        *is_asked = false;
        if let Some(SourceSpec::Remote(spec)) = waits_for(search) {
            search.take(answer_of(spec, reply, yaml), &judge);
        }
    }
}

fn waits_for(search: &Search) -> Option<&'static SourceSpec> {
    search.next_source().map(|(source, _)| source.place())
}
