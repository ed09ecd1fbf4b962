//! A new file without a name, which is gone with the process that writes it.

#[cfg(target_os = "linux")]
pub(super) use linux::{create, put};
#[cfg(not(target_os = "linux"))]
pub(super) use none::{create, put};

#[cfg(target_os = "linux")]
mod linux {
    use std::fs::{self, File};
    use std::io;
    use std::os::fd::AsRawFd as _;
    use std::path::{Path, PathBuf};

    use rustix::fs::{AtFlags, CWD, Mode, OFlags, linkat, open};

    use super::super::beside::beside;

    /// For its owner alone; `None` where the file system has none of these, or nothing could name it later.
    pub(in super::super) fn create(directory: &Path) -> Option<File> {
        let flags = OFlags::TMPFILE | OFlags::WRONLY | OFlags::CLOEXEC;
        let file = File::from(open(directory, flags, Mode::RUSR | Mode::WUSR).ok()?);
        fs::symlink_metadata(name(&file)).is_ok().then_some(file)
    }

    /// Gives it its name, if `is_there` in place of the file that has it. Whether that could be done.
    pub(in super::super) fn put(
        file: &File,
        directory: &Path,
        path: &Path,
        is_there: bool,
    ) -> io::Result<bool> {
        let link = |to: &Path| Ok(linkat(CWD, name(file), CWD, to, AtFlags::SYMLINK_FOLLOW)?);
        if !is_there {
            return is_done(link(path));
        }
        // No call replaces a file by one without a name.
        match beside().make_in(directory, link) {
            Ok(linked) => linked.persist(path).map(|()| true).map_err(|error| error.error),
            Err(error) => is_done(Err(error)),
        }
    }

    /// A file that has come meanwhile is not replaced. Any other error may be one of this way alone.
    fn is_done(linked: io::Result<()>) -> io::Result<bool> {
        match linked {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
            linked => Ok(linked.is_ok()),
        }
    }

    /// By which the system knows it.
    fn name(file: &File) -> PathBuf {
        format!("/proc/self/fd/{}", file.as_raw_fd()).into()
    }
}

#[cfg(not(target_os = "linux"))]
mod none {
    use std::fs::File;
    use std::io;
    use std::path::Path;

    pub(in super::super) fn create(_: &Path) -> Option<File> {
        None
    }

    pub(in super::super) fn put(_: &File, _: &Path, _: &Path, _: bool) -> io::Result<bool> {
        Ok(false)
    }
}
