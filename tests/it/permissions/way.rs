//! The directories on the way.

use super::*;
use crate::support::{no_environment, outcome, shown};

#[test]
fn no_directory_may_be_writable_by_others() {
    for directory in ["", "sub", "sub/dir"] {
        let files = good_files();
        for mode in [0o757, 0o777] {
            chmod(files.join(directory), mode);
            let creds: Set = files.loader().load();
            assert_eq!(outcome(&creds.nested), Err("file_insecure_directory"), "{directory}");
            // Not on the way of this one.
            let plain =
                if directory.is_empty() { "<file_insecure_directory>" } else { "plain-text" };
            assert_eq!(shown(&creds.plain), plain);
        }
        chmod(files.join(directory), 0o755);
        assert_eq!(shown(&files.loader().load::<Set>().nested), "nested-text");
    }
}

#[test]
fn a_directory_is_refused_with_the_command_that_mends_it() {
    let files = good_files();
    for directory in ["sub", "sub/dir"] {
        chmod(files.join(directory), 0o777);
        let message = refusal(&files.loader().load::<Set>().nested);
        assert_eq!(
            message,
            format!(
                "directory `{directory}` on the path to file `sub/dir/key` has mode 0777, which lets \
                 others replace what is in it; run `chmod go-w {directory}` [file_insecure_directory]"
            )
        );
        do_as_told(&message, files.path(), &[]);
        assert_eq!(shown(&files.loader().load::<Set>().nested), "nested-text");
    }
}

#[test]
fn the_directory_of_relative_paths_and_those_above_it_count() {
    let files = good_files();
    let base = files.join("sub");
    let loader = no_environment().base_dir(&base);
    write_secret(&base.join("plain.txt"), "plain-text");
    assert_eq!(shown(&loader.load::<Set>().plain), "plain-text");
    for directory in ["sub", ""] {
        chmod(files.join(directory), 0o777);
        let message = refusal(&loader.load::<Set>().plain);
        assert_eq!(
            message,
            "a directory on the path to file `plain.txt` has mode 0777, which lets others replace \
             what is in it; find the directory, in the directory that the path is relative to, with \
             `namei -l \"$PWD\"/plain.txt`, then `chmod go-w` it; a sticky one, such as `/tmp`, is fine \
             as it is [file_insecure_directory]"
        );
        chmod(files.join(directory), 0o755);
    }
}

#[test]
fn sticky_directories_of_root_are_fine() {
    if !is_root() {
        return not_run("directories of root take root");
    }
    let files = good_files();
    for mode in [0o1777, 0o1757, 0o1775, 0o3777] {
        chmod(files.join("sub"), mode);
        assert_eq!(shown(&files.loader().load::<Set>().nested), "nested-text", "{mode:o}");
    }
    // What is in one is checked as anywhere.
    give(files.join("sub/dir"), NOBODY, NOBODY);
    assert_eq!(shown(&files.loader().load::<Set>().nested), "<file_insecure_directory>");
}

#[test]
fn a_private_group_may_write_and_no_other() {
    if !is_root() {
        return not_run("groups of choice take root");
    }
    let files = good_files();
    chmod(files.join("sub"), 0o775);
    give(files.join("sub"), 0, 0);
    assert_eq!(shown(&files.loader().load::<Set>().nested), "nested-text");
    give(files.join("sub"), 0, NOBODY);
    chmod(files.join("sub"), 0o775);
    assert_eq!(shown(&files.loader().load::<Set>().nested), "<file_insecure_directory>");
}

#[test]
fn directories_of_somebody_else_are_refused() {
    if !is_root() {
        return not_run("directories of other owners take root");
    }
    let files = good_files();
    for mode in [0o700, 0o1777] {
        give(files.join("sub"), NOBODY, NOBODY);
        chmod(files.join("sub"), mode);
        let message = refusal(&files.loader().load::<Set>().nested);
        assert_eq!(
            message,
            format!(
                "directory `sub` on the path to file `sub/dir/key` is owned by user {NOBODY}; it must \
                 be owned by root (this process); run `chown 0 sub` [file_insecure_directory]"
            )
        );
        do_as_told(&message, files.path(), &[]);
        assert_eq!(shown(&files.loader().load::<Set>().nested), "nested-text");
    }
}

#[test]
fn a_file_that_is_not_there_is_not_there_whatever_the_way() {
    let files = good_files();
    fs::remove_file(files.join("sub/dir/key")).unwrap();
    chmod(files.join("sub"), 0o777);
    let creds: Set = files.loader().with_environment([("FALLBACK", "from the variable")]).load();
    assert_eq!(outcome(&creds.nested), Err("file_not_found"));
    assert_eq!(shown(&creds.fallback), "from the variable");
    // One that is there keeps its word to itself, and nothing takes its place.
    write_secret(&files.join("sub/dir/key"), "nested-text");
    let creds: Set = files.loader().with_environment([("FALLBACK", "from the variable")]).load();
    assert_eq!(outcome(&creds.fallback), Err("file_insecure_directory"));
}

#[test]
fn no_value_of_a_variable_is_shown() {
    let files = good_files();
    fs::create_dir(files.join("a sentinel")).unwrap();
    fs::rename(files.join("sub"), files.join("a sentinel/sub")).unwrap();
    let dir = files.join("a sentinel");
    let loader = files.loader().with_environment([("DIR", &dir)]);
    for (directory, place, quoted) in [
        ("a sentinel/sub", "${DIR}/sub", "\"${DIR:?}\"/sub"),
        ("a sentinel", "${DIR}", "\"${DIR:?}\""),
    ] {
        chmod(files.join(directory), 0o777);
        let message = refusal(&loader.load::<Set>().variable);
        assert!(message.contains(&format!("directory `{place}` on the path to")), "{message}");
        let command = format!("run, in the program's environment, `chmod go-w {quoted}` [");
        assert!(message.contains(&command), "{message}");
        assert!(fails_elsewhere(&message, files.path()), "{message}");
        do_as_told(&message, files.path(), &[("DIR", &dir)]);
    }
    // What is above is the variable's own.
    chmod(files.path(), 0o777);
    let message = refusal(&loader.load::<Set>().variable);
    assert_eq!(
        message,
        "a directory on the path to file `${DIR}/sub/key` has mode 0777, which lets others replace \
         what is in it; find the directory, in the program's environment, with `namei -l \
         \"${DIR:?}\"/sub/key`, then `chmod go-w` it; a sticky one, such as `/tmp`, is fine as it is \
         [file_insecure_directory]"
    );
}

#[test]
fn a_variable_that_names_the_file_is_not_shown_either() {
    let files = good_files();
    fs::rename(files.join("sub"), files.join("a sentinel")).unwrap();
    let path = files.join("a sentinel/dir/key");
    let loader = files.loader().with_environment([("TWIN_FILE", &path)]);
    chmod(files.join("a sentinel/dir"), 0o777);
    let message = refusal(&loader.load::<Set>().twin);
    assert!(message.contains("`chmod go-w \"$(dirname \"${TWIN_FILE:?}\")\"` ["), "{message}");
    assert!(fails_elsewhere(&message, files.path()), "{message}");
    do_as_told(&message, Path::new("/"), &[("TWIN_FILE", &path)]);
    assert_eq!(shown(&loader.load::<Set>().twin), "nested-text");
    chmod(files.join("a sentinel"), 0o777);
    let message = refusal(&loader.load::<Set>().twin);
    assert!(message.contains("with `namei -l \"${TWIN_FILE:?}\"`, then"), "{message}");
    assert!(!message.contains("sentinel"), "{message}");
}

#[test]
fn dots_and_slashes_lead_where_they_do_elsewhere() {
    let files = good_files();
    let creds: Set = files.loader().load();
    assert_eq!(shown(&creds.up), "plain-text");
    assert_eq!(shown(&creds.slash), "nested-text");
    // `sub` is on the way of `sub/../plain.txt`.
    chmod(files.join("sub"), 0o777);
    let creds: Set = files.loader().load();
    assert_eq!(shown(&creds.up), "<file_insecure_directory>");
    assert_eq!(shown(&creds.plain), "plain-text");
    for (path, expected) in [
        ("/", "<file_not_regular>"),
        ("/..", "<file_not_regular>"),
        (".", "<file_not_regular>"),
        ("..", "<file_not_regular>"),
        ("sub/key/", "<file_not_found>"),
        ("sub/key/.", "<file_not_found>"),
        ("sub/key/..", "<file_not_found>"),
        ("../../../../../../../../dev/null", "<file_not_regular>"),
    ] {
        let loader = files.loader().with_environment([("TWIN_FILE", path)]);
        assert_eq!(shown(&loader.load::<Set>().twin), expected, "{path}");
    }
}

#[test]
fn names_are_bytes() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let files = Files::new();
    for name in [&b"\xff\xfe"[..], b"line\nbreak", b" x ", b"\\", b"...", &[b'x'; 255]] {
        let name = OsStr::from_bytes(name);
        write_secret(&files.path().join(name), "odd");
        let loader = files.loader().with_environment([("TWIN_FILE", name)]);
        assert_eq!(shown(&loader.load::<Set>().twin), "odd", "{name:?}");
    }
    for name in [&[b'x'; 256][..], b"nul\0byte"] {
        let loader = files.loader().with_environment([("TWIN_FILE", OsStr::from_bytes(name))]);
        assert_eq!(shown(&loader.load::<Set>().twin), "<file_unreadable>");
    }
}
