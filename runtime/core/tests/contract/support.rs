//! What the tests share.

use std::fs;
use std::path::Path;

use provider_credentials_core::__private::{
    AnyCredential, FallThrough, Handles, KeyPath, PartSpec, RemoteSpec, SourceSpec, Spec, Table,
    Template, TemplatePart, UNFILLED, load,
};
use provider_credentials_core::{
    ExposeSecret, LoadError, Loader, Source, SourceAnswer, SourceError, SourceRequest,
};

/// Loads the credentials of `specs`, which have to live as long as a program's.
pub(crate) fn load_all(specs: Vec<Spec>, loader: &Loader) -> Vec<AnyCredential> {
    let count = specs.len();
    let table = Box::leak(Box::new(Table::new(specs.leak()).asking().decoding().reading_yaml()));
    let mut handles: Handles = load(table, loader);
    let mut fields = vec![UNFILLED; count];
    handles.fill(&mut fields.iter_mut().collect::<Vec<_>>());
    fields
}

pub(crate) fn load_one(source: SourceSpec, loader: &Loader) -> AnyCredential {
    load_all(vec![spec("it", vec![source])], loader).remove(0)
}

pub(crate) fn spec(id: &'static str, sources: Vec<SourceSpec>) -> Spec {
    Spec::new(id, "example", true, vec![part("secret", sources)].leak())
}

pub(crate) fn part(name: &'static str, sources: Vec<SourceSpec>) -> PartSpec {
    PartSpec { name, sources: sources.leak() }
}

pub(crate) fn remote(kind: &'static str) -> RemoteSpec {
    let noun = format!("{kind} secret `it`").leak();
    let fall_through = FallThrough::ABSENT;
    RemoteSpec { kind, noun, opener: None, params: &[], key: None, fall_through }
}

pub(crate) const fn text(text: &'static str, parts: &'static [TemplatePart]) -> Template {
    Template { text, parts }
}

pub(crate) const fn key(text: &'static str, segments: &'static [&'static str]) -> KeyPath {
    KeyPath { text, segments }
}

/// A file with that mode.
pub(crate) fn write_as(directory: &Path, name: &str, content: &[u8], mode: u32) {
    let path = directory.join(name);
    fs::write(&path, content).unwrap();
    #[cfg(unix)]
    fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(mode)).unwrap();
    #[cfg(not(unix))]
    let _ = mode;
}

/// A loader that sees no variable of the process.
pub(crate) fn loader() -> Loader {
    Loader::new().with_environment::<&str, &str>([])
}

/// Answers every request with the same.
pub(crate) struct Answers(pub(crate) fn(&SourceRequest) -> Result<SourceAnswer, SourceError>);

impl Source for Answers {
    fn fetch(&self, requests: &mut [SourceRequest]) {
        for request in requests {
            let answer = (self.0)(request);
            request.answer_with(answer);
        }
    }
}

pub(crate) fn value(credential: &AnyCredential) -> String {
    match credential.secret() {
        Ok(secret) => secret.expose_secret().to_owned(),
        Err(error) => panic!("{error}"),
    }
}

pub(crate) fn error(credential: &AnyCredential) -> LoadError {
    credential.secret().expect_err("no secret")
}
