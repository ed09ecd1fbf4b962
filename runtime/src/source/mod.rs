//! The sources that are at hand: variables and files. A new kind is a variant of `SourceSpec`, a file
//! here that answers its requests, and a line in [`LocalSources::answer`]. Sources that programs
//! register are in [`custom`](crate::custom).

mod env;
mod extract;
mod file;

use crate::loader::{Answer, Environment, Loader};
use crate::spec::{SourceSpec, Spec};
use file::FileSource;

/// Index of a credential, and of a source among its sources.
pub(crate) type Position = (usize, usize);

/// Everything at hand during one load.
pub(crate) struct LocalSources<'l> {
    environment: &'l Environment,
    files: FileSource<'l>,
}

impl<'l> LocalSources<'l> {
    pub(crate) fn new(
        loader: &'l Loader,
        environment: &'l Environment,
        specs: &'static [Spec],
    ) -> Self {
        let files = FileSource::new(loader, environment, specs);
        Self { environment, files }
    }

    /// The answer of a source, unless it is not at hand.
    pub(crate) fn answer(
        &mut self,
        source: &'static SourceSpec,
        position: Position,
    ) -> Option<Answer> {
        match source {
            SourceSpec::Env(spec) => Some(env::answer(spec, self.environment, &mut self.files)),
            SourceSpec::File(spec) => Some(self.files.answer(spec, position)),
            SourceSpec::Custom(_) => None,
        }
    }
}
