//! Symbolic links on the way.

use std::os::unix::fs::symlink;

use super::*;
use crate::support::{outcome, shown};

#[test]
fn links_are_followed() {
    let files = good_files();
    let link = files.join("sub/dir/key");
    for target in ["../key".into(), files.join("sub/key"), "../../sub/./dir//../key".into()] {
        fs::remove_file(&link).unwrap();
        symlink(&target, &link).unwrap();
        assert_eq!(shown(&files.loader().load::<Set>().nested), "variable", "{target:?}");
    }
}

#[test]
fn a_link_of_somebody_else_is_refused() {
    if !is_root() {
        return not_run("links of other owners take root");
    }
    let files = good_files();
    fs::rename(files.join("plain.txt"), files.join("real.txt")).unwrap();
    fs::rename(files.join("sub"), files.join("real")).unwrap();
    symlink("real.txt", files.join("plain.txt")).unwrap();
    symlink("real", files.join("sub")).unwrap();
    for (link, place) in [("plain.txt", "plain.txt"), ("sub", "sub/dir/key")] {
        give_link(files.join(link), NOBODY);
        let creds: Set = files.loader().load();
        let credential = if link == "sub" { &*creds.nested } else { &*creds.plain };
        let message = refusal(credential);
        assert_eq!(
            message,
            format!(
                "symbolic link `{link}` on the path to file `{place}` is owned by user {NOBODY}; it \
                 must be owned by root (this process); run `chown -h 0 {link}` [file_insecure_directory]"
            )
        );
        do_as_told(&message, files.path(), &[]);
    }
    let creds: Set = files.loader().load();
    assert_eq!([&*creds.plain, &*creds.nested].map(shown), ["plain-text", "nested-text"]);
}

#[test]
fn the_way_of_the_target_is_checked_too() {
    let files = good_files();
    let elsewhere = good_files();
    fs::remove_file(files.join("plain.txt")).unwrap();
    symlink(elsewhere.join("sub/dir/key"), files.join("plain.txt")).unwrap();
    assert_eq!(shown(&files.loader().load::<Set>().plain), "nested-text");
    for directory in ["sub/dir", "sub", ""] {
        chmod(elsewhere.join(directory), 0o777);
        let message = refusal(&files.loader().load::<Set>().plain);
        assert_eq!(
            message,
            "a directory behind a symbolic link on the path to file `plain.txt` has mode \
             0777, which lets others replace what is in it; find the directory with `namei -l \
             plain.txt`, then `chmod go-w` it; a sticky one, such as `/tmp`, is fine as it is \
             [file_insecure_directory]"
        );
        chmod(elsewhere.join(directory), 0o755);
    }
    // And the way of the link, where the target is fine.
    chmod(files.path(), 0o777);
    assert_eq!(shown(&files.loader().load::<Set>().plain), "<file_insecure_directory>");
}

#[test]
fn the_file_at_the_end_is_what_is_checked() {
    let files = good_files();
    fs::rename(files.join("plain.txt"), files.join("real.txt")).unwrap();
    symlink("real.txt", files.join("plain.txt")).unwrap();
    assert_eq!(shown(&files.loader().load::<Set>().plain), "plain-text");
    chmod(files.join("real.txt"), 0o644);
    assert_eq!(shown(&files.loader().load::<Set>().plain), "<file_insecure_permissions>");
}

#[test]
fn forty_links_are_followed_and_no_more() {
    let files = good_files();
    fs::rename(files.join("plain.txt"), files.join("0")).unwrap();
    for i in 1..=40 {
        symlink((i - 1).to_string(), files.join(&i.to_string())).unwrap();
    }
    symlink("39", files.join("plain.txt")).unwrap();
    assert_eq!(shown(&files.loader().load::<Set>().plain), "plain-text");
    fs::remove_file(files.join("plain.txt")).unwrap();
    symlink("40", files.join("plain.txt")).unwrap();
    assert_eq!(shown(&files.loader().load::<Set>().plain), "<file_unreadable>");
}

#[test]
fn loops_and_dangling_links_end() {
    let files = Files::new();
    symlink("sub", files.join("sub")).unwrap();
    symlink("b", files.join("a")).unwrap();
    symlink("a/x", files.join("b")).unwrap();
    symlink("nowhere/at/all", files.join("plain.txt")).unwrap();
    let creds: Set = files.loader().with_environment([("TWIN_FILE", "a/b")]).load();
    assert_eq!(outcome(&creds.nested), Err("file_unreadable"));
    assert_eq!(outcome(&creds.twin), Err("file_unreadable"));
    assert_eq!(outcome(&creds.plain), Err("file_not_found"));
}

#[test]
#[cfg(target_os = "linux")]
fn descriptors_by_path_are_what_they_are() {
    use std::os::fd::AsRawFd;

    let files = good_files();
    let file = fs::File::open(files.join("plain.txt")).unwrap();
    let (reader, _writer) = std::io::pipe().unwrap();
    let path = |descriptor: i32| format!("/dev/fd/{descriptor}");
    for (path, expected) in
        [(path(file.as_raw_fd()), "plain-text"), (path(reader.as_raw_fd()), "<file_not_regular>")]
    {
        let loader = files.loader().with_environment([("TWIN_FILE", path)]);
        assert_eq!(shown(&loader.load::<Set>().twin), expected);
    }
}
