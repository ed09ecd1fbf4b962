//! What the process's user may not read or enter: the message names it, and what it says helps.

use std::os::unix::fs::symlink;

use provider_credentials::{Loader, Permissions};

use super::mounts::in_namespace;
use super::*;
use crate::support::{no_environment, outcome, shown};

const US: u32 = 61_001;

/// `good_files` that belong to us, in directories that everybody may enter.
fn our_files() -> Files {
    let files = good_files();
    for directory in ["", "sub", "sub/dir"] {
        chmod(files.join(directory), 0o755);
    }
    for file in ["plain.txt", "sub/key", "sub/dir/key"] {
        give(files.join(file), US, US);
    }
    files
}

/// What a credential of the set comes to for us.
fn seen<T: Send>(loader: &Loader, see: impl FnOnce(Set) -> T + Send) -> T {
    let mut seen = None;
    assert!(as_user(US, US, &[], || seen = Some(see(loader.load()))));
    seen.expect("a thread that ended")
}

#[test]
fn a_file_is_named_with_the_user_who_may_not_read_it() {
    if !is_root() {
        return not_run("other users take root");
    }
    for (owner, mode) in [(0, 0o600), (0, 0o640), (US, 0o000), (US, 0o200)] {
        let files = our_files();
        give(files.join("plain.txt"), owner, 0);
        chmod(files.join("plain.txt"), mode);
        for permissions in [Permissions::Enforce, Permissions::Warn] {
            assert_eq!(
                seen(&files.loader().permissions(permissions), |creds| refusal(&creds.plain)),
                "user 61001 has no read permission on file `plain.txt`; make that user its owner, with mode 600 \
                 [file_unreadable]"
            );
        }
        give(files.join("plain.txt"), US, 0);
        chmod(files.join("plain.txt"), 0o600);
        assert_eq!(seen(&files.loader(), |creds| shown(&creds.plain)), "plain-text");
    }
}

#[test]
fn a_directory_is_named_with_the_command_that_lets_the_user_in() {
    if !is_root() {
        return not_run("other users take root");
    }
    let files = our_files();
    for (directory, owner, mode) in
        [("sub", 0, 0o700), ("sub/dir", 0, 0o750), ("sub", US, 0o600), ("sub/dir", US, 0o655)]
    {
        give(files.join(directory), owner, 0);
        chmod(files.join(directory), mode);
        let message = seen(&files.loader(), |creds| refusal(&creds.nested));
        assert_eq!(
            message,
            format!(
                "user 61001 has no search (x) permission on directory `{directory}` on the path to file `sub/dir/key`; \
                 run `chmod a+x {directory}` [file_unreadable]"
            )
        );
        do_as_told(&message, files.path(), &[]);
        assert_eq!(seen(&files.loader(), |creds| shown(&creds.nested)), "nested-text");
    }
}

#[test]
fn a_directory_in_a_variable_is_named_by_it() {
    if !is_root() {
        return not_run("other users take root");
    }
    let files = our_files();
    let directory = files.path().to_owned();
    let loader = files.loader().with_environment([("DIR", &directory)]);
    chmod(files.join("sub"), 0o700);
    let message = seen(&loader, |creds| refusal(&creds.variable));
    assert_eq!(
        message,
        "user 61001 has no search (x) permission on directory `${DIR}/sub` on the path to file `${DIR}/sub/key`; run, in \
         the program's environment, `chmod a+x \"${DIR:?}\"/sub` [file_unreadable]"
    );
    do_as_told(&message, Path::new("/"), &[("DIR", &directory)]);
    assert_eq!(seen(&loader, |creds| shown(&creds.variable)), "variable");

    let path = files.join("sub/dir/key");
    let loader = files.loader().with_environment([("TWIN_FILE", &path)]);
    for (directory, expected) in [
        (
            "sub/dir",
            "user 61001 has no search (x) permission on directory `$(dirname $TWIN_FILE)` on the path to file \
             `$TWIN_FILE`; run, in the program's environment, `chmod a+x \"$(dirname \
             \"${TWIN_FILE:?}\")\"` [file_unreadable]",
        ),
        (
            "sub",
            "user 61001 has no search (x) permission on a directory on the path to file `$TWIN_FILE`; find the \
             directory, in the program's environment, with `namei -l \"${TWIN_FILE:?}\"`, then `chmod a+x` it \
             [file_unreadable]",
        ),
    ] {
        chmod(files.join(directory), 0o700);
        assert_eq!(seen(&loader, |creds| refusal(&creds.twin)), expected);
        chmod(files.join(directory), 0o711);
    }
    assert_eq!(seen(&loader, |creds| shown(&creds.twin)), "nested-text");
}

#[test]
fn what_a_relative_path_starts_from_is_told_apart() {
    if !is_root() {
        return not_run("other users take root");
    }
    let files = our_files();
    let expected = "user 61001 has no search (x) permission on a directory on the path to file `plain.txt`; find \
                    the directory, in the directory that the path is relative to, with `namei -l \
                    \"$PWD\"/plain.txt`, then `chmod a+x` it [file_unreadable]";
    chmod(files.path(), 0o700);
    assert_eq!(seen(&files.loader(), |creds| refusal(&creds.plain)), expected);
    in_namespace(|| {
        std::env::set_current_dir(files.path()).unwrap();
        assert_eq!(seen(&no_environment(), |creds| refusal(&creds.plain)), expected);
        chmod(files.path(), 0o711);
        assert_eq!(seen(&no_environment(), |creds| shown(&creds.plain)), "plain-text");
    });
}

#[test]
fn behind_a_link_the_file_or_a_directory_is_meant() {
    if !is_root() {
        return not_run("other users take root");
    }
    let files = our_files();
    let elsewhere = our_files();
    fs::remove_file(files.join("plain.txt")).unwrap();
    symlink(elsewhere.join("sub/dir/key"), files.join("plain.txt")).unwrap();
    for directory in ["", "sub", "sub/dir"] {
        chmod(elsewhere.join(directory), 0o700);
        assert_eq!(
            seen(&files.loader(), |creds| refusal(&creds.plain)),
            "user 61001 has no search (x) permission on a directory behind a symbolic link on the path to file `plain.txt`; \
             find the directory with `namei -l plain.txt`, then `chmod a+x` it \
             [file_unreadable]"
        );
        chmod(elsewhere.join(directory), 0o755);
    }
    give(elsewhere.join("sub/dir/key"), 0, 0);
    let message = seen(&files.loader(), |creds| refusal(&creds.plain));
    assert!(
        message.starts_with("user 61001 has no read permission on file `plain.txt`; "),
        "{message}"
    );
}

#[test]
fn other_reasons_keep_their_word() {
    if !is_root() {
        return not_run("other users take root");
    }
    let files = our_files();
    // What an engine makes where there is nothing to mount; nobody else may read it.
    fs::remove_file(files.join("plain.txt")).unwrap();
    fs::create_dir(files.join("plain.txt")).unwrap();
    chmod(files.join("plain.txt"), 0o700);
    assert_eq!(seen(&files.loader(), |creds| outcome(&creds.plain)), Err("file_not_regular"));
    // What others can change comes before what we may not read.
    give(files.join("sub"), NOBODY, NOBODY);
    chmod(files.join("sub"), 0o700);
    let code = seen(&files.loader(), |creds| outcome(&creds.nested));
    assert_eq!(code, Err("file_insecure_directory"));
    // Unchecked, nothing more is known than what the system says of the path.
    let off = files.loader().permissions(Permissions::Off);
    assert_eq!(
        seen(&off, |creds| refusal(&creds.nested)),
        "this process cannot read file `sub/dir/key`; give the process's user read permission on it \
         [file_unreadable]"
    );
}
