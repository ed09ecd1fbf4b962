//! POSIX access control lists. The group's bits in the mode are then the most that anybody in the list
//! may have (`acl(5)`), so they no longer say that a right is the group's.

use std::fs::File;

#[cfg(any(target_os = "linux", target_os = "android"))]
use crate::file::descriptor::open_at;

/// Whether the file has such a list.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub(super) fn of_file(file: &File) -> bool {
    use rustix::fs::fgetxattr;
    use rustix::io::Errno;

    let mut nothing = [0_u8; 0];
    match fgetxattr(file, c"system.posix_acl_access", &mut nothing[..]) {
        Err(Errno::NODATA | Errno::OPNOTSUPP) => false,
        // Where it cannot be known, the mode is not to be trusted.
        Ok(_) | Err(_) => true,
    }
}

/// As [`of_file`]. A descriptor that only marks a place cannot be asked.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub(super) fn of_directory(directory: &File) -> bool {
    use std::os::fd::AsFd;

    use rustix::fs::OFlags;

    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    open_at(directory.as_fd(), b".", flags).map_or(true, |open| of_file(&open))
}

/// Other systems' lists do not show in the mode, and are not looked at.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub(super) fn of_file(_: &File) -> bool {
    false
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub(super) fn of_directory(_: &File) -> bool {
    false
}
