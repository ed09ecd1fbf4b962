//! Where the plain text is while it is edited.

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use zeroize::Zeroizing;

use crate::end::Failure;
use crate::io_words::in_words;
use crate::plain::plain;
use crate::private_directory;
use crate::sealed::read_file;

/// A directory for this user alone, with a file in it; both are wiped and gone when this goes.
pub(super) struct Desk {
    directory: TempDir,
    file: PathBuf,
}

impl Desk {
    pub(super) fn new(name: &OsStr, content: &[u8], allow_disk: bool) -> Result<Self, Failure> {
        let (directory, is_in_memory) = private_directory::create()?;
        if !(is_in_memory || allow_disk) {
            return Err(Failure(
                "there is no file system in memory here (`XDG_RUNTIME_DIR`, `/dev/shm`), and a disk may keep what was \
                 removed; `--allow-disk` edits there"
                    .to_owned(),
            ));
        }
        let file = directory.path().join(name);
        let desk = Self { directory, file };
        let written = || {
            let new = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&desk.file);
            new?.write_all(content)
        };
        let failed = |error: io::Error| {
            let shown = plain(&desk.directory.path().display().to_string());
            Failure(format!("cannot write to `{shown}`: {}", in_words(&error)))
        };
        written().map_err(failed)?;
        Ok(desk)
    }

    pub(super) fn directory(&self) -> &Path {
        self.directory.path()
    }

    pub(super) fn file(&self) -> &Path {
        &self.file
    }

    /// What the editor has left.
    pub(super) fn read(&self) -> Result<Zeroizing<Vec<u8>>, Failure> {
        read_file(&self.file, &plain(&self.file.display().to_string()))
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        wipe(self.directory.path());
    }
}

/// Overwrites all files in a directory, and removes it.
pub(super) fn wipe(directory: &Path) {
    overwrite(directory);
    if let Err(error) = fs::remove_dir_all(directory) {
        if error.kind() != io::ErrorKind::NotFound {
            let shown = plain(&directory.display().to_string());
            let _ = writeln!(io::stderr(), "error: cannot remove `{shown}`: {}", in_words(&error));
        }
    }
}

fn overwrite(directory: &Path) {
    for entry in fs::read_dir(directory).into_iter().flatten().flatten() {
        let path = entry.path();
        // Of a link, not what it leads to.
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => overwrite(&path),
            Ok(kind) if kind.is_file() => drop(with_zeros(&path)),
            _ => {}
        }
    }
}

fn with_zeros(path: &Path) -> io::Result<()> {
    let mut file: File = OpenOptions::new().write(true).open(path)?;
    let length = file.metadata()?.len();
    io::copy(&mut io::Read::take(io::repeat(0), length), &mut file)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests state what must hold")]

    use super::*;

    #[test]
    fn files_are_overwritten_before_they_go() {
        let directory = tempfile::tempdir().unwrap();
        let inside = directory.path().join("inside");
        fs::create_dir_all(inside.join("below")).unwrap();
        let kept = directory.path().join("kept");
        fs::write(inside.join("below/file"), "s3ntinel").unwrap();
        fs::hard_link(inside.join("below/file"), &kept).unwrap();
        let other = directory.path().join("other");
        fs::write(&other, "other").unwrap();
        std::os::unix::fs::symlink(&other, inside.join("link")).unwrap();
        wipe(&inside);
        assert!(!inside.exists());
        assert_eq!(fs::read(kept).unwrap(), [0; 8]);
        assert_eq!(fs::read(other).unwrap(), b"other");
    }
}
