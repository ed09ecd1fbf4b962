//! The file: opening, locking, reading its ends, appending.

use std::fs::File;
use std::os::unix::fs::FileExt as _;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use rustix::fs::{
    AtFlags, CWD, FileType, FlockOperation, Mode, OFlags, Stat, fdatasync, flock, fstat, ftruncate,
    open, openat, statat,
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
}

/// Nobody waits for the lock by turning faster than that: somebody who has it needs a few microseconds.
const FIRST_WAIT: Duration = Duration::from_micros(10);
const LONGEST_WAIT: Duration = Duration::from_millis(1);
/// How often it is tried without waiting.
const SPINS: u32 = 50;

impl LogFile {
    /// Opens it, or creates it for its owner alone.
    pub(crate) fn open(path: &Path) -> Result<Self, Failure> {
        let name = path.file_name().ok_or(Failure::NotRegular)?;
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        let directory = open(parent.unwrap_or(Path::new(".")), flags, Mode::empty());
        let directory = directory.map_err(|error| match error {
            Errno::NOENT | Errno::NOTDIR => Failure::NoDirectory,
            error => of(error),
        })?;
        let stat = fstat(&directory).map_err(of)?;
        if may_others_write(&stat) && !Mode::from_raw_mode(stat.st_mode).contains(Mode::SVTX) {
            return Err(Failure::InsecureDirectory);
        }
        let flags = OFlags::RDWR
            | OFlags::APPEND
            | OFlags::CREATE
            | OFlags::NOFOLLOW
            | OFlags::CLOEXEC
            // A FIFO would wait for its other end.
            | OFlags::NONBLOCK;
        let file = openat(&directory, name, flags, Mode::RUSR | Mode::WUSR).map_err(of)?;
        let stat = fstat(&file).map_err(of)?;
        if FileType::from_raw_mode(stat.st_mode) != FileType::RegularFile {
            return Err(Failure::NotRegular);
        }
        let owner = rustix::process::geteuid().as_raw();
        if may_others_write(&stat) || (stat.st_uid != owner && stat.st_uid != 0) {
            return Err(Failure::Insecure);
        }
        Ok(Self { file: file.into(), id: id(&stat) })
    }

    /// Waits until no other process is in the file.
    pub(crate) fn lock(&self, limit: Duration) -> Result<Lock<'_>, Failure> {
        let (mut wait, mut tries, mut until) = (FIRST_WAIT, 0, None);
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
                thread::sleep(wait);
                wait = (wait * 2).min(LONGEST_WAIT);
            }
        }
    }

    pub(crate) fn size(&self) -> Result<u64, Failure> {
        let stat = fstat(&self.file).map_err(of)?;
        Ok(u64::try_from(stat.st_size).unwrap_or(0))
    }

    /// Whether the path still leads to it: to rotate is to rename.
    pub(crate) fn is_at(&self, path: &Path) -> Result<bool, Failure> {
        match statat(CWD, path, AtFlags::SYMLINK_NOFOLLOW) {
            Ok(stat) => Ok(id(&stat) == self.id),
            Err(Errno::NOENT) => Ok(false),
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
        fdatasync(&self.file).map_err(of)
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

#[allow(clippy::useless_conversion, clippy::unnecessary_cast, reason = "types differ by system")]
fn id(stat: &Stat) -> Id {
    Id { device: stat.st_dev as u64, inode: stat.st_ino.into() }
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
