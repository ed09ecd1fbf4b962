//! Users outside of the user namespace: what belongs to them in a container without root.

use std::os::unix::fs::symlink;

use super::container::{
    ROOT_ALONE, STARTER, WITH_SUBORDINATES, enter, in_container, is_in_a_user_namespace,
    mount_file, on_the_host,
};
use super::*;
use crate::support::{no_environment, outcome, shown};

/// A user of the container.
const US: u32 = 10_001;
/// The user who shows as every user without a number, in a container that has that number too.
const ITS_NOBODY: u32 = 65_534;

fn file(path: &Path, owner: u32, mode: u32) {
    write_secret(path, "mounted-text");
    give(path, owner, owner);
    chmod(path, mode);
}

/// Files of root of the container, of root of the host, and of users of the container.
fn prepare(host: &Path) {
    for (name, owner, mode) in [
        ("root-0444", STARTER, 0o444),
        ("root-0644", STARTER, 0o644),
        ("root-0664", STARTER, 0o664),
        ("root-0446", STARTER, 0o446),
        ("root-0455", STARTER, 0o455),
        ("outside-0444", 0, 0o444),
        ("outside-0644", 0, 0o644),
        ("outside-0666", 0, 0o666),
        ("outside-0600", 0, 0o600),
        ("nobody-0444", on_the_host(ITS_NOBODY), 0o444),
        ("us-0400", on_the_host(US), 0o400),
        ("us-0444", on_the_host(US), 0o444),
        ("root-0400", STARTER, 0o400),
    ] {
        file(&host.join(name), owner, mode);
    }
    for (name, owner) in [("ours", STARTER), ("theirs", 0)] {
        let directory = host.join(name);
        fs::create_dir(&directory).unwrap();
        file(&directory.join("key"), STARTER, 0o600);
        file(&directory.join("outside"), 0, 0o444);
        symlink("key", directory.join("link")).unwrap();
        give_link(directory.join("link"), 0);
        give(&directory, owner, owner);
        chmod(&directory, 0o755);
    }
}

/// What comes of `path` in the container: the secret with its warning, or the refusal.
fn seen(path: &str) -> String {
    let loader = no_environment().with_environment([("TWIN_FILE", path)]);
    let twin = loader.load::<Set>().twin;
    if !twin.is_loaded() {
        return refusal(&twin);
    }
    twin.metadata().warning().map_or_else(
        || format!("{} without a warning", shown(&twin)),
        |warning| format!("{warning} [{}]", warning.code()),
    )
}

/// The same of a file of the host that is mounted by itself.
fn seen_mounted(name: &str) -> String {
    let target = format!("/run/secrets/{name}");
    mount_file(&format!("/host/{name}"), &target);
    seen(&target)
}

const OWNED_OUTSIDE: &str = "file `$TWIN_FILE` belongs to a user outside this container's user \
                             namespace; it must be owned by root (this process); ";
const LOADED: &str = "it was loaded because it is mounted by itself; make user 0 its owner, with mode \
                      600, as `podman run --secret NAME,uid=0,mode=0400` does";
const MOUNT: &str = "mount it with `uid=0,mode=0400`, as `podman run --secret NAME,uid=0,mode=0400` \
                     does";

#[test]
fn a_container_of_root_alone() {
    in_container(ROOT_ALONE, "permissions::outside::in_a_container_of_root_alone", prepare, |_| ());
}

#[test]
#[ignore = "the test above runs it, in a container"]
fn in_a_container_of_root_alone() {
    if !enter() {
        return;
    }
    // Podman's default, and what it comes to where its owner has no number.
    assert_eq!(
        seen_mounted("root-0444"),
        format!(
            "file `$TWIN_FILE` has mode 0444, which lets others read it; {LOADED} \
             [file_insecure_permissions]"
        )
    );
    for name in ["outside-0444", "outside-0644"] {
        let expected = format!("{OWNED_OUTSIDE}{LOADED} [file_insecure_owner]");
        assert_eq!(seen_mounted(name), expected, "{name}");
    }
    assert_eq!(seen_mounted("root-0400"), "mounted-text without a warning");
    // Others can write to it.
    let refused = format!("{OWNED_OUTSIDE}{MOUNT} [file_insecure_owner]");
    assert_eq!(seen_mounted("outside-0666"), refused);
    for name in ["root-0664", "root-0446", "root-0455"] {
        let message = seen_mounted(name);
        assert!(message.contains("`chmod 600 ") && !message.contains("loaded"), "{message}");
    }
    // Not mounted by itself.
    fs::create_dir("/run/ours").unwrap();
    rustix::mount::mount_bind("/host/ours", "/run/ours").unwrap();
    assert_eq!(seen("/run/ours/key"), "mounted-text without a warning");
    assert_eq!(seen("/run/ours/outside"), refused);
    // In a directory where others put files.
    fs::write("/tmp/key", "").unwrap();
    rustix::mount::mount_bind("/host/outside-0444", "/tmp/key").unwrap();
    assert_eq!(seen("/tmp/key"), refused);
    assert_eq!(
        seen_mounted("outside-0600"),
        format!(
            "user 0 has no read permission on file `$TWIN_FILE`, which belongs to a user outside this \
             container's user namespace; {MOUNT} [file_unreadable]"
        )
    );
}

#[test]
fn what_is_on_the_path() {
    in_container(ROOT_ALONE, "permissions::outside::on_the_path_in_a_container", prepare, |_| ());
}

#[test]
#[ignore = "the test above runs it, in a container"]
fn on_the_path_in_a_container() {
    const INSTEAD: &str = "mount the file where every directory belongs to root of the container \
                           [file_insecure_directory]";
    if !enter() {
        return;
    }
    assert_eq!(
        seen("/host/theirs/key"),
        "a directory on the path to file `$TWIN_FILE` belongs to a user outside this container's \
         user namespace; it must be owned by root (this process); "
            .to_owned()
            + INSTEAD
    );
    // `/host` is of root of the host as well.
    fs::create_dir("/run/ours").unwrap();
    rustix::mount::mount_bind("/host/ours", "/run/ours").unwrap();
    assert_eq!(
        seen("/run/ours/link"),
        "symbolic link `$TWIN_FILE` on the path to file `$TWIN_FILE` belongs to a user outside this \
         container's user namespace; it must be owned by root (this process); "
            .to_owned()
            + INSTEAD
    );
}

#[test]
fn a_container_of_many_users() {
    let inner = "permissions::outside::in_a_container_of_many_users";
    in_container(WITH_SUBORDINATES, inner, prepare, |_| ());
}

#[test]
#[ignore = "the test above runs it, in a container"]
fn in_a_container_of_many_users() {
    if !enter() {
        return;
    }
    assert!(seen_mounted("root-0444").contains(LOADED));
    // It may be a user of the container, who can write to it.
    for name in ["outside-0444", "nobody-0444"] {
        let expected = format!(
            "file `$TWIN_FILE` is owned by user 65534, which here is also every user outside this \
             container's user namespace; it must be owned by root (this process); {MOUNT} \
             [file_insecure_owner]"
        );
        assert_eq!(seen_mounted(name), expected, "{name}");
    }
    // What a user other than root gets by default, and by `uid=10001,mode=0400`.
    for name in ["root-0644", "us-0444", "us-0400"] {
        mount_file(&format!("/host/{name}"), &format!("/run/secrets/{name}"));
    }
    mount_file("/host/root-0400", "/run/secrets/root-0400");
    let mut all = Vec::new();
    assert!(as_user(US, US, &[], || {
        for name in ["root-0644", "us-0444", "us-0400", "root-0400"] {
            all.push(seen(&format!("/run/secrets/{name}")));
        }
    }));
    assert_eq!(
        all,
        [
            "file `$TWIN_FILE` has mode 0644, which lets others read it; it was loaded because it is \
             mounted by itself; make user 10001 its owner, with mode 600, as `podman run --secret \
             NAME,uid=10001,mode=0400` does [file_insecure_permissions]",
            "file `$TWIN_FILE` has mode 0444, which lets others read it; it was loaded because it is \
             mounted by itself; make user 10001 its owner, with mode 600, as `podman run --secret \
             NAME,uid=10001,mode=0400` does [file_insecure_permissions]",
            "mounted-text without a warning",
            "user 10001 has no read permission on file `$TWIN_FILE`; make that user its owner, with \
             mode 600, as `uid=10001,mode=0400` does for a secret of Podman or BuildKit \
             [file_unreadable]",
        ]
    );
}

/// Where every number is somebody's, `nobody` is one user among others.
#[test]
fn outside_of_a_container_there_is_no_outside() {
    if !is_root() {
        return not_run("files of other owners take root");
    }
    if is_in_a_user_namespace() {
        return not_run("this is a container without root itself");
    }
    let files = good_files();
    give(files.join("plain.txt"), ITS_NOBODY, ITS_NOBODY);
    let plain = files.loader().load::<Set>().plain;
    assert_eq!(outcome(&plain), Err("file_insecure_owner"));
    let message = refusal(&plain);
    assert!(message.contains("is owned by user 65534; it must be owned by root"), "{message}");
    do_as_told(&message, files.path(), &[]);
    assert_eq!(shown(&files.loader().load::<Set>().plain), "plain-text");
}
