use super::env;
use super::environment::Environment;
use super::expand::expand_text;
use super::files::FileSource;
use super::found::Answer;
use crate::contract::{Opened, SourceRequest};
use crate::file::Files;
use crate::report::{EnvReason, Failure, Place, Reason};
use crate::spec::{PartSpec, RemoteSpec, SourceSpec, Spec};

/// A source of a part: the part's place in the load, and the source's among those of the part.
#[derive(Clone, Copy)]
pub(crate) struct SourceAt {
    pub(crate) part: usize,
    pub(crate) source: usize,
}

/// What is at hand during one load: variables, and files.
pub(crate) struct LocalSources<'l> {
    environment: &'l Environment,
    files: FileSource<'l>,
}

/// What a source says without being asked from afar.
pub(crate) enum Local {
    Answer(Answer),
    /// It has to be asked.
    Remote(&'static RemoteSpec, SourceRequest),
}

impl<'l> LocalSources<'l> {
    pub(crate) fn new(
        files: Files<'l>,
        environment: &'l Environment,
        opened: &'l Opened,
        parts: &mut dyn ExactSizeIterator<Item = &'static PartSpec>,
    ) -> Self {
        let files = FileSource::new(files, environment, opened, parts);
        Self { environment, files }
    }

    pub(crate) fn answer(
        &mut self,
        spec: &'static Spec,
        source: &'static SourceSpec,
        at: SourceAt,
    ) -> Local {
        match source {
            SourceSpec::Env(env) => {
                Local::Answer(env::answer(env, self.environment, &mut self.files))
            }
            SourceSpec::File(file) => Local::Answer(self.files.answer(file, at.part, at.source)),
            SourceSpec::Remote(remote) => self.remote(spec, remote, at),
        }
    }

    fn remote(&self, spec: &'static Spec, remote: &'static RemoteSpec, at: SourceAt) -> Local {
        let mut params = Vec::with_capacity(remote.params.len());
        for (name, template) in remote.params {
            match expand_text(template, self.environment) {
                Ok(text) => params.push((*name, text)),
                Err(reason) => return Local::Answer(self.unexpanded(remote, reason)),
            }
        }
        Local::Remote(remote, SourceRequest::new(at.part, spec.id, spec.provider, params))
    }

    fn unexpanded(&self, remote: &'static RemoteSpec, reason: EnvReason) -> Answer {
        if let Some(failure) = self.environment.dotenv_failure() {
            return Answer::Broken(failure);
        }
        let failure = Failure { place: Place::Remote(remote), reason: Reason::Env(reason) };
        match reason {
            EnvReason::PathVariableNotSet { .. } => Answer::Absent(failure),
            _ => Answer::Broken(failure),
        }
    }
}
