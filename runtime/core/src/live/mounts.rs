//! Files that are mounted by themselves, which no other one ever replaces: a `subPath` of Kubernetes, a bind mount of one
//! file.

use std::path::Path;

use crate::load::FilePaths;
use crate::report::LoadWarning;
use crate::set::AnyCredential;

/// Warns of the credentials that are read from such files.
pub(super) fn warn_of_mounted(slots: &mut [AnyCredential], paths: &FilePaths) {
    for (slot, paths) in slots.iter_mut().zip(&paths.of) {
        if paths.iter().any(|path| is_mounted(path.as_path())) {
            slot.warn(LoadWarning::mounted_alone());
        }
    }
}

/// Whether the file at the end of all links is the root of a mount. Since Linux 5.8.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn is_mounted(path: &Path) -> bool {
    use rustix::fs::{AtFlags, CWD, FileType, StatxAttributes, StatxFlags, statx};

    statx(CWD, path, AtFlags::empty(), StatxFlags::TYPE).is_ok_and(|stat| {
        FileType::from_raw_mode(stat.stx_mode.into()) == FileType::RegularFile
            && stat.stx_attributes.contains(StatxAttributes::MOUNT_ROOT)
    })
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn is_mounted(_: &Path) -> bool {
    false
}
