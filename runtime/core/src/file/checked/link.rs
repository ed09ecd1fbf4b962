//! Looks at an entry of a directory without opening it, and reads it if it is a symbolic link.

use std::rc::Rc;

use rustix::io::Errno;

use super::directory::Directory;
use super::rules::{self, User};
use crate::file::descriptor::errno_reason;
#[cfg(any(target_os = "linux", target_os = "android"))]
use crate::file::descriptor::open_at;
#[cfg(any(target_os = "linux", target_os = "android"))]
use crate::file::opened::reason;
use crate::report::{FileReason, Flaw};

/// How often something that changes under our eyes is looked at again.
pub(super) const TRIES: usize = 16;

pub(super) enum Entry {
    Link(Link),
    Directory,
    Other,
}

#[derive(Clone)]
pub(super) struct Link {
    pub(super) target: Rc<Vec<u8>>,
    pub(super) flaw: Option<Flaw>,
}

/// What `openat` with `O_NOFOLLOW` answers on a symbolic link: POSIX has `ELOOP`, `FreeBSD` `EMLINK`,
/// `NetBSD` `EFTYPE`, and `O_DIRECTORY` makes it `ENOTDIR`.
pub(super) fn may_be_link(error: Errno) -> bool {
    #[cfg(target_os = "netbsd")]
    if error == Errno::FTYPE {
        return true;
    }
    matches!(error, Errno::LOOP | Errno::MLINK | Errno::NOTDIR)
}

/// The link is opened itself, so its owner and its text are those of one link, whatever happens to
/// its name meanwhile.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub(super) fn look(directory: &Directory, name: &[u8], user: &User) -> Result<Entry, FileReason> {
    use std::os::fd::AsFd;
    use std::os::unix::fs::MetadataExt;

    use rustix::fs::{OFlags, readlinkat};

    let flags = OFlags::PATH | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let opened = open_at(directory.file().as_fd(), name, flags);
    let entry = opened.map_err(errno_reason)?;
    let metadata = entry.metadata().map_err(|error| reason(&error))?;
    if metadata.is_dir() {
        return Ok(Entry::Directory);
    }
    if !metadata.is_symlink() {
        return Ok(Entry::Other);
    }
    let target = readlinkat(&entry, c"", Vec::new()).map_err(errno_reason)?;
    let flaw = rules::link(metadata.uid(), user);
    let flaw = flaw.map(|flaw| rules::with_obstacle(flaw, &entry, &metadata));
    Ok(Entry::Link(Link { target: Rc::new(target.into_bytes()), flaw }))
}

/// Without a descriptor of the link itself: its text counts if the same link was there before and
/// after. Where others could swap it, the directory is refused anyway, unless it is sticky, where
/// they cannot swap what is ours or root's.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub(super) fn look(directory: &Directory, name: &[u8], user: &User) -> Result<Entry, FileReason> {
    use rustix::fs::{AtFlags, FileType, readlinkat, statat};

    use crate::report::Unreadable;

    let stat = || {
        let flags = AtFlags::SYMLINK_NOFOLLOW;
        statat(directory.file(), name, flags).map_err(errno_reason)
    };
    for _ in 0..TRIES {
        let before = stat()?;
        match FileType::from_raw_mode(before.st_mode) {
            FileType::Symlink => {}
            FileType::Directory => return Ok(Entry::Directory),
            _ => return Ok(Entry::Other),
        }
        let target = readlinkat(directory.file(), name, Vec::new());
        let after = stat()?;
        let is_same = (before.st_dev, before.st_ino, before.st_uid, before.st_ctime)
            == (after.st_dev, after.st_ino, after.st_uid, after.st_ctime);
        if let (Ok(target), true) = (target, is_same) {
            let flaw = rules::link(before.st_uid, user);
            return Ok(Entry::Link(Link { target: Rc::new(target.into_bytes()), flaw }));
        }
    }
    Err(FileReason::Unreadable(Unreadable::Changing))
}
