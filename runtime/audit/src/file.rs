//! The file: opening, locking, reading its ends, appending.

use std::ffi::{CStr, CString};
use std::fs::File;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::FileExt as _;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

#[cfg(not(target_os = "linux"))]
use rustix::fs::statat;
use rustix::fs::{
    AtFlags, FileType, FlockOperation, Mode, OFlags, Stat, flock, fstat, ftruncate, open, openat,
};
use rustix::io::Errno;

use crate::clock::after;
use crate::failure::Failure;

/// Which file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Id {
    device: u64,
    inode: u64,
}

#[derive(Debug)]
pub(crate) struct LogFile {
    file: File,
    id: Id,
    /// Where it is, so that a look at its name does not walk there.
    directory: OwnedFd,
    name: CString,
}

/// Who has the lock needs it for some microseconds. Longer waits would be for ever where others ask again and again.
const WAIT: Duration = Duration::from_micros(50);
/// How often it is tried without waiting.
const SPINS: u32 = 10;

impl LogFile {
    /// Opens it, or creates it for its owner alone.
    pub(crate) fn open(path: &Path) -> Result<Self, Failure> {
        let name = path.file_name().ok_or(Failure::NotRegular)?;
        let name = CString::new(name.as_bytes()).map_err(|_| Failure::NotRegular)?;
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        let directory = open(parent.unwrap_or(Path::new(".")), flags, Mode::empty());
        let directory = directory.map_err(|error| match error {
            Errno::NOENT | Errno::NOTDIR => Failure::NoDirectory,
            error => of(error),
        })?;
        let stat = fstat(&directory).map_err(of)?;
        let is_sticky = Mode::from_raw_mode(stat.st_mode).contains(Mode::SVTX);
        // Its owner can replace what is in it, also if it is sticky.
        if !is_ours(&stat) || (may_others_write(&stat) && !is_sticky) {
            return Err(Failure::InsecureDirectory);
        }
        let flags = OFlags::RDWR
            | OFlags::APPEND
            | OFlags::CREATE
            | OFlags::NOFOLLOW
            | OFlags::CLOEXEC
            // A FIFO would wait for its other end.
            | OFlags::NONBLOCK;
        let file = openat(&directory, &*name, flags, Mode::RUSR | Mode::WUSR).map_err(of)?;
        let stat = fstat(&file).map_err(of)?;
        if FileType::from_raw_mode(stat.st_mode) != FileType::RegularFile {
            return Err(Failure::NotRegular);
        }
        if may_others_write(&stat) || !is_ours(&stat) {
            return Err(Failure::Insecure);
        }
        Ok(Self { file: file.into(), id: id(&stat), directory, name })
    }

    /// Waits until no other process is in the file.
    pub(crate) fn lock(&self, limit: Duration) -> Result<Lock<'_>, Failure> {
        let (mut tries, mut until) = (0, None);
        loop {
            match flock(&self.file, FlockOperation::NonBlockingLockExclusive) {
                Ok(()) => return Ok(Lock(&self.file)),
                Err(Errno::WOULDBLOCK | Errno::INTR) => {}
                Err(error) => return Err(of(error)),
            }
            let now = Instant::now();
            if now >= *until.get_or_insert_with(|| after(now, limit)) {
                return Err(Failure::Locked);
            }
            tries += 1;
            if tries < SPINS {
                thread::yield_now();
            } else {
                thread::sleep(WAIT);
            }
        }
    }

    pub(crate) fn size(&self) -> Result<u64, Failure> {
        let stat = fstat(&self.file).map_err(of)?;
        Ok(size(&stat))
    }

    /// How long it is, if it still has its name: to rotate is to rename.
    pub(crate) fn size_by_name(&self) -> Result<Option<u64>, Failure> {
        match named(&self.directory, &self.name) {
            Ok((id, size)) => Ok((id == self.id).then_some(size)),
            Err(Errno::NOENT) => Ok(None),
            Err(error) => Err(of(error)),
        }
    }

    pub(crate) fn read(&self, from: u64, length: u64) -> Result<Vec<u8>, Failure> {
        let mut bytes = vec![0; usize::try_from(length).map_err(|_| Failure::Other)?];
        self.file.read_exact_at(&mut bytes, from).map_err(|_| Failure::Other)?;
        Ok(bytes)
    }

    /// All of it or nothing, at the end of a file of that size.
    pub(crate) fn append(&self, bytes: &[u8], size: u64) -> Result<(), Failure> {
        let mut rest = bytes;
        let failure = loop {
            match rustix::io::write(&self.file, rest) {
                Ok(0) => break Failure::Full,
                Ok(written) => rest = rest.get(written..).unwrap_or_default(),
                Err(Errno::INTR) => {}
                Err(error) => break of(error),
            }
            if rest.is_empty() {
                return Ok(());
            }
        };
        // What got there is no record. Where it cannot be taken back, whoever comes next says that it is torn.
        _ = ftruncate(&self.file, size);
        Err(failure)
    }

    /// Of what is no record and never was one.
    pub(crate) fn clear(&self) -> Result<(), Failure> {
        ftruncate(&self.file, 0).map_err(of)
    }

    pub(crate) fn sync(&self) -> Result<(), Failure> {
        // On Apple's systems this asks the drive too (`F_FULLFSYNC`), which `fdatasync` does not, where it is there at all.
        self.file
            .sync_data()
            .map_err(|error| Errno::from_io_error(&error).map_or(Failure::Other, of))
    }
}

/// While this lives, no other process appends.
pub(crate) struct Lock<'f>(&'f File);

impl Drop for Lock<'_> {
    fn drop(&mut self) {
        // What is closed is unlocked too.
        _ = flock(self.0, FlockOperation::Unlock);
    }
}

/// Which file has the name, and how long it is. To ask for that alone takes a third less than for all.
#[cfg(target_os = "linux")]
fn named(directory: &OwnedFd, name: &CStr) -> Result<(Id, u64), Errno> {
    use rustix::fs::{StatxFlags, makedev, statx};

    let wanted = StatxFlags::INO | StatxFlags::SIZE;
    let found = statx(directory, name, AtFlags::SYMLINK_NOFOLLOW, wanted)?;
    let device = makedev(found.stx_dev_major, found.stx_dev_minor);
    Ok((Id { device, inode: found.stx_ino }, found.stx_size))
}

#[cfg(not(target_os = "linux"))]
fn named(directory: &OwnedFd, name: &CStr) -> Result<(Id, u64), Errno> {
    let stat = statat(directory, name, AtFlags::SYMLINK_NOFOLLOW)?;
    Ok((id(&stat), size(&stat)))
}

fn size(stat: &Stat) -> u64 {
    u64::try_from(stat.st_size).unwrap_or(0)
}

#[allow(
    clippy::useless_conversion,
    clippy::unnecessary_cast,
    clippy::cast_sign_loss,
    reason = "types differ by system"
)]
fn id(stat: &Stat) -> Id {
    Id { device: stat.st_dev as u64, inode: stat.st_ino.into() }
}

/// The process's user's, or root's.
fn is_ours(stat: &Stat) -> bool {
    stat.st_uid == rustix::process::geteuid().as_raw() || stat.st_uid == 0
}

fn may_others_write(stat: &Stat) -> bool {
    Mode::from_raw_mode(stat.st_mode).intersects(Mode::WGRP | Mode::WOTH)
}

fn of(error: Errno) -> Failure {
    match error {
        Errno::NOSPC | Errno::DQUOT | Errno::FBIG => Failure::Full,
        Errno::ACCESS | Errno::PERM | Errno::ROFS => Failure::Denied,
        Errno::LOOP | Errno::ISDIR | Errno::NXIO => Failure::NotRegular,
        Errno::NOENT => Failure::NoDirectory,
        _ => Failure::Other,
    }
}
