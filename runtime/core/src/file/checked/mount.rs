//! What containers mount: secrets whose owner and mode the application has no say in.

use std::fs::File;

use super::directory::Directory;
use super::mountinfo;

/// As far as it matters to a file whose owner or mode is not right.
#[derive(Clone, Copy)]
#[cfg_attr(not(any(target_os = "linux", target_os = "android")), allow(dead_code))]
pub(super) enum Mount {
    /// A read-only tmpfs or ramfs.
    ReadOnlyMemory,
    /// A read-only bind mount of the file or of its directory.
    ReadOnlyBind,
    /// Of the file alone, which may be written.
    Itself,
    /// Read-only, which alone says nothing. `known`: that it is no bind mount.
    ReadOnly {
        known: bool,
    },
    Other,
}

/// The mount of a file in `directory`.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub(super) fn of(file: &File, directory: &Directory) -> Mount {
    use rustix::fs::{FsWord, StatVfsMountFlags, fstatfs, fstatvfs};

    // The width of the word differs by platform.
    #[allow(clippy::cast_lossless, clippy::cast_possible_wrap, clippy::unnecessary_cast)]
    const fn word(magic: u32) -> FsWord {
        magic as FsWord
    }
    // `TMPFS_MAGIC` and `RAMFS_MAGIC` of linux/magic.h.
    const TMPFS: FsWord = word(0x0102_1994);
    const RAMFS: FsWord = word(0x8584_58f6);

    let is_read_only =
        fstatvfs(file).is_ok_and(|mount| mount.f_flag.contains(StatVfsMountFlags::RDONLY));
    let (id, of_directory) = (mount_id(file), mount_id(directory.file()));
    if !is_read_only {
        return match id.filter(|_| id != of_directory).and_then(is_bound_onto_itself) {
            Some(false) => Mount::Itself,
            Some(true) | None => Mount::Other,
        };
    }
    if fstatfs(file).is_ok_and(|system| matches!(system.f_type as FsWord, TMPFS | RAMFS)) {
        return Mount::ReadOnlyMemory;
    }
    // Above the root directory is the root directory.
    let above = directory.parent().unwrap_or(directory);
    match is_bound(id, of_directory, mount_id(above.file())) {
        Some(true) if id.and_then(is_bound_onto_itself) == Some(true) => {
            Mount::ReadOnly { known: true }
        }
        Some(true) => Mount::ReadOnlyBind,
        Some(false) => Mount::ReadOnly { known: true },
        None => Mount::ReadOnly { known: false },
    }
}

/// macOS and the BSDs have no mount IDs, and no containers that mount secrets.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub(super) fn of(_: &File, _: &Directory) -> Mount {
    Mount::Other
}

/// Whether the file or its directory is the root of a mount, by the IDs of the mounts that the file,
/// its directory and the directory above that are on. `None` if the kernel does not say.
#[cfg_attr(not(any(target_os = "linux", target_os = "android")), allow(dead_code))]
fn is_bound(file: Option<u64>, directory: Option<u64>, above: Option<u64>) -> Option<bool> {
    let (file, directory) = (file?, directory?);
    Some(file != directory || directory != above?)
}

/// Whether a mount shows what was there anyhow, as where a part of the system is made read-only
/// (systemd's `ReadOnlyPaths=`, `/nix/store` of NixOS): nobody gave that to this process. `None` if the
/// kernel does not say.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn is_bound_onto_itself(id: u64) -> Option<bool> {
    shows_what_it_hides(&mountinfo::table()?, id)
}

/// Whether the mount's root is the very directory that it is mounted on. `None` if the table does not tell.
#[cfg_attr(not(any(target_os = "linux", target_os = "android")), allow(dead_code))]
fn shows_what_it_hides(mounts: &str, id: u64) -> Option<bool> {
    let mount = mountinfo::by_id(mounts, &id.to_string())?;
    let below = mountinfo::by_id(mounts, mount.parent)?;
    let within = mount.point.strip_prefix(below.point.trim_end_matches('/'))?;
    let hidden = format!("{}{within}", below.root.trim_end_matches('/'));
    Some(mount.device == below.device && *mount.root == hidden)
}

/// Whether two files are on one mount, as far as the kernel says.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub(super) fn is_one(file: &File, other: &File) -> bool {
    mount_id(file) == mount_id(other)
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub(super) fn is_one(_: &File, _: &File) -> bool {
    true
}

#[cfg(any(target_os = "linux", target_os = "android"))]
fn mount_id(file: &File) -> Option<u64> {
    use rustix::fs::{AtFlags, StatxFlags, statx};

    let stat = statx(file, c"", AtFlags::EMPTY_PATH, StatxFlags::MNT_ID).ok()?;
    (stat.stx_mask & StatxFlags::MNT_ID.bits() != 0).then_some(stat.stx_mnt_id)
}

#[cfg(test)]
mod tests {
    use super::{is_bound, shows_what_it_hides};

    #[test]
    fn the_file_or_its_directory_and_nothing_else_may_be_mounted() {
        let ids = |file, directory, above| is_bound(Some(file), Some(directory), Some(above));
        assert_eq!(ids(2, 1, 1), Some(true), "the file");
        assert_eq!(ids(2, 2, 1), Some(true), "its directory");
        assert_eq!(ids(1, 1, 1), Some(false), "neither, or something further up");
    }

    #[test]
    fn what_is_bound_onto_itself_shows_what_it_hides() {
        let mounts = "\
            20 1 8:1 / / rw - ext4 /dev/sda1 rw\n\
            21 20 8:1 /nix/store /nix/store ro - ext4 /dev/sda1 rw\n\
            22 20 8:1 /srv/my\\040keys /run/secrets ro - ext4 /dev/sda1 rw\n\
            23 20 0:30 / /var rw - tmpfs none rw\n\
            24 23 0:30 /lib/a /var/lib/a ro - tmpfs none rw\n\
            25 23 8:1 /lib/a /var/lib/b ro - ext4 /dev/sda1 rw\n\
            26 99 8:1 /x /x ro - ext4 /dev/sda1 rw\n";
        for (id, expected) in [
            (21, Some(true)),
            (22, Some(false)),
            (23, Some(false)),
            (24, Some(true)),
            (25, Some(false)),
            (26, None),
            (27, None),
        ] {
            assert_eq!(shows_what_it_hides(mounts, id), expected, "{id}");
        }
        assert_eq!(shows_what_it_hides("20 1\n\n20", 20), None);
    }

    #[test]
    fn without_mount_ids_nothing_is_known() {
        assert_eq!(is_bound(None, None, None), None);
        assert_eq!(is_bound(None, Some(1), Some(1)), None);
        assert_eq!(is_bound(Some(1), Some(1), None), None);
    }
}
