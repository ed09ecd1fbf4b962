//! Files that a source reads for itself: the same reader, with errors that say nothing of the path.

use std::path::Path;
use std::sync::Arc;

use zeroize::Zeroizing;

use super::Directories;
use super::files::{FileRules, Files, MAX_SIZE};
use super::open::open;
use super::permissions::Permissions;
use crate::contract::{ReadFiles, SecretFiles, SourceError, SourceWarning};
use crate::report::{FileReason, Unreadable};
use crate::secret::WipedOsString;

/// By the rules of [`Loader::new`](crate::Loader::new).
impl Default for SecretFiles {
    fn default() -> Self {
        Self::new(Arc::new(FileRules::DEFAULT))
    }
}

impl ReadFiles for FileRules {
    fn read(&self, path: &Path, is_secret: bool) -> Result<Zeroizing<Vec<u8>>, SourceError> {
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
                Err(reason) => Err(error(reason)),
            },
            Err(reason) => Err(error(reason)),
        }
    }

    fn check_program(&self, path: &Path) -> Result<Option<SourceWarning>, SourceError> {
        if self.permissions == Permissions::Off {
            return Ok(None);
        }
        let opened = open(path, true, self.permissions, &mut Directories::default());
        let concerns = opened.map_err(error)?.concerns;
        Ok(concerns.first().map(|concern| {
            let code = concern.insecure.code();
            let (problem, fix) = insecure_words(code);
            SourceWarning::new(code, problem, fix)
        }))
    }
}

fn error(reason: FileReason) -> SourceError {
    match reason {
        FileReason::NotFound | FileReason::NotInUnit(_) | FileReason::NotNamed(_) => {
            SourceError::new(
                "file_not_found",
                "a file that it needs does not exist",
                "create it, or correct its path",
            )
        }
        FileReason::Unreadable(Unreadable::Changing) => SourceError::new(
            "file_unreadable",
            "a file that it needs keeps changing while being read",
            "write a new file and rename it to this name",
        )
        .retryable(),
        FileReason::Unreadable(Unreadable::LinkLoop) => SourceError::new(
            "file_unreadable",
            "the path of a file that it needs leads into a symbolic link loop",
            "make the link point to the file",
        ),
        FileReason::Unreadable(Unreadable::Permission | Unreadable::Denied(_)) => SourceError::new(
            "file_unreadable",
            "this process cannot read a file that it needs",
            "give the process's user read permission on it",
        ),
        FileReason::Unreadable(Unreadable::Other) => SourceError::new(
            "file_unreadable",
            "a file that it needs cannot be read",
            "check its path and the disk",
        ),
        FileReason::NotRegular | FileReason::IsDirectory => SourceError::new(
            "file_not_regular",
            "a file that it needs is a directory, or no regular file",
            "point to a regular file",
        ),
        FileReason::TooLarge { .. } => SourceError::new(
            "file_too_large",
            "a file that it needs is larger than the limit",
            "point to the right file, or raise the limit with `Loader::max_file_size`",
        ),
        FileReason::Empty => {
            SourceError::new("file_empty", "a file that it needs is empty", "write it anew")
        }
        FileReason::NotUtf8 | FileReason::Utf16 => SourceError::new(
            "file_not_utf8",
            "a file that it needs does not hold UTF-8 text",
            "store it as plain text",
        ),
        FileReason::Encrypted(_) => SourceError::new(
            "value_encrypted",
            "a file that it needs is encrypted",
            "decrypt it before the program reads it",
        ),
        FileReason::Insecure(insecure) => {
            let (problem, fix) = insecure_words(insecure.code());
            SourceError::new(insecure.code(), problem, fix)
        }
    }
}

/// What is wrong, and what to do.
fn insecure_words(code: &'static str) -> (&'static str, &'static str) {
    match code {
        "file_insecure_owner" => (
            "a file that it needs belongs to neither the process's user nor root",
            "give it to the process's user with `chown`",
        ),
        "file_insecure_directory" => (
            "others can change a directory or a symbolic link on the path to a file that it needs",
            "find it with `namei -l`, and take the right to write from group and others",
        ),
        _ => (
            "others can read or change a file that it needs",
            "take all rights from group and others: `chmod 600`",
        ),
    }
}
