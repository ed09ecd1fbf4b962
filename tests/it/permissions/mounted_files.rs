//! Files that are mounted by themselves, as Podman and `BuildKit` mount secrets, and what is not like them.

use rustix::mount::{MountFlags, mount, mount_bind};

use super::mounts::{in_namespace, make_read_only, write_mounted};
use super::*;
use crate::support::{outcome, shown};

/// As Podman mounts a secret: from the disk of the host, and not read-only.
#[test]
fn a_file_that_is_mounted_by_itself_loads_with_a_warning_if_only_its_owner_may_write() {
    in_namespace(|| {
        for (owner, mode, loads) in [
            (0, 0o444, true),
            (0, 0o644, true),
            (0, 0o404, true),
            (0, 0o664, false),
            (0, 0o646, false),
            (0, 0o445, false),
            (0, 0o454, false),
            (NOBODY, 0o444, false),
            (NOBODY, 0o400, false),
        ] {
            let host = Files::new();
            write_mounted(&host.join("key"), "mounted-text");
            give(host.join("key"), owner, NOBODY);
            chmod(host.join("key"), mode);
            let files = good_files();
            mount_bind(host.join("key"), files.join("sub/dir/key")).unwrap();
            let nested = files.loader().load::<Set>().nested;
            let seen = format!("{owner} {mode:o}: {}", nested.metadata());
            if loads {
                assert_eq!(shown(&nested), "mounted-text", "{seen}");
                let warning = format!(
                    "(warning: file `sub/dir/key` has mode {mode:04o}, which lets others read it; it \
                     was loaded because it is mounted by itself; make user 0 its owner, with mode 600, as \
                     `podman run --secret NAME,uid=0,mode=0400` does [file_insecure_permissions])"
                );
                assert!(seen.ends_with(&warning), "{seen}");
            } else {
                assert!(!nested.is_loaded() && !seen.contains("mounted-text"), "{seen}");
            }
            // The way is checked all the same.
            chmod(files.join("sub/dir"), 0o777);
            let nested = files.loader().load::<Set>().nested;
            assert_eq!(outcome(&nested), Err("file_insecure_directory"));
        }
    });
}

/// What an ordinary machine has: `/run` of Debian is such a file system.
#[test]
fn a_file_of_root_that_everybody_may_read_is_refused_wherever_it_is() {
    in_namespace(|| {
        let host = Files::new();
        fs::create_dir(host.join("dir")).unwrap();
        for name in ["key", "dir/key"] {
            write_secret(&host.join(name), "sentinel");
            chmod(host.join(name), 0o444);
        }
        let flags = MountFlags::NOSUID | MountFlags::NODEV | MountFlags::NOEXEC;
        let refused = |files: &Files, what: &str| {
            let nested = files.loader().load::<Set>().nested;
            assert_eq!(outcome(&nested), Err("file_insecure_permissions"), "{what}");
        };
        let files = good_files();
        chmod(files.join("sub/dir/key"), 0o444);
        refused(&files, "on a disk");
        mount_bind(files.join("sub/dir/key"), files.join("sub/dir/key")).unwrap();
        refused(&files, "mounted onto itself");

        let files = good_files();
        mount_bind(host.join("dir"), files.join("sub/dir")).unwrap();
        refused(&files, "in a directory that is mounted");

        let files = good_files();
        mount("none", files.join("sub/dir"), "tmpfs", flags, c"mode=0755").unwrap();
        fs::copy(host.join("key"), files.join("sub/dir/key")).unwrap();
        chmod(files.join("sub/dir/key"), 0o444);
        refused(&files, "in memory");
    });
}

/// `RUN --mount=type=secret`: a file in memory that is mounted read-only (`secretMountInstance` of
/// moby/buildkit).
#[test]
fn a_secret_of_a_build_loads() {
    in_namespace(|| {
        let flags = MountFlags::NOSUID | MountFlags::NODEV | MountFlags::NOEXEC;
        let (host, files) = (Files::new(), good_files());
        mount("none", host.path(), "tmpfs", flags, c"mode=0755").unwrap();
        let (key, target) = (host.join("key"), files.join("sub/dir/key"));
        write_secret(&key, "of-the-build");
        chmod(&key, 0o400);
        mount_bind(&key, &target).unwrap();
        make_read_only(&target);
        for directory in ["", "sub", "sub/dir"] {
            chmod(files.join(directory), 0o755);
        }
        let load = || files.loader().load::<Set>().nested;
        assert_eq!(shown(&load()), "of-the-build");
        assert!(load().metadata().warning().is_none());
        // `USER 61001` in the Dockerfile.
        let mut message = String::new();
        as_user(61_001, 61_001, &[], || message = refusal(&load()));
        assert_eq!(
            message,
            "user 61001 has no read permission on file `sub/dir/key`; make that user its owner, with \
             mode 600, as `uid=61001,mode=0400` does for a secret of Podman or BuildKit \
             [file_unreadable]"
        );
        give(&key, 61_001, 61_001);
        as_user(61_001, 61_001, &[], || message = shown(&load()));
        assert_eq!(message, "of-the-build");
    });
}
