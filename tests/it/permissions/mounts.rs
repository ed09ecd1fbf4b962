//! What containers mount, in a mount namespace of the test's own.

use std::os::unix::fs::symlink;
use std::thread;

use rustix::mount::{
    MountFlags, MountPropagationFlags, mount, mount_bind, mount_change, mount_remount,
};
use rustix::thread::UnshareFlags;

use super::*;
use crate::support::{outcome, shown};

/// Runs a test where it can mount without anybody else seeing it, and with a working directory of
/// its own.
pub(crate) fn in_namespace(test: impl FnOnce() + Send) {
    #[allow(deprecated, reason = "what is unsafe about it is to unshare descriptors")]
    let unshare = rustix::thread::unshare;
    thread::scope(|scope| {
        let run = scope.spawn(|| {
            let private = MountPropagationFlags::PRIVATE | MountPropagationFlags::REC;
            let made = unshare(UnshareFlags::NEWNS | UnshareFlags::FS)
                .and_then(|()| mount_change("/", private));
            match made {
                Ok(()) => test(),
                Err(error) => not_run(&format!("no mount namespace of our own ({error})")),
            }
        });
        if let Err(panic) = run.join() {
            std::panic::resume_unwind(panic);
        }
    });
}

pub(crate) fn mount_memory(system: &str, at: &Path) {
    mount("none", at, system, MountFlags::empty(), c"mode=0755").unwrap();
}

pub(crate) fn make_read_only(at: &Path) {
    mount_remount(at, MountFlags::BIND | MountFlags::RDONLY, c"").unwrap();
}

/// A file as Docker and the kubelet leave it: everybody may read it, and root need not own it.
pub(super) fn write_mounted(path: &Path, content: &str) {
    write_secret(path, content);
    chmod(path, 0o444);
    give(path, NOBODY, NOBODY);
}

#[test]
fn a_read_only_file_system_in_memory_is_trusted() {
    in_namespace(|| {
        for system in ["tmpfs", "ramfs"] {
            let files = Files::new();
            let sub = files.join("sub");
            fs::create_dir(&sub).unwrap();
            mount_memory(system, &sub);
            fs::create_dir(sub.join("dir")).unwrap();
            write_mounted(&sub.join("dir/key"), "mounted-text");
            let creds: Set = files.loader().load();
            assert_eq!(outcome(&creds.nested), Err("file_insecure_owner"), "{system}, writable");
            make_read_only(&sub);
            let creds: Set = files.loader().load();
            assert_eq!(shown(&creds.nested), "mounted-text", "{system}");
            assert!(creds.nested.metadata().warning().is_none());
            // The directories on the way are checked all the same.
            chmod(files.path(), 0o777);
            assert_eq!(shown(&files.loader().load::<Set>().nested), "<file_insecure_directory>");
        }
    });
}

#[test]
fn a_read_only_bind_mount_loads_with_a_warning() {
    in_namespace(|| {
        let host = Files::new();
        write_mounted(&host.join("key"), "mounted-text");
        // The file, or the directory that it is in.
        for (source, target) in [(host.join("key"), "sub/dir/key"), (host.join(""), "sub/dir")] {
            let files = good_files();
            mount_bind(&source, files.join(target)).unwrap();
            let creds: Set = files.loader().load();
            assert_eq!(outcome(&creds.nested), Err("file_insecure_owner"), "{target}, writable");

            make_read_only(&files.join(target));
            let creds: Set = files.loader().load();
            assert_eq!(shown(&creds.nested), "mounted-text");
            let metadata = creds.nested.metadata();
            assert_eq!(metadata.warning().unwrap().code(), "file_insecure_owner");
            assert_eq!(
                metadata.to_string(),
                format!(
                    "nested (example): loaded from file (warning: file `sub/dir/key` is owned by \
                     user {NOBODY}; it must be owned by root (this process); it was loaded because \
                     it is mounted read-only; set mode 600 on the mounted file and make the \
                     process's user its owner \
                     [file_insecure_owner])"
                )
            );
        }
    });
}

#[test]
fn a_bind_mount_of_a_file_as_it_should_be_has_no_warning() {
    in_namespace(|| {
        let host = Files::new().with("key", "mounted-text");
        let files = good_files();
        mount_bind(host.join("key"), files.join("sub/dir/key")).unwrap();
        make_read_only(&files.join("sub/dir/key"));
        let creds: Set = files.loader().load();
        assert_eq!(shown(&creds.nested), "mounted-text");
        assert!(creds.nested.metadata().warning().is_none());
    });
}

#[test]
fn to_be_read_only_is_not_enough() {
    in_namespace(|| {
        // Everything is read-only, as /nix/store and an immutable /usr are; nobody mounted this file.
        let host = Files::new();
        fs::create_dir(host.join("dir")).unwrap();
        write_mounted(&host.join("dir/key"), "sentinel");
        chmod(host.join("dir/key"), 0o444);
        give(host.join("dir/key"), 0, 0);
        let files = good_files();
        mount_bind(host.path(), files.join("sub")).unwrap();
        make_read_only(&files.join("sub"));
        assert!(fs::write(files.join("sub/dir/key"), "").is_err(), "it is read-only");
        let creds: Set = files.loader().load();
        assert_eq!(
            refusal(&creds.nested),
            "file `sub/dir/key` has mode 0444, which lets others read it; run `chmod 600 \
             sub/dir/key` [file_insecure_permissions]"
        );
    });
}

/// A secret volume: root's, world-writable and sticky as the kubelet makes it, with what it links.
fn kubernetes_volume(at: &Path, mode: u32, group: u32) {
    mount("none", at, "tmpfs", MountFlags::empty(), c"mode=1777").unwrap();
    let generation = at.join("..2026_01_01_00_00_00.1234567890");
    fs::create_dir(&generation).unwrap();
    chmod(&generation, 0o2755);
    write_secret(&generation.join("key"), "from-the-volume");
    give(generation.join("key"), 0, group);
    chmod(generation.join("key"), mode);
    symlink(generation.file_name().unwrap(), at.join("..data")).unwrap();
    symlink("..data/key", at.join("key")).unwrap();
}

#[test]
fn kubernetes_volumes_load() {
    in_namespace(|| {
        // Read-only, as containers see it, and whatever the mode; or writable with a fit mode.
        for (mode, read_only, loads) in
            [(0o644, true, true), (0o777, true, true), (0o400, false, true), (0o644, false, false)]
        {
            let files = good_files();
            kubernetes_volume(&files.join("sub/dir"), mode, 0);
            if read_only {
                make_read_only(&files.join("sub/dir"));
            }
            let creds: Set = files.loader().load();
            if loads {
                assert_eq!(shown(&creds.nested), "from-the-volume", "{mode:o} {read_only}");
                assert!(creds.nested.metadata().warning().is_none());
            } else {
                assert_eq!(
                    refusal(&creds.nested),
                    "file `sub/dir/key` has mode 0644, which lets others read it; set `defaultMode: \
                     0400` on the Kubernetes volume [file_insecure_permissions]"
                );
            }
        }
    });
}

#[test]
fn kubernetes_groups_load() {
    const POD: u32 = 61_001;
    const FS_GROUP: u32 = 61_002;

    in_namespace(|| {
        let files = good_files();
        for directory in ["", "sub", "sub/dir"] {
            chmod(files.join(directory), 0o755);
        }
        kubernetes_volume(&files.join("sub/dir"), 0o440, FS_GROUP);
        let (mut member, mut stranger) = (String::new(), String::new());
        as_user(POD, POD, &[FS_GROUP], || member = shown(&files.loader().load::<Set>().nested));
        assert_eq!(member, "from-the-volume");

        chmod(files.join("sub/dir/key"), 0o444);
        as_user(POD, POD, &[], || stranger = refusal(&files.loader().load::<Set>().nested));
        assert_eq!(
            stranger,
            "file `sub/dir/key` has mode 0444, which lets others read it; set `defaultMode: 0400` on \
             the Kubernetes volume, and `fsGroup` in the pod's `securityContext` \
             [file_insecure_permissions]"
        );
    });
}

#[test]
fn relative_paths_start_from_a_directory_that_is_checked() {
    in_namespace(|| {
        use crate::support::no_environment;

        let files = good_files();
        std::env::set_current_dir(files.join("sub/dir")).unwrap();
        let load = |path: &str| {
            let loader = no_environment().with_environment([("TWIN_FILE", path)]);
            loader.load::<Set>().twin.clone()
        };
        assert_eq!(shown(&load("key")), "nested-text");
        assert_eq!(shown(&load("../key")), "variable");
        assert_eq!(shown(&load("../../plain.txt")), "plain-text");
        for directory in ["sub", ""] {
            chmod(files.join(directory), 0o777);
            let message = refusal(&load("key"));
            assert!(
                message.starts_with(
                    "a directory above the one that the path of file `$TWIN_FILE` is relative to \
                     has mode 0777"
                ),
                "{message}"
            );
            chmod(files.join(directory), 0o755);
        }
        chmod(files.join("sub/dir"), 0o777);
        assert_eq!(shown(&load("key")), "<file_insecure_directory>");
        chmod(files.join("sub/dir"), 0o700);
        // A directory that is gone.
        fs::remove_dir_all(files.join("sub/dir")).unwrap();
        assert_eq!(shown(&load("key")), "<file_not_found>");
    });
}
