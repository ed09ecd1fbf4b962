//! The kinds of sources. A new kind is a variant of `SourceSpec`, a file here that answers its
//! requests, and a line in [`Sources::answer`].

mod env;
mod file;

use crate::loader::{Answer, Environment, Loader};
use crate::spec::{SourceSpec, Spec};
use file::FileSource;

/// One source of one credential.
pub(crate) struct Request {
    /// Index of the credential, and of the source among its sources.
    pub(crate) position: Position,
    pub(crate) source: &'static SourceSpec,
}

pub(crate) type Position = (usize, usize);

/// Everything that can be asked during one load.
pub(crate) struct Sources<'l> {
    environment: &'l Environment,
    files: FileSource<'l>,
}

impl<'l> Sources<'l> {
    pub(crate) fn new(
        loader: &'l Loader,
        environment: &'l Environment,
        specs: &'static [Spec],
    ) -> Self {
        let files = FileSource::new(loader, environment, specs);
        Self { environment, files }
    }

    /// One answer a request, in order.
    pub(crate) fn answer(&mut self, requests: &[Request]) -> Vec<Answer> {
        let answer = |request: &Request| match request.source {
            SourceSpec::Env(spec) => env::answer(spec, self.environment, &mut self.files),
            SourceSpec::File(spec) => self.files.answer(spec, request.position),
        };
        requests.iter().map(answer).collect()
    }
}
