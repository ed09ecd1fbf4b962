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
    /// Whose it was when it was opened.
    owner: u32,
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
        let name = path.file_name().ok_or(Failure::NoName)?;
        let name = CString::new(name.as_bytes()).map_err(|_| Failure::NoName)?;
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
        let Named { mode, owner, .. } = Named::from(&stat);
        if !is_ours(owner) {
            return Err(Failure::DirectoryNotOurs(owner));
        }
        if may_others_write(mode) && !is_sticky {
            return Err(Failure::DirectoryWritable(mode));
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
        let Named { id, mode, owner, .. } = Named::from(&stat);
        if !is_ours(owner) {
            return Err(Failure::NotOurs(owner));
        }
        if may_others_write(mode) {
            return Err(Failure::Writable(mode));
        }
        Ok(Self { file: file.into(), id, owner, directory, name })
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
        Ok(Named::from(&stat).size)
    }

    /// How long it is, if it still has its name: to rotate is to rename. It must still be its owner's alone to write to.
    pub(crate) fn size_by_name(&self) -> Result<Option<u64>, Failure> {
        match named(&self.directory, &self.name) {
            Ok(found) if found.id != self.id => Ok(None),
            Ok(found) if may_others_write(found.mode) => Err(Failure::Writable(found.mode)),
            // Who the process runs as takes a system call more.
            Ok(found) if found.owner != self.owner && !is_ours(found.owner) => {
                Err(Failure::NotOurs(found.owner))
            }
            Ok(found) => Ok(Some(found.size)),
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

/// What is asked about a file.
struct Named {
    id: Id,
    size: u64,
    /// Without the kind of file.
    mode: u32,
    owner: u32,
}

/// Of the file that has the name. To ask for that alone takes a third less than for all.
#[cfg(target_os = "linux")]
fn named(directory: &OwnedFd, name: &CStr) -> Result<Named, Errno> {
    use rustix::fs::{StatxFlags, makedev, statx};

    let wanted = StatxFlags::INO | StatxFlags::SIZE | StatxFlags::MODE | StatxFlags::UID;
    let found = statx(directory, name, AtFlags::SYMLINK_NOFOLLOW, wanted)?;
    let device = makedev(found.stx_dev_major, found.stx_dev_minor);
    Ok(Named {
        id: Id { device, inode: found.stx_ino },
        size: found.stx_size,
        mode: u32::from(found.stx_mode) & PERMISSIONS,
        owner: found.stx_uid,
    })
}

#[cfg(not(target_os = "linux"))]
fn named(directory: &OwnedFd, name: &CStr) -> Result<Named, Errno> {
    Ok(Named::from(&statat(directory, name, AtFlags::SYMLINK_NOFOLLOW)?))
}

impl From<&Stat> for Named {
    #[allow(
        clippy::useless_conversion,
        clippy::unnecessary_cast,
        clippy::cast_sign_loss,
        reason = "types differ by system"
    )]
    fn from(stat: &Stat) -> Self {
        Self {
            id: Id { device: stat.st_dev as u64, inode: stat.st_ino.into() },
            size: u64::try_from(stat.st_size).unwrap_or(0),
            mode: u32::from(stat.st_mode) & PERMISSIONS,
            owner: stat.st_uid,
        }
    }
}

const PERMISSIONS: u32 = 0o7777;

/// The process's user, or root.
fn is_ours(owner: u32) -> bool {
    owner == 0 || owner == rustix::process::geteuid().as_raw()
}

fn may_others_write(mode: u32) -> bool {
    mode & 0o022 != 0
}

fn of(error: Errno) -> Failure {
    match error {
        Errno::NOSPC | Errno::DQUOT | Errno::FBIG => Failure::Full,
        Errno::ACCESS | Errno::PERM => Failure::Denied,
        Errno::ROFS => Failure::ReadOnly,
        Errno::LOOP => Failure::SymbolicLink,
        Errno::ISDIR => Failure::Directory,
        Errno::NXIO => Failure::NotRegular,
        Errno::NOENT => Failure::NoDirectory,
        _ => Failure::Other,
    }
}
