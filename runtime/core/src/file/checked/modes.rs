//! File systems that show owners and modes and keep none: what `chown` and `chmod` say has no effect there.

use std::fs::{File, Metadata};

/// Whether the file system keeps them, or is not known.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub(super) fn are_kept(file: &File, metadata: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;

    use rustix::fs::{fstatfs, major, minor};

    use super::mountinfo;

    // The width of the word differs by platform; magic numbers have 32 bits.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::unnecessary_cast)]
    let Ok(magic) = fstatfs(file).map(|system| system.f_type as u32) else {
        return true;
    };
    let Some(are_kept_with) = rule(magic) else {
        return true;
    };
    let device = format!("{}:{}", major(metadata.dev()), minor(metadata.dev()));
    let table = mountinfo::table().unwrap_or_default();
    are_kept_with(mountinfo::by_device(&table, &device).map_or("", |row| row.options))
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub(super) fn are_kept(_: &File, _: &Metadata) -> bool {
    true
}

// Of `linux/magic.h` and the kernel's `fs/exfat/exfat_fs.h`.
const MSDOS: u32 = 0x4d44;
const EXFAT: u32 = 0x2011_bab0;
const PLAN_9: u32 = 0x0102_1997;
const SMB: u32 = 0x517b;
const CIFS: u32 = 0xff53_4d42;
const SMB2: u32 = 0xfe53_4d42;

/// What the options of the file system say; `None` where it keeps modes. NTFS does: Linux's `ntfs3` stores
/// them as WSL does.
#[cfg_attr(not(any(target_os = "linux", target_os = "android")), allow(dead_code))]
fn rule(magic: u32) -> Option<fn(&str) -> bool> {
    match magic {
        // One bit, whether it is read-only; all else comes from the mount's options.
        MSDOS | EXFAT => Some(|_| false),
        PLAN_9 => Some(plan_9),
        SMB | CIFS | SMB2 => Some(cifs),
        _ => None,
    }
}

/// WSL mounts Windows' drives so, and keeps modes there with `metadata` only
/// (<https://learn.microsoft.com/windows/wsl/file-permissions>).
fn plan_9(options: &str) -> bool {
    !has(options, "aname=drvfs") || has(options, "metadata")
}

/// `mount.cifs(8)`. With `noperm` nobody is kept out by a mode, and with `dynperm` it is forgotten.
fn cifs(options: &str) -> bool {
    let is_stored = has(options, "cifsacl") || has(options, "modefromsid");
    let is_lost = has(options, "nounix") && !is_stored;
    !(is_lost || has(options, "noperm") || has(options, "dynperm"))
}

/// WSL's own stand within one, with semicolons between them.
fn has(options: &str, wanted: &str) -> bool {
    options.split([',', ';']).any(|option| option == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_kept(magic: u32, options: &str) -> bool {
        rule(magic).is_none_or(|are_kept_with| are_kept_with(options))
    }

    #[test]
    fn each_file_system_by_its_options() {
        const WSL: &str = "rw,dirsync,aname=drvfs;path=C:\\134;uid=1000;gid=1000;symlinkroot=/mnt/,\
                           mmap,access=client,msize=65536,trans=fd,rfd=5,wfd=5";
        const WSL_METADATA: &str = "rw,aname=drvfs;path=C:\\134;uid=1000;gid=1000;metadata;umask=22;symlinkroot=/mnt/,mmap";
        for (magic, options, expected) in [
            (MSDOS, "rw,fmask=0022,dmask=0022", false),
            (EXFAT, "rw,uid=1000", false),
            (PLAN_9, WSL, false),
            (PLAN_9, WSL_METADATA, true),
            (PLAN_9, "rw,access=client,trans=virtio", true),
            (PLAN_9, "rw,aname=drvfs", false),
            (CIFS, "rw,vers=1.0,unix,posixpaths", true),
            (SMB2, "rw,vers=3.1.1,posix", true),
            (SMB2, "rw,vers=3.1.1,file_mode=0755,dir_mode=0755,soft,nounix,serverino", false),
            (SMB2, "rw,nounix,cifsacl", true),
            (SMB2, "rw,nounix,modefromsid", true),
            (SMB2, "rw,unix,noperm", false),
            (SMB, "rw,unix,dynperm", false),
            // ext4, tmpfs, ntfs3, FUSE.
            (0xef53, "noperm,nounix,aname=drvfs", true),
            (0x0102_1994, "", true),
            (0x7366_746e, "", true),
            (0x6573_5546, "", true),
        ] {
            assert_eq!(is_kept(magic, options), expected, "{magic:x} {options}");
        }
    }

    #[test]
    fn this_file_system_keeps_modes() {
        let file = File::open("Cargo.toml").unwrap();
        assert!(are_kept(&file, &file.metadata().unwrap()));
    }
}
