use core::mem;

use super::at::SourceAt;
use super::decode::{Decoding, Readers};
use super::env;
use super::environment::Environment;
use super::files::FileSource;
use super::found::Answer;
use super::text;
use crate::contract::SourceError;
use crate::file::Files;
use crate::secret::Secret;
use crate::spec::{PartSpec, SourceSpec};

/// What is at hand during one load: variables, and files.
pub(crate) struct LocalSources<'l> {
    environment: &'l Environment,
    files: FileSource<'l>,
    /// The credentials whose secrets open files that were asked for, and which were not known then.
    wanted: Vec<&'static str>,
}

impl<'l> LocalSources<'l> {
    pub(crate) fn new(
        files: Files<'l>,
        readers: Readers,
        decoding: Decoding<'l>,
        parts: &mut dyn ExactSizeIterator<Item = (&'static PartSpec, bool)>,
    ) -> Self {
        let environment = decoding.environment;
        let files = FileSource::new(files, environment, readers, decoding, parts);
        Self { environment, files, wanted: Vec::new() }
    }

    /// The credentials whose secrets are needed to go on.
    pub(crate) fn take_wanted(&mut self) -> Vec<&'static str> {
        mem::take(&mut self.wanted)
    }

    /// Asks for the secret of a credential.
    pub(crate) fn want(&mut self, id: &'static str) {
        if !self.wanted.contains(&id) {
            self.wanted.push(id);
        }
    }

    /// The secret of such a credential, or why there is none.
    pub(crate) fn give(&mut self, id: &'static str, secret: Result<Secret, SourceError>) {
        self.files.give(id, secret);
    }

    /// `None` from a source that is not at hand, or not yet.
    pub(crate) fn answer(&mut self, source: &'static SourceSpec, at: SourceAt) -> Option<Answer> {
        match source.place() {
            SourceSpec::Env(env) => Some(env::answer(env, at, self.environment, &mut self.files)),
            SourceSpec::File(file) => {
                if let Some(id) = self.files.waits_for(file) {
                    self.want(id);
                    return None;
                }
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
