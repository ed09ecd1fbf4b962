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
    let magic = fstatfs(file).map_or(0, |system| system.f_type as u32);
    let device = format!("{}:{}", major(metadata.dev()), minor(metadata.dev()));
    let table = mountinfo::table().unwrap_or_default();
    let (system, options) =
        mountinfo::by_device(&table, &device).map_or(("", ""), |row| (row.system, row.options));
    judge(magic, system, options)
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub(super) fn are_kept(_: &File, _: &Metadata) -> bool {
    true
}

/// `MSDOS_SUPER_MAGIC` of `linux/magic.h`.
const MSDOS: u32 = 0x4d44;
/// `EXFAT_SUPER_MAGIC` of the kernel's `fs/exfat/exfat_fs.h`.
const EXFAT: u32 = 0x2011_bab0;

/// By name too, because 9p has the magic number of what is behind the server. NTFS keeps modes: Linux's
/// `ntfs3` stores them as WSL does.
#[cfg_attr(not(any(target_os = "linux", target_os = "android")), allow(dead_code))]
fn judge(magic: u32, system: &str, options: &str) -> bool {
    match (magic, system) {
        // One bit, whether it is read-only; all else comes from the mount's options.
        (MSDOS | EXFAT, _) => false,
        // Windows' drives in WSL, the second and the first
        // (<https://learn.microsoft.com/windows/wsl/file-permissions>).
        (_, "9p") => !has(options, "aname=drvfs") || has(options, "metadata"),
        (_, "drvfs") => has(options, "metadata"),
        (_, "cifs" | "smb3") => cifs(options),
        _ => true,
    }
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

    #[test]
    fn each_file_system_by_its_options() {
        const EXT4: u32 = 0xef53;
        const NINE_P: u32 = 0x0102_1997;
        const WSL: &str = "rw,dirsync,aname=drvfs;path=C:\\134;uid=1000;gid=1000;symlinkroot=/mnt/,\
                           mmap,access=client,msize=65536,trans=fd,rfd=5,wfd=5";
        const WSL_METADATA: &str = "rw,aname=drvfs;path=C:\\134;uid=1000;gid=1000;metadata;umask=22;symlinkroot=/mnt/,mmap";
        for (magic, system, options, expected) in [
            (MSDOS, "vfat", "rw,fmask=0022,dmask=0022", false),
            (EXFAT, "exfat", "rw,uid=1000", false),
            (MSDOS, "", "", false),
            (NINE_P, "9p", WSL, false),
            (EXT4, "9p", WSL, false),
            (NINE_P, "9p", WSL_METADATA, true),
            (NINE_P, "9p", "rw,access=client,trans=virtio", true),
            (NINE_P, "9p", "rw,aname=drvfs", false),
            (0x5346_4846, "drvfs", "rw,noatime,uid=1000,gid=1000,case=off", false),
            (0x5346_4846, "drvfs", "rw,noatime,metadata,case=off", true),
            (0x5346_4846, "wslfs", "rw,noatime", true),
            (0xff53_4d42, "cifs", "rw,vers=1.0,unix,posixpaths", true),
            (0xfe53_4d42, "cifs", "rw,vers=3.1.1,posix", true),
            (0xfe53_4d42, "cifs", "rw,vers=3.1.1,file_mode=0755,soft,nounix,serverino", false),
            (0xfe53_4d42, "smb3", "rw,nounix", false),
            (0xfe53_4d42, "cifs", "rw,nounix,cifsacl", true),
            (0xfe53_4d42, "cifs", "rw,nounix,modefromsid", true),
            (0xfe53_4d42, "cifs", "rw,unix,noperm", false),
            (0xff53_4d42, "cifs", "rw,unix,dynperm", false),
            (EXT4, "ext4", "noperm,nounix,aname=drvfs", true),
            (0x7366_746e, "ntfs3", "", true),
            (0x6573_5546, "fuse.sshfs", "", true),
        ] {
            assert_eq!(judge(magic, system, options), expected, "{magic:x} {system} {options}");
        }
    }

    #[test]
    fn this_file_system_keeps_modes() {
        let file = File::open("Cargo.toml").unwrap();
        assert!(are_kept(&file, &file.metadata().unwrap()));
    }
}
