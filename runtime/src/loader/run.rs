//! One load: what was given counts, then sources are asked in order.

#[cfg(feature = "dotenv")]
use super::dotenv;
use super::environment::{self, Wanted};
use super::{Environment, Loader, Outcome, Search};
use crate::custom;
use crate::source::LocalSources;
use crate::spec::Spec;

impl Loader {
    /// How each spec fared, in order.
    ///
    /// First every credential asks its sources as far as they are local, then each custom source
    /// gets all that wait for it at once, and so on until nobody waits.
    pub(crate) fn run(&self, specs: &'static [Spec]) -> Vec<Search> {
        let mut searches = self.searches(specs);
        let environment = self.variables(specs);
        let mut local = LocalSources::new(self, &environment, specs);
        loop {
            for (credential, search) in searches.iter_mut().enumerate() {
                while let Some((source, position)) = search.next_source() {
                    match local.answer(source, (credential, position)) {
                        Some(answer) => search.take(answer),
                        None => break,
                    }
                }
            }
            if !custom::answer_waiting(&self.sources, &mut searches) {
                #[cfg(feature = "locked-memory")]
                if self.lock_memory {
                    for search in &mut searches {
                        search.outcome.lock();
                    }
                }
                #[cfg(feature = "env-removal")]
                self.remove_loaded(&searches);
                return searches;
            }
        }
    }

    /// The variables that `specs` may ask for.
    fn variables(&self, specs: &'static [Spec]) -> Environment {
        // An isolated loader does not even look.
        let wanted = if self.isolated { Wanted::default() } else { environment::wanted(specs) };
        #[cfg_attr(not(feature = "dotenv"), expect(unused_mut, reason = "only a file adds to it"))]
        let mut variables = self.environment.snapshot(wanted);
        #[cfg(feature = "dotenv")]
        if let (Some(path), false) = (&self.dotenv, self.isolated) {
            dotenv::add(&mut variables, self, path);
        }
        variables
    }

    /// Every credential with what it was given, before any source is asked.
    fn searches(&self, specs: &'static [Spec]) -> Vec<Search> {
        let nothing = if self.isolated { Outcome::not_given } else { Outcome::default };
        let mut searches = Vec::with_capacity(specs.len());
        for spec in specs {
            searches.push(Search::new(spec, nothing()));
        }
        // An exact ID comes last: it outdoes the spelling of a field.
        let mut exact = Vec::new();
        for (id, secret) in &self.given {
            if let Some(at) = specs.iter().position(|spec| spec.id == id) {
                exact.push((at, secret));
                continue;
            }
            let mut meant = searches.iter_mut().filter(|search| is_alike(search.spec.id, id));
            // One that two credentials could mean is nobody's.
            if let (Some(search), None) = (meant.next(), meant.next()) {
                search.outcome = Outcome::given(secret);
            }
        }
        for (at, secret) in &exact {
            if let Some(search) = searches.get_mut(*at) {
                search.outcome = Outcome::given(secret);
            }
        }
        searches
    }
}

/// Whether two IDs are one but for case and separators, as an ID and its field are.
fn is_alike(one: &str, other: &str) -> bool {
    letters(one) == letters(other)
}

fn letters(id: &str) -> Vec<u8> {
    let mut letters = Vec::with_capacity(id.len());
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() {
            letters.push(byte.to_ascii_lowercase());
        }
    }
    letters
}
