use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use provider_credentials::SourceError;
use zeroize::Zeroizing;

use crate::end::Failure;
use crate::io_words::in_words;
use crate::plain::plain;

/// As much as the library reads.
const MOST: usize = 1024 * 1024;

/// A file and what is in it.
pub(crate) struct Input {
    path: PathBuf,
    /// As messages have it.
    shown: String,
    content: Zeroizing<Vec<u8>>,
}

impl Input {
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        let shown = plain(&path.display().to_string());
        let content = read(path, &shown)?;
        Ok(Self { path: path.to_owned(), shown, content })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn shown(&self) -> &str {
        &self.shown
    }

    pub(crate) fn content(&self) -> &[u8] {
        &self.content
    }

    /// The file's own.
    pub(crate) fn name(&self) -> &OsStr {
        self.path.file_name().unwrap_or_default()
    }

    /// That the file is still what was read: what another process wrote meanwhile is not lost.
    pub(crate) fn require_unchanged(&self) -> Result<(), Failure> {
        if *read(&self.path, &self.shown)? == *self.content {
            return Ok(());
        }
        Err(Failure(format!(
            "`{}` was changed by another process meanwhile; nothing is written",
            self.shown
        )))
    }

    /// The same content, if it can be read once it is encrypted.
    pub(crate) fn require_loadable(&self, encrypted: Vec<u8>) -> Result<Vec<u8>, Failure> {
        if encrypted.len() <= MOST {
            return Ok(encrypted);
        }
        Err(Failure(format!(
            "`{}` would be larger than 1 MiB when it is encrypted, which no program loads; divide it",
            self.shown
        )))
    }

    /// What is wrong with it.
    pub(crate) fn failure(&self, error: SourceError) -> Failure {
        self.failure_of(&error.to_string(), error.code())
    }

    /// The same, in other words.
    pub(super) fn failure_of(&self, text: &str, code: &str) -> Failure {
        Failure(format!("`{}`: {text} [{code}]", self.shown))
    }
}

/// A regular file as a whole, in a buffer that never moves.
pub(crate) fn read(path: &Path, shown: &str) -> Result<Zeroizing<Vec<u8>>, Failure> {
    let failed = |error: io::Error| Failure(format!("cannot read `{shown}`: {}", in_words(&error)));
    let metadata = path.metadata().map_err(failed)?;
    if !metadata.is_file() {
        return Err(Failure(format!("`{shown}` is no file; name a file")));
    }
    let file = File::open(path).map_err(failed)?;
    let mut content = Zeroizing::new(vec![0; MOST + 1]);
    let mut file = file.take(MOST as u64 + 1);
    let mut length = 0;
    while let Some(rest) = content.get_mut(length..).filter(|rest| !rest.is_empty()) {
        match file.read(rest) {
            Ok(0) => break,
            Ok(count) => length += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(failed(error)),
        }
    }
    if length > MOST {
        return Err(Failure(format!("`{shown}` is larger than 1 MiB, which no program loads")));
    }
    content.truncate(length);
    Ok(content)
}
