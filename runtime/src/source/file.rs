//! Secrets in files: each file is opened once a load, and each structured one parsed once.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use crate::credential::Loaded;
use crate::file::{self, Content, Directories};
use crate::loader::{Answer, Environment, Loader};
use crate::reason::{Failure, Place, Reason};
use crate::secret::Secret;
use crate::spec::{FileSpec, Format, KeyPath, SourceSpec, Spec};
use crate::structured::{KeyError, Segments};

use super::Position;

pub(super) struct FileSource<'l> {
    loader: &'l Loader,
    /// What was read, or why it could not be.
    contents: HashMap<PathBuf, Rc<Result<Content, Reason>>>,
    /// Every file source of the load, so that the first to need a file serves all that share it.
    paths: HashMap<Position, Result<PathBuf, Failure>>,
    sharing: HashMap<PathBuf, Vec<(Position, &'static FileSpec)>>,
    extracted: HashMap<Position, Result<Secret, Reason>>,
    directories: Directories,
}

impl<'l> FileSource<'l> {
    pub(super) fn new(
        loader: &'l Loader,
        environment: &Environment,
        specs: &'static [Spec],
    ) -> Self {
        let mut paths = HashMap::new();
        let mut sharing: HashMap<PathBuf, Vec<_>> = HashMap::new();
        for (position, spec) in file_sources(specs) {
            let path = file::expand(&spec.path, environment).map(|path| loader.resolve(&path));
            let failure = |reason| Failure { place: Place::File(spec), reason };
            let path = path.map_err(|reason| environment.fault().unwrap_or(failure(reason)));
            if let (Ok(path), Some(_)) = (&path, &spec.key) {
                sharing.entry(path.clone()).or_default().push((position, spec));
            }
            paths.insert(position, path);
        }
        Self {
            loader,
            contents: HashMap::new(),
            paths,
            sharing,
            extracted: HashMap::new(),
            directories: Directories::default(),
        }
    }

    pub(super) fn answer(&mut self, spec: &'static FileSpec, position: Position) -> Answer {
        let place = Place::File(spec);
        let path = match self.paths.remove(&position) {
            Some(Ok(path)) => path,
            Some(Err(failure)) => return refuse(failure),
            None => return refuse(Failure { place, reason: Reason::FileNotFound }),
        };
        if spec.key.is_none() {
            return self.whole(&path, place);
        }
        if let Some(sharing) = self.sharing.remove(&path) {
            self.extract(&path, &sharing);
        }
        let extracted = self.extracted.remove(&position);
        let content = self.content(&path);
        to_answer(place, extracted.unwrap_or(Err(Reason::FileNotFound)), &content)
    }

    /// The whole of a file that the manifest does not name.
    pub(super) fn answer_whole(&mut self, path: &Path, place: Place) -> Answer {
        self.whole(&self.loader.resolve(path), place)
    }

    fn whole(&mut self, path: &Path, place: Place) -> Answer {
        let content = self.content(path);
        let secret = match &*content {
            Ok(content) => whole_text(content),
            Err(reason) => Err(*reason),
        };
        to_answer(place, secret, &content)
    }

    fn content(&mut self, path: &Path) -> Rc<Result<Content, Reason>> {
        if let Some(content) = self.contents.get(path) {
            return Rc::clone(content);
        }
        let content = Rc::new(self.loader.read(path, &mut self.directories));
        self.contents.insert(path.to_owned(), Rc::clone(&content));
        content
    }

    /// Answers all that want a value of this file, format by format.
    fn extract(&mut self, path: &Path, sharing: &[(Position, &'static FileSpec)]) {
        let content = self.content(path);
        let by_extension = Format::of_extension(path);
        for format in [Format::ByExtension, Format::Json, Format::Yaml] {
            let wanted = sharing.iter().filter_map(|(position, spec)| {
                let asked = match spec.format {
                    Format::ByExtension => by_extension,
                    stated => stated,
                };
                let key: &'static KeyPath = spec.key.as_ref()?;
                (asked == format).then_some((*position, key.segments))
            });
            let (positions, keys): (Vec<Position>, Vec<Segments>) = wanted.unzip();
            if positions.is_empty() {
                continue;
            }
            match content
                .as_ref()
                .as_ref()
                .map_err(|reason| *reason)
                .and_then(|content| extract_as(format, content.text()?, &keys))
            {
                Ok(secrets) => self.extracted.extend(positions.into_iter().zip(secrets)),
                Err(reason) => {
                    let failed = positions.into_iter().map(|position| (position, Err(reason)));
                    self.extracted.extend(failed);
                }
            }
        }
    }
}

/// One answer a key, in order; or why none of them can be had.
type Extraction = Result<Vec<Result<Secret, Reason>>, Reason>;

fn extract_as(format: Format, text: &str, keys: &[Segments]) -> Extraction {
    if text.trim().is_empty() {
        return Err(Reason::FileEmpty);
    }
    match format {
        Format::Json => extract_json(text, keys),
        Format::Yaml => extract_yaml(text, keys),
        // A file whose name does not tell: nearly all JSON is YAML, so JSON goes first.
        Format::ByExtension | Format::Text => match extract_json(text, keys) {
            Err(Reason::JsonSyntax(json)) => match extract_yaml(text, keys) {
                Err(Reason::YamlSyntax(yaml)) => Err(Reason::UnknownSyntax { json, yaml }),
                Err(Reason::FormatUnsupported { .. }) => Err(Reason::JsonSyntax(json)),
                extraction => extraction,
            },
            Err(Reason::FormatUnsupported { .. }) => extract_yaml(text, keys),
            extraction => extraction,
        },
    }
}

#[cfg(feature = "json")]
fn extract_json(text: &str, keys: &[Segments]) -> Extraction {
    let extracted = crate::structured::json::extract(text, keys);
    finish(extracted, Reason::JsonSyntax)
}

#[cfg(not(feature = "json"))]
fn extract_json(_: &str, _: &[Segments]) -> Extraction {
    Err(Reason::FormatUnsupported { feature: "json" })
}

#[cfg(feature = "yaml")]
fn extract_yaml(text: &str, keys: &[Segments]) -> Extraction {
    let extracted = crate::structured::yaml::extract(text, keys);
    finish(extracted, Reason::YamlSyntax)
}

#[cfg(not(feature = "yaml"))]
fn extract_yaml(_: &str, _: &[Segments]) -> Extraction {
    Err(Reason::FormatUnsupported { feature: "yaml" })
}

#[cfg(any(feature = "json", feature = "yaml"))]
fn finish(
    extracted: Result<crate::structured::Extracted, crate::structured::SyntaxError>,
    syntax: fn(crate::structured::SyntaxError) -> Reason,
) -> Extraction {
    let extracted = extracted.map_err(syntax)?;
    let named = extracted.into_iter().map(|value| value.map_err(key_reason));
    Ok(named.collect())
}

fn key_reason(error: KeyError) -> Reason {
    match error {
        KeyError::NotFound { depth } => Reason::KeyNotFound { depth },
        KeyError::Duplicated { depth } => Reason::KeyDuplicated { depth },
        KeyError::Null => Reason::KeyIsNull,
        KeyError::NotScalar => Reason::KeyNotScalar,
        KeyError::Empty => Reason::ValueEmpty,
        KeyError::NotText => Reason::ValueNotText,
    }
}

/// The file's text without the white space around it.
fn whole_text(content: &Content) -> Result<Secret, Reason> {
    match content.text()?.trim() {
        "" => Err(Reason::FileEmpty),
        text => Ok(Secret::copy_of(text)),
    }
}

fn to_answer(
    place: Place,
    secret: Result<Secret, Reason>,
    content: &Result<Content, Reason>,
) -> Answer {
    let warning = || content.as_ref().ok()?.warning(place);
    match secret {
        Ok(secret) => Answer::Found(Loaded::new(secret, place).with_warning(warning())),
        Err(reason) => refuse(Failure { place, reason }),
    }
}

/// A file that is not there leaves the word to the next source; whatever is wrong with one that is
/// there does not. A variable that names a file promises it, so a missing one is an error too.
fn refuse(failure: Failure) -> Answer {
    match (failure.reason, failure.place) {
        (Reason::FileNotFound | Reason::PathVariableNotSet { .. }, Place::File(_)) => {
            Answer::Absent(failure)
        }
        _ => Answer::Broken(failure),
    }
}

fn file_sources(specs: &'static [Spec]) -> impl Iterator<Item = (Position, &'static FileSpec)> {
    specs.iter().enumerate().flat_map(|(credential, spec)| {
        let sources = spec.sources.iter().enumerate();
        sources.filter_map(move |(source, spec)| match spec {
            SourceSpec::File(file) => Some(((credential, source), file)),
            SourceSpec::Env(_) | SourceSpec::Custom(_) => None,
        })
    })
}

impl Format {
    /// By what the path ends in; `ByExtension` where that does not tell.
    fn of_extension(path: &Path) -> Self {
        let extension = path.extension().unwrap_or_default();
        let is = |known| extension.eq_ignore_ascii_case(known);
        if is("json") {
            Self::Json
        } else if is("yaml") || is("yml") {
            Self::Yaml
        } else {
            Self::ByExtension
        }
    }
}
