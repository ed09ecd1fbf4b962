//! Secrets in files: each file is opened once a load, and each structured one parsed once.

use core::cmp::Ordering;
use core::mem;
use std::path::Path;
use std::rc::Rc;

use super::at::SourceAt;
use super::decode::{Decoding, Readers};
use super::environment::Environment;
use super::expand::expand;
use super::file_answer::{refuse, to_answer, values, whole};
use super::found::Answer;
use super::unit;
use crate::contract::{SourceError, Unanswered};
use crate::file::{Content, Files, cipher_of};
use crate::format::of_extension;
use crate::report::{Failure, FileReason, Place, Reason, TextReason, ValueReason};
use crate::secret::{Secret, WipedOsString};
use crate::spec::{
    CREDENTIALS_DIRECTORY, DecoderNames, DecoderSpec, FileSpec, Format, PartSpec, SourceSpec,
};

pub(super) struct FileSource<'l> {
    files: Files<'l>,
    environment: &'l Environment,
    readers: Readers,
    decoding: Decoding<'l>,
    /// Every file source of the load, in order.
    requests: Vec<Request>,
    /// The first request of each part, and whether the part is public.
    parts: Vec<(RequestId, bool)>,
    entries: Vec<Entry>,
    /// The same, ordered by what they are read from.
    by_path: Vec<FileId>,
}

#[derive(Clone, Copy)]
struct RequestId(usize);

#[derive(Clone, Copy)]
struct FileId(u32);

impl FileId {
    /// Where it is among the entries.
    fn index(self) -> usize {
        self.0 as usize
    }
}

struct Request {
    spec: &'static FileSpec,
    /// `None` if the path cannot be told; there is an answer then.
    file: Option<FileId>,
    /// There before it is asked for if the file was parsed for another request.
    answer: Option<Answer>,
}

/// A file, as one decoder reads it.
struct Entry {
    path: WipedOsString,
    decoder: Option<&'static DecoderSpec>,
    /// Whether only parts that are public are read from it.
    is_public: bool,
    /// How many will read it: every request for all of it, and one for those that want a value in it.
    readers: usize,
    /// Whether a variable names it, as others may do that nothing tells in advance.
    keep: bool,
    /// The requests for a value in it, until they are answered.
    keyed: Vec<RequestId>,
    /// While another reader may come.
    content: Option<Rc<Result<Content, Reason>>>,
}

impl<'l> FileSource<'l> {
    pub(super) fn new(
        files: Files<'l>,
        environment: &'l Environment,
        readers: Readers,
        decoding: Decoding<'l>,
        parts: &mut dyn ExactSizeIterator<Item = (&'static PartSpec, bool)>,
    ) -> Self {
        let mut source = Self {
            files,
            environment,
            readers,
            decoding,
            requests: Vec::with_capacity(parts.len()),
            parts: Vec::with_capacity(parts.len()),
            entries: Vec::new(),
            by_path: Vec::new(),
        };
        for (part, is_public) in parts {
            source.parts.push((RequestId(source.requests.len()), is_public));
            for kind in part.sources {
                if let SourceSpec::File(file) = kind.place() {
                    source.request(file, is_public);
                }
            }
        }
        source
    }

    fn request(&mut self, spec: &'static FileSpec, is_public: bool) {
        let id = RequestId(self.requests.len());
        let (file, answer) = match self.file_of(spec, is_public) {
            Ok(file) => (Some(file), None),
            Err(failure) => (None, Some(refuse(failure))),
        };
        if let Some(entry) = file.and_then(|file| self.entries.get_mut(file.index())) {
            if spec.key.is_none() || entry.keyed.is_empty() {
                entry.readers += 1;
            }
            if spec.key.is_some() {
                entry.keyed.push(id);
            }
        }
        self.requests.push(Request { spec, file, answer });
    }

    fn file_of(&mut self, spec: &'static FileSpec, is_public: bool) -> Result<FileId, Failure> {
        // Most often the file of the request before.
        if let Some(Request { spec: before, file: Some(file), .. }) = self.requests.last() {
            let is_same = before.path.text == spec.path.text
                && before.path.is_systemd() == spec.path.is_systemd();
            if is_same && name(before.decoder) == name(spec.decoder) {
                let file = *file;
                self.also_for(file, is_public);
                return Ok(file);
            }
        }
        let path = expand(&spec.path, self.environment)
            .map_err(|reason| self.environment.failure(Place::File(spec), reason))?;
        Ok(self.file(path, spec.decoder, is_public))
    }

    /// The file at `path`, which need not be resolved.
    fn file(
        &mut self,
        path: WipedOsString,
        decoder: Option<&'static DecoderSpec>,
        is_public: bool,
    ) -> FileId {
        let path = self.files.resolve(path);
        let found = self.by_path.binary_search_by(|file| match self.entries.get(file.index()) {
            Some(entry) => {
                let by_path = entry.path.as_os_str().cmp(path.as_os_str());
                by_path.then_with(|| name(entry.decoder).cmp(&name(decoder)))
            }
            None => Ordering::Less,
        });
        let new = FileId(u32::try_from(self.entries.len()).unwrap_or(u32::MAX));
        match found {
            Ok(at) => {
                let file = self.by_path.get(at).copied().unwrap_or(new);
                self.also_for(file, is_public);
                file
            }
            Err(at) => {
                self.by_path.insert(at, new);
                self.entries.push(Entry {
                    path,
                    decoder,
                    is_public,
                    readers: 0,
                    keep: false,
                    keyed: Vec::new(),
                    content: None,
                });
                new
            }
        }
    }

    /// What a secret is read from is held to the rules of secrets, and so read again if it was not.
    fn also_for(&mut self, file: FileId, is_public: bool) {
        if let Some(entry) = self.entries.get_mut(file.index()) {
            if entry.is_public && !is_public {
                entry.is_public = false;
                entry.content = None;
            }
        }
    }

    /// Whether the file waits for the secret of a credential that opens it.
    pub(super) fn waits_for(&self, spec: &'static FileSpec) -> Option<&'static str> {
        let id = spec.decoder?.decrypt_with?;
        let is_there = self.decoding.identities.iter().any(|(known, _)| *known == id);
        if is_there { None } else { Some(id) }
    }

    /// The secret of a credential that opens files, or why there is none.
    pub(super) fn give(&mut self, id: &'static str, secret: Result<Secret, SourceError>) {
        self.decoding.identities.push((id, secret));
    }

    /// The answer of one source of a part.
    pub(super) fn answer(&mut self, spec: &'static FileSpec, at: SourceAt) -> Answer {
        let mut answer = self.answer_of_file(spec, at);
        if let Answer::Absent(Failure {
            reason: Reason::File(reason @ FileReason::NotFound), ..
        }) = &mut answer
        {
            if spec.path.is_systemd() {
                let directory = self.environment.get_non_empty(CREDENTIALS_DIRECTORY);
                let unit = directory.and_then(|directory| unit::of(Path::new(directory)));
                *reason = FileReason::NotInUnit(unit);
            }
        }
        answer
    }

    fn answer_of_file(&mut self, spec: &'static FileSpec, at: SourceAt) -> Answer {
        let place = Place::File(spec);
        let nowhere = || refuse(Failure { place, reason: Reason::File(FileReason::NotFound) });
        let id = self.id(at);
        let Some(request) = id.and_then(|id| self.requests.get_mut(id.0)) else {
            return nowhere();
        };
        if let Some(answer) = request.answer.take() {
            return answer;
        }
        let Some(file) = request.file else {
            return nowhere();
        };
        if spec.key.is_none() {
            return whole(&self.content(file), place, spec.format);
        }
        self.answer_keyed(file);
        let request = id.and_then(|id| self.requests.get_mut(id.0));
        request.and_then(|request| request.answer.take()).unwrap_or_else(nowhere)
    }

    fn id(&self, at: SourceAt) -> Option<RequestId> {
        let (mut id, _) = *self.parts.get(at.number)?;
        for before in at.part.sources.get(..at.source)? {
            id.0 += usize::from(matches!(before.place(), SourceSpec::File(_)));
        }
        Some(id)
    }

    /// The whole of a file that the manifest does not name.
    pub(super) fn answer_whole(&mut self, path: &Path, at: SourceAt, place: Place) -> Answer {
        let is_public = self.parts.get(at.number).is_some_and(|(_, is_public)| *is_public);
        let file = self.file(WipedOsString::concat(&[path.as_os_str()]), None, is_public);
        if let Some(entry) = self.entries.get_mut(file.index()) {
            entry.keep = true;
        }
        whole(&self.content(file), place, Format::Text)
    }

    fn content(&mut self, file: FileId) -> Rc<Result<Content, Reason>> {
        let Some(entry) = self.entries.get_mut(file.index()) else {
            return Rc::new(Err(Reason::File(FileReason::NotFound)));
        };
        entry.readers = entry.readers.saturating_sub(1);
        let content = entry.content.take().unwrap_or_else(|| {
            // Ciphertext may be read by everybody.
            let is_public = entry.is_public || entry.decoder.is_some();
            let content = self.files.read(entry.path.as_path(), is_public);
            let content = content.map_err(|reason| {
                if is_public {
                    Reason::File(reason)
                } else {
                    refused_file(reason, &mut self.files, entry)
                }
            });
            Rc::new(match entry.decoder {
                None => content,
                Some(decoder) => content.and_then(|content| match self.readers.decode {
                    Some(decode) => decode(content, entry.path.as_path(), decoder, &self.decoding),
                    None => Err(Reason::Source(Unanswered::NotRegistered)),
                }),
            })
        });
        if entry.readers > 0 || entry.keep {
            entry.content = Some(Rc::clone(&content));
        }
        content
    }

    /// Answers all that want a value in this file, format by format.
    fn answer_keyed(&mut self, file: FileId) {
        let content = self.content(file);
        let Some(Entry { path, keyed, .. }) = self.entries.get_mut(file.index()) else {
            return;
        };
        let by_extension = of_extension(path.as_path());
        let keyed = mem::take(keyed);
        for &format in &[Format::ByExtension, Format::Json, Format::Yaml] {
            let mut asked = Vec::new();
            let mut keys = Vec::new();
            for &id in &keyed {
                let spec = self.requests.get(id.0).map(|request| request.spec);
                let format_of = |spec: &FileSpec| match spec.format {
                    Format::ByExtension => by_extension,
                    stated => stated,
                };
                let spec = spec.filter(|spec| format_of(spec) == format);
                if let Some(key) = spec.and_then(|spec| spec.key.as_ref()) {
                    asked.push(id);
                    keys.push(key.segments);
                }
            }
            if asked.is_empty() {
                continue;
            }
            match values(&content, format, self.readers.yaml, &keys) {
                Ok(mut secrets) => {
                    while let (Some(id), Some(secret)) = (asked.pop(), secrets.pop()) {
                        self.keep_answer(id, secret, &content);
                    }
                }
                Err(reason) => {
                    for id in asked {
                        self.keep_answer(id, Err(reason), &content);
                    }
                }
            }
        }
    }

    fn keep_answer(
        &mut self,
        id: RequestId,
        secret: Result<Secret, Reason>,
        content: &Result<Content, Reason>,
    ) {
        if let Some(request) = self.requests.get_mut(id.0) {
            request.answer = Some(to_answer(Place::File(request.spec), secret, content));
        }
    }
}

/// None and not an empty text where there is none: `memcmp` of no bytes at a dangling pointer takes some
/// processors a hundred nanoseconds.
fn name(decoder: Option<&'static DecoderSpec>) -> Option<DecoderNames> {
    decoder.map(DecoderSpec::names)
}

/// Why a file is refused: if others may read it and it is encrypted, the manifest lacks a word, and its mode is right.
#[cold]
fn refused_file(reason: FileReason, files: &mut Files<'_>, entry: &Entry) -> Reason {
    if matches!(reason, FileReason::Insecure(_)) {
        let public = files.read(entry.path.as_path(), true);
        if let Some(cipher) = public.ok().and_then(|content| cipher_of(content.bytes())) {
            return Reason::Value(ValueReason::Text(TextReason::Encrypted(cipher)));
        }
    }
    Reason::File(reason)
}
