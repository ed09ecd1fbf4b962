//! Opens a file as the policy says.

#[cfg(not(unix))]
use std::fs::File;
#[cfg(unix)]
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

#[cfg(unix)]
use rustix::fs::CWD;

use super::Directories;
#[cfg(unix)]
use super::checked;
#[cfg(unix)]
use super::descriptor::{READ, errno_reason, open_at};
use super::opened::Opened;
#[cfg(not(unix))]
use super::opened::reason;
use super::permissions::Permissions;
use crate::report::FileReason;

#[cfg(unix)]
pub(super) fn open(
    path: &Path,
    is_public: bool,
    permissions: Permissions,
    directories: &mut Directories,
) -> Result<Opened, FileReason> {
    match permissions {
        Permissions::Enforce => checked::open(path, is_public, true, directories),
        Permissions::Warn => checked::open(path, is_public, false, directories),
        Permissions::Off => {
            let opened = open_at(CWD, path.as_os_str().as_bytes(), READ);
            Opened::unchecked(opened.map_err(errno_reason)?)
        }
    }
}

#[cfg(not(unix))]
pub(super) fn open(
    path: &Path,
    _: bool,
    _: Permissions,
    _: &mut Directories,
) -> Result<Opened, FileReason> {
    // Opening a directory fails on Windows; its error would only say "access denied".
    if path.is_dir() {
        return Err(FileReason::IsDirectory);
    }
    Opened::unchecked(File::open(path).map_err(|error| reason(&error))?)
}
