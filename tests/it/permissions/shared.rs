//! Ways in that a mode does not show: lists, directories that are shared, directories bound into
//! themselves, identities that differ.

use rustix::fs::{XattrFlags, removexattr, setxattr};
use rustix::mount::{MountFlags, mount, mount_bind};
use rustix::process::{Gid, Uid};
use rustix::thread::{set_thread_res_gid, set_thread_res_uid};

use super::mounts::{in_namespace, make_read_only, mount_memory};
use super::*;
use crate::support::{no_environment, outcome, shown};

/// `/tmp` as a service with `ReadOnlyPaths=` sees it: others go on writing to it from outside.
#[test]
fn a_file_of_somebody_else_in_a_shared_directory_is_refused_however_it_is_mounted() {
    in_namespace(|| {
        for in_memory in [true, false] {
            let files = Files::new();
            let (outside, inside) = (files.join("outside"), files.join("sub"));
            fs::create_dir(&outside).unwrap();
            fs::create_dir(&inside).unwrap();
            if in_memory {
                mount("none", &outside, "tmpfs", MountFlags::empty(), c"mode=0755").unwrap();
            }
            fs::create_dir(outside.join("dir")).unwrap();
            chmod(outside.join("dir"), 0o1777);
            let key = outside.join("dir/key");
            write_secret(&key, "theirs");
            give(&key, NOBODY, NOBODY);
            mount_bind(outside.join("dir"), &inside).unwrap();
            make_read_only(&inside);
            let environment = [("TWIN_FILE", inside.join("key"))];
            let load = || no_environment().with_environment(environment.clone()).load::<Set>();
            assert_eq!(outcome(&load().twin), Err("file_insecure_owner"), "{in_memory}");
            // Their directory in the same place would be a container's.
            chmod(outside.join("dir"), 0o755);
            assert_eq!(shown(&load().twin), "theirs", "{in_memory}");
        }
    });
}

/// systemd's `ReadOnlyPaths=`, and `/nix/store`.
#[test]
fn a_directory_bound_onto_itself_is_no_containers() {
    in_namespace(|| {
        for target in ["sub/dir", "sub/dir/key"] {
            let files = good_files();
            chmod(files.join("sub/dir/key"), 0o444);
            mount_bind(files.join(target), files.join(target)).unwrap();
            make_read_only(&files.join(target));
            let nested = files.loader().load::<Set>().nested;
            assert_eq!(outcome(&nested), Err("file_insecure_permissions"), "{target}");
        }
    });
}

const NONE: u32 = u32::MAX;

/// Tag, rights and ID of each entry, in the layout of `linux/posix_acl_xattr.h`.
fn set_list(path: &Path, entries: &[(u16, u16, u32)]) {
    let mut list = 2_u32.to_le_bytes().to_vec();
    for (tag, rights, id) in entries {
        list.extend(tag.to_le_bytes());
        list.extend(rights.to_le_bytes());
        list.extend(id.to_le_bytes());
    }
    setxattr(path, "system.posix_acl_access", &list, XattrFlags::empty()).unwrap();
}

#[test]
fn a_right_in_a_list_is_not_the_groups() {
    in_namespace(|| {
        let files = good_files();
        mount_memory("tmpfs", &files.join("sub"));
        let (directory, key) = (files.join("sub/dir"), files.join("sub/dir/key"));
        fs::create_dir(&directory).unwrap();
        write_secret(&key, "ours");
        chmod(&directory, 0o775);
        let load = || files.loader().load::<Set>();
        assert_eq!(shown(&load().nested), "ours", "the owner's private group");

        // `setfacl -m u:NOBODY:rwx`: the mode looks as before.
        set_list(
            &directory,
            &[(1, 7, NONE), (2, 7, NOBODY), (4, 0, NONE), (16, 7, NONE), (32, 5, NONE)],
        );
        assert_eq!(fs::metadata(&directory).unwrap().permissions().mode() & 0o777, 0o775);
        assert_eq!(outcome(&load().nested), Err("file_insecure_directory"));
        removexattr(&directory, "system.posix_acl_access").unwrap();
        chmod(&directory, 0o755);

        chmod(&key, 0o640);
        assert_eq!(shown(&load().nested), "ours", "root's file, and our group");
        set_list(&key, &[(1, 6, NONE), (2, 4, NOBODY), (4, 0, NONE), (16, 4, NONE), (32, 0, NONE)]);
        assert_eq!(fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o640);
        assert_eq!(outcome(&load().nested), Err("file_insecure_permissions"));
    });
}

#[test]
fn a_directory_bound_into_itself_does_not_end_the_way_up() {
    in_namespace(|| {
        let files = good_files();
        fs::create_dir_all(files.join("open/a/b")).unwrap();
        for directory in ["open/a", "open/a/b"] {
            chmod(files.join(directory), 0o755);
        }
        write_secret(&files.join("open/a/key"), "ours");
        mount_bind(files.join("open/a"), files.join("open/a/b")).unwrap();
        std::env::set_current_dir(files.join("open/a/b")).unwrap();
        let load = || no_environment().with_environment([("TWIN_FILE", "key")]).load::<Set>();
        chmod(files.join("open"), 0o755);
        assert_eq!(shown(&load().twin), "ours");
        chmod(files.join("open"), 0o777);
        assert_eq!(outcome(&load().twin), Err("file_insecure_directory"));
    });
}

/// As in a program with the set-user-ID bit.
#[test]
fn it_is_the_effective_user_and_group_who_count() {
    if !is_root() {
        return not_run("real and effective users that differ: not root");
    }
    std::thread::scope(|scope| {
        let run = scope.spawn(|| {
            let files = good_files();
            let root = (Uid::ROOT, Gid::ROOT);
            let nobody = (Uid::from_raw(NOBODY), Gid::from_raw(NOBODY));
            set_thread_res_gid(nobody.1, root.1, root.1).unwrap();
            set_thread_res_uid(nobody.0, root.0, root.0).unwrap();
            let key = files.join("sub/dir/key");
            give(&key, NOBODY, NOBODY);
            assert_eq!(outcome(&files.loader().load::<Set>().nested), Err("file_insecure_owner"));
            give(&key, 0, 0);
            assert_eq!(shown(&files.loader().load::<Set>().nested), "nested-text");
        });
        if let Err(panic) = run.join() {
            std::panic::resume_unwind(panic);
        }
    });
}
