//! Opens a file so that nothing on the other end can keep us waiting.

use std::fs::File;
use std::io;
use std::path::Path;

use crate::reason::{Reason, Unreadable};

/// A FIFO without a writer blocks a plain `open` for ever, a terminal could become ours: neither
/// happens with these flags, and the descriptor is checked before a byte is read from it.
#[cfg(unix)]
pub(super) fn open(path: &Path) -> Result<File, Reason> {
    use rustix::fs::{Mode, OFlags};
    use rustix::io::Errno;

    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    match rustix::fs::open(path, flags, Mode::empty()) {
        Ok(descriptor) => Ok(File::from(descriptor)),
        // What Unix sockets and some devices answer.
        Err(Errno::NXIO | Errno::OPNOTSUPP | Errno::NODEV) => Err(Reason::FileNotRegular),
        Err(error) => Err(reason(&io::Error::from(error))),
    }
}

#[cfg(not(unix))]
pub(super) fn open(path: &Path) -> Result<File, Reason> {
    // Opening a directory fails on Windows; its error would only say "access denied".
    if path.is_dir() {
        return Err(Reason::FileIsDirectory);
    }
    File::open(path).map_err(|error| reason(&error))
}

pub(super) fn reason(error: &io::Error) -> Reason {
    #[cfg(unix)]
    if rustix::io::Errno::from_io_error(error) == Some(rustix::io::Errno::LOOP) {
        return Reason::FileUnreadable(Unreadable::LinkLoop);
    }
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Reason::FileNotFound,
        io::ErrorKind::PermissionDenied => Reason::FileUnreadable(Unreadable::Permission),
        _ => Reason::FileUnreadable(Unreadable::Other),
    }
}
