//! Opens what is at a path so that nothing on the other end can keep us waiting.

use std::fs::File;
use std::io;
use std::os::fd::BorrowedFd;

use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;

use super::opened::reason;
use crate::report::{FileReason, Unreadable};

/// A FIFO without a writer blocks a plain `open` for ever, a terminal could become ours: neither
/// happens with these flags, and the descriptor is checked before a byte is read from it.
pub(super) const READ: OFlags =
    OFlags::RDONLY.union(OFlags::NONBLOCK).union(OFlags::NOCTTY).union(OFlags::CLOEXEC);

/// Opens what is at `path`, which begins in `directory` unless it is absolute.
pub(super) fn open_at(
    directory: BorrowedFd<'_>,
    path: &[u8],
    flags: OFlags,
) -> Result<File, Errno> {
    rustix::fs::openat(directory, path, flags, Mode::empty()).map(File::from)
}

pub(super) fn errno_reason(error: Errno) -> FileReason {
    match error {
        // What Unix sockets and some devices answer.
        Errno::NXIO | Errno::OPNOTSUPP | Errno::NODEV => FileReason::NotRegular,
        Errno::LOOP => FileReason::Unreadable(Unreadable::LinkLoop),
        _ => reason(&io::Error::from(error)),
    }
}
