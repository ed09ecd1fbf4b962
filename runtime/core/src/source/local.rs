use super::at::SourceAt;
use super::decode::Readers;
use super::env;
use super::environment::Environment;
use super::files::FileSource;
use super::found::Answer;
use super::text;
use crate::contract::Opened;
use crate::file::Files;
use crate::spec::{PartSpec, SourceSpec};

/// What is at hand during one load: variables, and files.
pub(crate) struct LocalSources<'l> {
    environment: &'l Environment,
    files: FileSource<'l>,
}

impl<'l> LocalSources<'l> {
    pub(crate) fn new(
        files: Files<'l>,
        environment: &'l Environment,
        readers: Readers,
        opened: &'l Opened,
        parts: &mut dyn ExactSizeIterator<Item = (&'static PartSpec, bool)>,
    ) -> Self {
        let files = FileSource::new(files, environment, readers, opened, parts);
        Self { environment, files }
    }

    /// `None` from a source that is not at hand.
    pub(crate) fn answer(&mut self, source: &'static SourceSpec, at: SourceAt) -> Option<Answer> {
        match source.place() {
            SourceSpec::Env(env) => Some(env::answer(env, at, self.environment, &mut self.files)),
            SourceSpec::File(file) => {
                let mut answer = self.files.answer(file, at);
                for name in file.path.variables() {
                    answer.warn(self.environment.warnings(name));
                }
                Some(answer)
            }
            SourceSpec::Text(text) => {
                Some(text::answer(text, !at.part.is_of_config(), self.environment))
            }
            SourceSpec::Remote(_) | SourceSpec::Encoded(..) => None,
        }
    }
}
