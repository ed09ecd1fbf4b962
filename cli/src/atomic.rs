//! A file replaced as a whole.

mod beside;
mod unnamed;

use std::fs::{self, DirBuilder, File, Metadata};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use self::beside::beside;
use crate::end::Failure;
use crate::io_words::in_words;

/// Who may read the new file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Its owner.
    Private,
    /// As it was; its owner if it is new.
    Kept,
}

/// Writes to a new file, and puts that in its place. A symbolic link stays, and leads to the new one.
///
/// The new one has no name until it is whole, where the file system can do that: if this process is killed, none is left.
pub(crate) fn write(path: &Path, shown: &str, content: &[u8], mode: Mode) -> Result<(), Failure> {
    let failed = |error: io::Error| Failure(format!("cannot write to `{shown}`: {}", why(&error)));
    let path = real(path).map_err(failed)?;
    let directory = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let before = match fs::metadata(&path) {
        Ok(metadata) if metadata.is_file() => Some(metadata),
        Ok(_) => {
            return Err(Failure(format!("`{shown}` is no file; nothing is written")));
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(failed(error)),
    };
    create(directory).map_err(failed)?;
    let complete = |mut file: &File| {
        if let Some(before) = &before {
            keep_owner(file, before).map_err(|_| {
                Failure(format!(
                    "`{shown}` belongs to another user, who would not own the new one; run this as that user"
                ))
            })?;
        }
        if let (Mode::Kept, Some(before)) = (mode, &before) {
            file.set_permissions(before.permissions()).map_err(failed)?;
        }
        file.write_all(content).and_then(|()| file.sync_all()).map_err(failed)
    };
    let is_done = match unnamed::create(directory) {
        Some(file) => {
            complete(&file)?;
            unnamed::put(&file, directory, &path, before.is_some()).map_err(failed)?
        }
        None => false,
    };
    if !is_done {
        let file = beside().tempfile_in(directory).map_err(failed)?;
        complete(file.as_file())?;
        file.persist(&path).map_err(|error| failed(error.error))?;
    }
    // The name, too, is on the disk when this returns. Where directories cannot be opened there is no way to say so.
    if let Ok(directory) = File::open(directory) {
        let _ = directory.sync_all();
    }
    Ok(())
}

/// Behind links, where there is something.
fn real(path: &Path) -> io::Result<PathBuf> {
    match fs::canonicalize(path) {
        Ok(real) => Ok(real),
        Err(error) if error.kind() == io::ErrorKind::NotFound && !path.is_symlink() => {
            Ok(path.to_owned())
        }
        Err(error) => Err(error),
    }
}

/// With the directories above it that are not there, for this user alone.
fn create(directory: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(directory)
}

#[cfg(unix)]
fn keep_owner(file: &File, before: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};

    let now = file.metadata()?;
    if (now.uid(), now.gid()) == (before.uid(), before.gid()) {
        return Ok(());
    }
    fchown(file, Some(before.uid()), Some(before.gid()))
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &Metadata) -> io::Result<()> {
    Ok(())
}

fn why(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::ReadOnlyFilesystem => {
            "it is mounted read-only; write it where it is mounted from".to_owned()
        }
        io::ErrorKind::PermissionDenied => {
            "this user may not write there; run this as the user who may".to_owned()
        }
        _ => in_words(error),
    }
}
