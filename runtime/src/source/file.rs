//! Secrets in files: each file is opened once a load, and each structured one parsed once.

use core::cmp::Ordering;
use core::mem;
use std::path::Path;
use std::rc::Rc;

use crate::credential::Loaded;
use crate::file::{self, Content, Directories, WipedPath};
use crate::loader::{Answer, Environment, Loader};
use crate::reason::{Failure, Place, Reason};
use crate::secret::Secret;
use crate::spec::{FileSpec, Format, SourceSpec, Spec};

use super::Position;
use super::extract::{extract, key_reason};

pub(super) struct FileSource<'l> {
    loader: &'l Loader,
    /// Every file source of the load, in order.
    requests: Vec<Request>,
    /// The first request of each, and all its sources.
    credentials: Vec<(usize, &'static [SourceSpec])>,
    files: Vec<File>,
    /// The same, ordered by their paths.
    by_path: Vec<usize>,
    directories: Directories,
}

struct Request {
    spec: &'static FileSpec,
    /// Which of the files.
    file: usize,
    /// There before it is asked for where the path could not be told, or the file was parsed for
    /// another request.
    answer: Option<Answer>,
}

struct File {
    path: WipedPath,
    /// How many will read it: every request for all of it, and one for those that want a value in it.
    readers: usize,
    /// The requests for a value in it, until they are answered.
    keyed: Vec<usize>,
    /// Kept while another reader may come.
    content: Option<Rc<Result<Content, Reason>>>,
}

/// Of a request whose path could not be told.
const NO_FILE: usize = usize::MAX;

impl<'l> FileSource<'l> {
    pub(super) fn new(
        loader: &'l Loader,
        environment: &Environment,
        specs: &'static [Spec],
    ) -> Self {
        let mut source = Self {
            loader,
            requests: Vec::with_capacity(specs.len()),
            credentials: Vec::with_capacity(specs.len()),
            files: Vec::new(),
            by_path: Vec::new(),
            directories: Directories::default(),
        };
        for spec in specs {
            source.credentials.push((source.requests.len(), spec.sources));
            for kind in spec.sources {
                if let SourceSpec::File(file) = kind {
                    source.request(file, environment);
                }
            }
        }
        source
    }

    fn request(&mut self, spec: &'static FileSpec, environment: &Environment) {
        let number = self.requests.len();
        // Most often the file of the request before.
        let before = self.requests.last().filter(|last| last.spec.path.text == spec.path.text);
        let (file, answer) = match before.map(|last| last.file).filter(|file| *file != NO_FILE) {
            Some(file) => (file, None),
            None => match file::expand(&spec.path, environment) {
                Ok(path) => (self.file(path), None),
                Err(reason) => {
                    let failure = Failure { place: Place::File(spec), reason };
                    (NO_FILE, Some(refuse(environment.fault().unwrap_or(failure))))
                }
            },
        };
        if let Some(file) = self.files.get_mut(file) {
            if spec.key.is_none() || file.keyed.is_empty() {
                file.readers += 1;
            }
            if spec.key.is_some() {
                file.keyed.push(number);
            }
        }
        self.requests.push(Request { spec, file, answer });
    }

    /// The file at `path`, which need not be resolved.
    fn file(&mut self, path: WipedPath) -> usize {
        let path = self.loader.resolve(path);
        let found = self.by_path.binary_search_by(|file| match self.files.get(*file) {
            Some(file) => file.path.as_os_str().cmp(path.as_os_str()),
            None => Ordering::Less,
        });
        match found {
            Ok(at) => self.by_path.get(at).copied().unwrap_or(NO_FILE),
            Err(at) => {
                let next = self.files.len();
                self.by_path.insert(at, next);
                self.files.push(File { path, readers: 0, keyed: Vec::new(), content: None });
                next
            }
        }
    }

    pub(super) fn answer(&mut self, spec: &'static FileSpec, position: Position) -> Answer {
        let place = Place::File(spec);
        let nowhere = || refuse(Failure { place, reason: Reason::FileNotFound });
        let number = self.number(position);
        let Some(request) = self.requests.get_mut(number) else {
            return nowhere();
        };
        if let Some(answer) = request.answer.take() {
            return answer;
        }
        let file = request.file;
        if spec.key.is_none() {
            return whole(&self.content(file), place);
        }
        self.answer_keyed(file);
        let request = self.requests.get_mut(number);
        request.and_then(|request| request.answer.take()).unwrap_or_else(nowhere)
    }

    /// Which of the requests stands there in the manifest.
    fn number(&self, (credential, source): Position) -> usize {
        let Some((first, sources)) = self.credentials.get(credential) else {
            return usize::MAX;
        };
        let mut number = *first;
        for before in sources.get(..source).unwrap_or_default() {
            number += usize::from(matches!(before, SourceSpec::File(_)));
        }
        number
    }

    /// The whole of a file that the manifest does not name.
    pub(super) fn answer_whole(&mut self, path: &Path, place: Place) -> Answer {
        let file = self.file(WipedPath::concat(&[path.as_os_str()]));
        if let Some(file) = self.files.get_mut(file) {
            // Nobody knows how many more there are.
            file.readers += 2;
        }
        whole(&self.content(file), place)
    }

    fn content(&mut self, file: usize) -> Rc<Result<Content, Reason>> {
        let Some(file) = self.files.get_mut(file) else {
            return Rc::new(Err(Reason::FileNotFound));
        };
        file.readers = file.readers.saturating_sub(1);
        let kept = file.content.take();
        let read = || Rc::new(self.loader.read(file.path.as_path(), &mut self.directories));
        let content = kept.unwrap_or_else(read);
        if file.readers > 0 {
            file.content = Some(Rc::clone(&content));
        }
        content
    }

    /// Answers all that want a value in this file, format by format.
    fn answer_keyed(&mut self, file: usize) {
        let content = self.content(file);
        let Some(File { path, keyed, .. }) = self.files.get_mut(file) else {
            return;
        };
        let by_extension = Format::of_extension(path.as_path());
        let keyed = mem::take(keyed);
        for &format in &[Format::ByExtension, Format::Json, Format::Yaml] {
            let mut asked = Vec::new();
            let mut keys = Vec::new();
            for &at in &keyed {
                let spec = self.requests.get(at).map(|request| request.spec);
                let format_of = |spec: &FileSpec| match spec.format {
                    Format::ByExtension => by_extension,
                    stated => stated,
                };
                let spec = spec.filter(|spec| format_of(spec) == format);
                if let Some(key) = spec.and_then(|spec| spec.key.as_ref()) {
                    asked.push(at);
                    keys.push(key.segments);
                }
            }
            if asked.is_empty() {
                continue;
            }
            let extracted = match &*content {
                Ok(content) => content.text().and_then(|text| extract(format, text, &keys)),
                Err(reason) => Err(*reason),
            };
            match extracted {
                Ok(mut secrets) => {
                    while let (Some(at), Some(secret)) = (asked.pop(), secrets.pop()) {
                        self.keep_answer(at, secret.map_err(key_reason), &content);
                    }
                }
                Err(reason) => {
                    for at in &asked {
                        self.keep_answer(*at, Err(reason), &content);
                    }
                }
            }
        }
    }

    fn keep_answer(
        &mut self,
        request: usize,
        secret: Result<Secret, Reason>,
        content: &Result<Content, Reason>,
    ) {
        if let Some(request) = self.requests.get_mut(request) {
            request.answer = Some(to_answer(Place::File(request.spec), secret, content));
        }
    }
}

fn whole(content: &Result<Content, Reason>, place: Place) -> Answer {
    let secret = content.as_ref().map_err(|reason| *reason).and_then(whole_text);
    to_answer(place, secret, content)
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
    match secret {
        Ok(secret) => {
            let warnings = match content {
                Ok(content) => content.warnings(place),
                Err(_) => Vec::new(),
            };
            Answer::Found(Loaded::new(secret, place, warnings))
        }
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
