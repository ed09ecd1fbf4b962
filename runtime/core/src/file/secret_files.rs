//! Files that a source reads for itself: the same reader, with errors that say nothing of the path.

use std::path::Path;
use std::sync::Arc;

use zeroize::Zeroizing;

use super::Directories;
use super::files::{FileRules, Files, MAX_SIZE};
use super::open::open;
use super::permissions::Permissions;
use crate::contract::{NeededFile, ReadFiles, SecretFiles, SourceError, SourceWarning};
use crate::report::{FileReason, Unreadable};
use crate::secret::WipedOsString;

/// By the rules of [`Loader::new`](crate::Loader::new).
impl Default for SecretFiles {
    fn default() -> Self {
        Self::new(Arc::new(FileRules::DEFAULT))
    }
}

impl SecretFiles {
    pub(crate) fn by(rules: &FileRules) -> Self {
        Self::new(Arc::new(rules.clone()))
    }
}

impl ReadFiles for FileRules {
    fn read(
        &self,
        path: &Path,
        is_secret: bool,
        file: &NeededFile,
    ) -> Result<Zeroizing<Vec<u8>>, SourceError> {
        let mut rules = self.clone();
        if !is_secret {
            rules.permissions = Permissions::Off;
            if rules.max_size < MAX_SIZE {
                rules.max_size = MAX_SIZE;
            }
        }
        let mut files = Files::new(&rules);
        let path = files.resolve(WipedOsString::concat(&[path.as_os_str()]));
        match files.read(path.as_path(), false) {
            Ok(content) => match content.plain_bytes() {
                Ok(_) => Ok(content.into_bytes()),
                Err(reason) => Err(error(reason, file)),
            },
            Err(reason) => Err(error(reason, file)),
        }
    }

    fn check_program(&self, path: &Path) -> Result<Option<SourceWarning>, SourceError> {
        if self.permissions == Permissions::Off {
            return Ok(None);
        }
        let opened = open(path, true, self.permissions, &mut Directories::default());
        let concerns = opened.map_err(|reason| error(reason, &NeededFile::UNNAMED))?.concerns;
        Ok(concerns.first().map(|concern| {
            let code = concern.insecure.code();
            let (problem, fix) = insecure_words(code, &NeededFile::UNNAMED);
            SourceWarning::new(code, problem, fix)
        }))
    }
}

fn error(reason: FileReason, file: &NeededFile) -> SourceError {
    match reason {
        FileReason::NotFound | FileReason::NotInUnit(_) | FileReason::NotNamed(_) => {
            SourceError::new("file_not_found", file.not_found, "create it, or correct its path")
        }
        FileReason::Unreadable(Unreadable::Changing) => SourceError::new(
            "file_unreadable",
            file.changing,
            "write a new file and rename it to this name",
        )
        .retryable(),
        FileReason::Unreadable(Unreadable::LinkLoop) => {
            SourceError::new("file_unreadable", file.link_loop, "make the link point to the file")
        }
        FileReason::Unreadable(Unreadable::Permission | Unreadable::Denied(_)) => SourceError::new(
            "file_unreadable",
            file.denied,
            "give the process's user read permission on it",
        ),
        FileReason::Unreadable(Unreadable::Other) => {
            SourceError::new("file_unreadable", file.unreadable, "check its path and the disk")
        }
        FileReason::NotRegular | FileReason::IsDirectory => {
            SourceError::new("file_not_regular", file.not_regular, "point to a regular file")
        }
        FileReason::TooLarge { .. } => SourceError::new(
            "file_too_large",
            file.too_large,
            "point to the right file, or raise the limit with `Loader::max_file_size`",
        ),
        FileReason::Empty => SourceError::new("file_empty", file.empty, "write it again"),
        FileReason::NotUtf8 | FileReason::Utf16 | FileReason::AppleDouble => {
            SourceError::new("file_not_utf8", file.not_utf8, "store it as plain text")
        }
        FileReason::Encrypted(_) => SourceError::new(
            "value_encrypted",
            file.encrypted,
            "decrypt it before the program reads it",
        ),
        FileReason::Insecure(insecure) => {
            let (problem, fix) = insecure_words(insecure.code(), file);
            SourceError::new(insecure.code(), problem, fix)
        }
    }
}

/// What is wrong, and what to do.
fn insecure_words(code: &'static str, file: &NeededFile) -> (&'static str, &'static str) {
    match code {
        "file_insecure_owner" => (file.owner, "give it to the process's user with `chown`"),
        "file_insecure_directory" => (
            file.directory,
            "find it with `namei -l`, and take the right to write from group and others",
        ),
        _ => (file.mode, "take all rights on it from group and others: `chmod 600`"),
    }
}
