//! Which sources a load asks, for what they do between loads.

use std::sync::Arc;

use super::loader::Loader;
use crate::contract::Source;
use crate::spec::{RemoteSpec, SourceSpec, Spec};

impl Loader {
    /// The sources that a load of `specs` may ask, each once, as far as they are open.
    pub(crate) fn sources_of(&self, specs: &'static [Spec]) -> Vec<Arc<dyn Source>> {
        let mut kinds: Vec<&str> = Vec::new();
        let mut found: Vec<Arc<dyn Source>> = Vec::new();
        if self.isolated {
            return found;
        }
        for source in specs.iter().flat_map(|spec| spec.parts).flat_map(|part| part.sources) {
            let SourceSpec::Remote(remote) = source.place() else { continue };
            if kinds.contains(&remote.kind) {
                continue;
            }
            kinds.push(remote.kind);
            found.extend(self.source_of(remote));
        }
        found
    }

    /// A registered source takes precedence, as where it is asked.
    fn source_of(&self, remote: &RemoteSpec) -> Option<Arc<dyn Source>> {
        let registered = self.sources.iter().rev().find(|(name, _)| name == remote.kind);
        match registered {
            Some((_, source)) => Some(Arc::clone(source)),
            None => self.opened.known_source(remote.opener?),
        }
    }
}
