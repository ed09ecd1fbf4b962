//! Opens a file so that nothing on the other end can keep us waiting.

use std::fs::File;
use std::io;
#[cfg(unix)]
use std::os::fd::BorrowedFd;
#[cfg(unix)]
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

#[cfg(unix)]
use rustix::fs::{CWD, Mode, OFlags};
#[cfg(unix)]
use rustix::io::Errno;

use crate::loader::Permissions;
use crate::reason::{Reason, Unreadable};
use crate::warning::Concern;

use super::Directories;

/// An open regular file, and what there is to say about it.
pub(super) struct Opened {
    pub(super) file: File,
    /// Of the open file.
    pub(super) metadata: std::fs::Metadata,
    pub(super) concerns: Vec<Concern>,
}

impl Opened {
    fn unchecked(file: File) -> Result<Self, Reason> {
        let metadata = file.metadata().map_err(|error| reason(&error))?;
        expect_regular(&metadata)?;
        Ok(Self { file, metadata, concerns: Vec::new() })
    }
}

pub(super) fn expect_regular(metadata: &std::fs::Metadata) -> Result<(), Reason> {
    if metadata.is_dir() {
        return Err(Reason::FileIsDirectory);
    }
    if metadata.is_file() { Ok(()) } else { Err(Reason::FileNotRegular) }
}

#[cfg(unix)]
pub(super) fn open(
    path: &Path,
    permissions: Permissions,
    directories: &mut Directories,
) -> Result<Opened, Reason> {
    match permissions {
        Permissions::Enforce => super::checked::open(path, true, directories),
        Permissions::Warn => super::checked::open(path, false, directories),
        Permissions::Off => {
            let opened = open_at(CWD, path.as_os_str().as_bytes(), READ);
            Opened::unchecked(opened.map_err(errno_reason)?)
        }
    }
}

/// A FIFO without a writer blocks a plain `open` for ever, a terminal could become ours: neither
/// happens with these flags, and the descriptor is checked before a byte is read from it.
#[cfg(unix)]
pub(super) const READ: OFlags =
    OFlags::RDONLY.union(OFlags::NONBLOCK).union(OFlags::NOCTTY).union(OFlags::CLOEXEC);

/// Opens what is at `path`, which begins in `directory` unless it is absolute.
#[cfg(unix)]
pub(super) fn open_at(
    directory: BorrowedFd<'_>,
    path: &[u8],
    flags: OFlags,
) -> Result<File, Errno> {
    rustix::fs::openat(directory, path, flags, Mode::empty()).map(File::from)
}

#[cfg(unix)]
pub(super) fn errno_reason(error: Errno) -> Reason {
    match error {
        // What Unix sockets and some devices answer.
        Errno::NXIO | Errno::OPNOTSUPP | Errno::NODEV => Reason::FileNotRegular,
        Errno::LOOP => Reason::FileUnreadable(Unreadable::LinkLoop),
        _ => reason(&io::Error::from(error)),
    }
}

#[cfg(not(unix))]
pub(super) fn open(path: &Path, _: Permissions, _: &mut Directories) -> Result<Opened, Reason> {
    // Opening a directory fails on Windows; its error would only say "access denied".
    if path.is_dir() {
        return Err(Reason::FileIsDirectory);
    }
    Opened::unchecked(File::open(path).map_err(|error| reason(&error))?)
}

pub(super) fn reason(error: &io::Error) -> Reason {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Reason::FileNotFound,
        io::ErrorKind::PermissionDenied => Reason::FileUnreadable(Unreadable::Permission),
        _ => Reason::FileUnreadable(Unreadable::Other),
    }
}
