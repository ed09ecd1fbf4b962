//! The file itself.

use super::*;
use crate::support::{outcome, shown};

#[test]
fn the_owner_alone_may_have_rights() {
    let files = good_files();
    if is_root() {
        // Root is in its own group, and may then let it read: not what this is about.
        give(files.join("plain.txt"), 0, NOBODY);
    }
    for (mode, loads) in [
        (0o600, true),
        (0o400, true),
        (0o700, true),
        (0o640, false),
        (0o620, false),
        (0o610, false),
        (0o604, false),
        (0o602, false),
        (0o601, false),
        (0o644, false),
        (0o666, false),
        (0o777, false),
    ] {
        chmod(files.join("plain.txt"), mode);
        let creds: Set = files.loader().load();
        let expected = if loads { "plain-text" } else { "<file_insecure_permissions>" };
        assert_eq!(shown(&creds.plain), expected, "{mode:o}");
        assert!(creds.plain.metadata().warning().is_none());
    }
}

#[test]
fn a_mode_is_refused_with_the_command_that_mends_it() {
    let files = good_files();
    for (mode, right) in [
        (0o644, "read it"),
        (0o622, "change it"),
        (0o666, "read and change it"),
        (0o611, "execute it"),
    ] {
        chmod(files.join("plain.txt"), mode);
        let message = refusal(&files.loader().load::<Set>().plain);
        assert_eq!(
            message,
            format!(
                "file `plain.txt` has mode {mode:04o}, which lets others {right}; run `chmod 600 \
                 plain.txt` [file_insecure_permissions]"
            )
        );
        do_as_told(&message, files.path(), &[]);
        assert_eq!(shown(&files.loader().load::<Set>().plain), "plain-text");
    }
}

#[test]
fn a_command_is_fit_for_a_shell() {
    let files = Files::new();
    fs::create_dir(files.join("my dir")).unwrap();
    write_secret(&files.join("my dir/it's a $key"), "spaced");
    assert_eq!(shown(&files.loader().load::<Set>().spaced), "spaced");
    chmod(files.join("my dir/it's a $key"), 0o644);
    let message = refusal(&files.loader().load::<Set>().spaced);
    assert!(message.contains(r"run `chmod 600 my\ dir/it\'s\ a\ \$key`"), "{message}");
    do_as_told(&message, files.path(), &[]);
    assert_eq!(shown(&files.loader().load::<Set>().spaced), "spaced");
}

#[test]
fn a_file_of_many_credentials_is_refused_for_each() {
    let files = good_files().with("keys.json", r#"{"a": {"b": "keyed-text"}}"#);
    assert_eq!(shown(&files.loader().load::<Set>().keyed), "keyed-text");
    chmod(files.join("keys.json"), 0o604);
    let creds: Set = files.loader().load();
    assert_eq!(outcome(&creds.keyed), Err("file_insecure_permissions"));
    assert_eq!(shown(&creds.plain), "plain-text", "others are left alone");
}

#[test]
fn a_file_of_somebody_else_is_refused() {
    if !is_root() {
        return not_run("files of other owners take root");
    }
    let files = good_files();
    give(files.join("plain.txt"), NOBODY, NOBODY);
    for (mode, command) in
        [(0o600, "chown 0 plain.txt"), (0o644, "chown 0 plain.txt && chmod 600 plain.txt")]
    {
        give(files.join("plain.txt"), NOBODY, NOBODY);
        chmod(files.join("plain.txt"), mode);
        let message = refusal(&files.loader().load::<Set>().plain);
        assert_eq!(
            message,
            format!(
                "file `plain.txt` is owned by user {NOBODY}; it must be owned by root (this \
                 process); run `{command}` \
                 [file_insecure_owner]"
            )
        );
        do_as_told(&message, files.path(), &[]);
        assert_eq!(shown(&files.loader().load::<Set>().plain), "plain-text");
    }
}

#[test]
fn the_file_that_a_variable_names_is_held_to_the_same() {
    let files = good_files();
    chmod(files.join("plain.txt"), 0o644);
    let path = files.join("plain.txt");
    let loader = files.loader().with_environment([("TWIN_FILE", &path)]);
    let message = refusal(&loader.load::<Set>().twin);
    assert_eq!(
        message,
        "file `$TWIN_FILE` has mode 0644, which lets others read it; run, in the program's environment, \
         `chmod 600 \"${TWIN_FILE:?}\"` [file_insecure_permissions]"
    );
    do_as_told(&message, Path::new("/"), &[("TWIN_FILE", &path)]);
    assert_eq!(shown(&loader.load::<Set>().twin), "plain-text");
}

#[test]
fn what_is_no_file_says_so_first() {
    let files = good_files();
    fs::remove_file(files.join("plain.txt")).unwrap();
    fs::create_dir(files.join("plain.txt")).unwrap();
    chmod(files.join("plain.txt"), 0o777);
    assert_eq!(shown(&files.loader().load::<Set>().plain), "<file_not_regular>");
}

#[cfg(target_os = "linux")]
mod other_users {
    use super::*;

    const US: u32 = 61_001;
    const OUR_GROUP: u32 = 61_002;
    const OTHER_GROUP: u32 = 61_003;

    /// The outcome for a user of group `US`, who is in `OUR_GROUP` too.
    fn loaded(owner: u32, group: u32, mode: u32) -> String {
        let files = good_files();
        chmod(files.path(), 0o755);
        give(files.join("plain.txt"), owner, group);
        chmod(files.join("plain.txt"), mode);
        let mut result = String::new();
        as_user(US, US, &[OUR_GROUP], || {
            result = shown(&files.loader().load::<Set>().plain);
        });
        result
    }

    #[test]
    fn root_may_let_a_group_of_the_process_read() {
        if !is_root() {
            return not_run("other users take root");
        }
        for (owner, group, mode, expected) in [
            (US, US, 0o600, "plain-text"),
            (US, US, 0o640, "<file_insecure_permissions>"),
            (US, OUR_GROUP, 0o640, "<file_insecure_permissions>"),
            (0, OUR_GROUP, 0o640, "plain-text"),
            (0, OUR_GROUP, 0o440, "plain-text"),
            (0, US, 0o640, "plain-text"),
            (0, OUR_GROUP, 0o660, "<file_insecure_permissions>"),
            (0, OUR_GROUP, 0o644, "<file_insecure_permissions>"),
            (0, OTHER_GROUP, 0o644, "<file_insecure_permissions>"),
            (0, OTHER_GROUP, 0o640, "<file_unreadable>"),
            (0, 0, 0o600, "<file_unreadable>"),
            (NOBODY, OUR_GROUP, 0o640, "<file_insecure_owner>"),
        ] {
            assert_eq!(loaded(owner, group, mode), expected, "{owner}:{group} {mode:o}");
        }
    }

    #[test]
    fn the_command_leaves_the_file_readable() {
        let files = good_files();
        chmod(files.path(), 0o755);
        let mut message = String::new();
        for (owner, expected) in [
            (
                0,
                "file `plain.txt` has mode 0644, which lets others read it; run `chown 61001 \
                 plain.txt && chmod 600 plain.txt` [file_insecure_permissions]",
            ),
            (
                NOBODY,
                "file `plain.txt` is owned by user 61234; it must be owned by root or by user 61001 \
                 (this process); run `chown 61001 plain.txt && chmod 600 plain.txt` \
                 [file_insecure_owner]",
            ),
        ] {
            chmod(files.join("plain.txt"), 0o644);
            if !is_root() {
                return not_run("other users take root");
            }
            give(files.join("plain.txt"), owner, OTHER_GROUP);
            as_user(US, US, &[], || message = refusal(&files.loader().load::<Set>().plain));
            assert_eq!(message, expected);
            do_as_told(&message, files.path(), &[]);
            as_user(US, US, &[], || {
                assert_eq!(shown(&files.loader().load::<Set>().plain), "plain-text");
            });
        }
    }

    #[test]
    fn a_sticky_directory_is_trusted_for_being_roots() {
        let files = good_files();
        if !is_root() {
            return not_run("other users take root");
        }
        chmod(files.path(), 0o755);
        for directory in ["sub", "sub/dir", "sub/dir/key"] {
            give(files.join(directory), US, US);
        }
        for (owner, expected) in [(0, "nested-text"), (US, "<file_insecure_directory>")] {
            give(files.join("sub"), owner, OTHER_GROUP);
            chmod(files.join("sub"), 0o1777);
            as_user(US, US, &[], || {
                assert_eq!(shown(&files.loader().load::<Set>().nested), expected, "{owner}");
            });
        }
    }

    #[test]
    fn directories_need_not_be_readable() {
        let files = good_files();
        for directory in ["", "sub", "sub/dir"] {
            chmod(files.join(directory), 0o711);
        }
        if !is_root() {
            return not_run("other users take root");
        }
        give(files.join("sub/dir/key"), US, US);
        as_user(US, US, &[], || {
            assert_eq!(shown(&files.loader().load::<Set>().nested), "nested-text");
        });
    }
}
