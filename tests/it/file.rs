//! `source: file` without a key: the whole file is the secret.

use std::fs;
use std::time::{Duration, Instant};

#[cfg(target_os = "linux")]
use provider_credentials::Permissions;
use provider_credentials::credentials;

use crate::support::{Files, outcome, shown, write_secret};

credentials!("it/manifests/file.yaml", struct FileSet);

fn plain(content: impl AsRef<[u8]>) -> String {
    shown(&Files::new().with("plain.txt", content).loader().load::<FileSet>().plain)
}

#[test]
fn the_text_is_trimmed_at_both_ends() {
    for (content, secret) in [
        ("key", "key"),
        ("key\n", "key"),
        ("key\r\n", "key"),
        ("\n\n  key \t\n", "key"),
        ("two words\n", "two words"),
        ("two\nlines\n", "two\nlines"),
        ("\u{feff}key\n", "key"),
        ("{\"not\": \"parsed\"}", "{\"not\": \"parsed\"}"),
        ("ключ-🔑", "ключ-🔑"),
    ] {
        assert_eq!(plain(content), secret, "{content:?}");
    }
}

#[test]
fn a_file_without_text_is_empty() {
    for content in ["", "\n", " \t\r\n", "\u{feff}", "\u{feff}\n"] {
        assert_eq!(plain(content), "<file_empty>", "{content:?}");
    }
}

#[test]
fn text_must_be_utf8() {
    for content in [&b"\xff"[..], b"sentinel\xc3", b"\xff\xfek\0e\0y\0"] {
        assert_eq!(plain(content), "<file_not_utf8>");
    }
}

#[test]
fn a_json_file_without_a_key_is_text() {
    let files = Files::new().with("whole.json", " {\"service\": \"account\"} \n");
    let creds: FileSet = files.loader().load();
    assert_eq!(shown(&creds.whole_json), "{\"service\": \"account\"}");
}

#[test]
fn a_missing_file_is_recorded() {
    let creds: FileSet = Files::new().loader().load();
    assert_eq!(outcome(&creds.plain), Err("file_not_found"));
    assert_eq!(
        creds.plain.secret().unwrap_err().to_string(),
        "credential `plain` is not loaded: file `plain.txt` does not exist; create it, or start \
         the program in the directory that the path is relative to"
    );
}

#[test]
fn a_file_on_the_way_is_no_directory() {
    let files = Files::new().with("default-dir", "a file");
    assert_eq!(shown(&files.loader().load::<FileSet>().fallback), "<file_not_found>");
}

#[test]
fn variables_are_filled_in() {
    let files = Files::new().with("a$b", "dollar");
    let home = Files::new().with("key", "at home");
    fs::create_dir(files.join("default-dir")).unwrap();
    write_secret(&files.join("default-dir/key"), "by default");
    fs::create_dir(files.join("dir")).unwrap();
    write_secret(&files.join("dir/key"), "by variable");
    let (home, dir) = (home.path().as_os_str().to_owned(), files.join("dir"));

    let environment = [("HOME", home.clone()), ("DIR", dir.clone().into())];
    let creds: FileSet = files.loader().with_environment(environment).load();
    assert_eq!(shown(&creds.variable), "by variable");
    assert_eq!(shown(&creds.fallback), "by default");
    assert_eq!(shown(&creds.dollar), "dollar");

    let environment = [("OTHER", dir), ("DIR", "".into()), ("HOME", "".into())];
    let creds: FileSet = files.loader().with_environment(environment).load();
    assert_eq!(shown(&creds.fallback), "by variable");
    assert_eq!(shown(&creds.variable), "<path_variable_not_set>", "empty is unset");
    assert_eq!(shown(&creds.home), "<path_variable_not_set>");
    let error = creds.variable.secret().unwrap_err().to_string();
    assert!(
        error.ends_with(
            "the path of file `${DIR}/key` needs `DIR`, which is unset or empty; set `DIR`"
        ),
        "{error}"
    );
}

#[test]
#[cfg(unix)]
fn a_leading_tilde_is_the_home_directory() {
    let home = Files::new().with("key", "at home");
    let loader = Files::new().loader().with_environment([("HOME", home.path())]);
    assert_eq!(shown(&loader.load::<FileSet>().home), "at home");
}

#[test]
fn a_large_file_is_not_read() {
    let mebibyte = "x".repeat(1 << 20);
    assert_eq!(plain(&mebibyte).len(), 1 << 20);
    assert_eq!(plain(mebibyte + "x"), "<file_too_large>");
}

#[test]
fn the_limit_is_the_loaders() {
    let files = Files::new().with("plain.txt", "12345");
    for (limit, expected) in [(4, "<file_too_large>"), (5, "12345"), (0, "<file_too_large>")] {
        let loader = files.loader().max_file_size(limit);
        assert_eq!(shown(&loader.load::<FileSet>().plain), expected);
    }
    let loader = files.loader().max_file_size(u64::MAX);
    assert_eq!(shown(&loader.load::<FileSet>().plain), "12345");
}

#[test]
fn a_directory_is_not_a_file() {
    let files = Files::new();
    fs::create_dir(files.join("plain.txt")).unwrap();
    let creds: FileSet = files.loader().load();
    assert_eq!(outcome(&creds.plain), Err("file_not_regular"));
    let error = creds.plain.secret().unwrap_err().to_string();
    assert!(error.contains("file `plain.txt` is a directory; point to the file"), "{error}");
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::os::unix::net::UnixListener;

    use rustix::fs::{CWD, FileType, Mode, mknodat};

    use super::*;

    /// A loader that hangs would fail the test run by its time limit; this says it clearly.
    fn soon(files: &Files) -> String {
        let start = Instant::now();
        let outcome = shown(&files.loader().load::<FileSet>().plain);
        assert!(start.elapsed() < Duration::from_secs(5));
        outcome
    }

    #[test]
    fn a_fifo_does_not_hang_the_program() {
        let files = Files::new();
        let mode = Mode::RUSR | Mode::WUSR;
        mknodat(CWD, files.join("plain.txt"), FileType::Fifo, mode, 0).unwrap();
        assert_eq!(soon(&files), "<file_not_regular>");
    }

    #[test]
    fn sockets_and_devices_are_not_files() {
        let files = Files::new();
        let _listener = UnixListener::bind(files.join("plain.txt")).unwrap();
        assert_eq!(soon(&files), "<file_not_regular>");

        for device in ["/dev/zero", "/dev/null", "/dev/tty"] {
            let files = Files::new();
            symlink(device, files.join("plain.txt")).unwrap();
            let outcome = soon(&files);
            // A process without a terminal has no /dev/tty to open.
            assert!(outcome == "<file_not_regular>", "{device}: {outcome}");
        }
    }

    #[test]
    fn links_are_followed_as_kubernetes_needs() {
        let files = Files::new();
        fs::create_dir(files.join("..2026_01_01")).unwrap();
        write_secret(&files.join("..2026_01_01/plain.txt"), "mounted");
        symlink("..2026_01_01", files.join("..data")).unwrap();
        symlink("..data/plain.txt", files.join("plain.txt")).unwrap();
        assert_eq!(soon(&files), "mounted");
    }

    #[test]
    fn a_loop_of_links_has_its_own_words() {
        let files = Files::new();
        symlink("plain.txt", files.join("plain.txt")).unwrap();
        let creds: FileSet = files.loader().load();
        assert_eq!(outcome(&creds.plain), Err("file_unreadable"));
        let error = creds.plain.secret().unwrap_err().to_string();
        assert!(error.contains("leads into a symbolic link loop"), "{error}");
    }

    #[test]
    fn a_dangling_link_is_a_missing_file() {
        let files = Files::new();
        symlink("nowhere", files.join("plain.txt")).unwrap();
        assert_eq!(soon(&files), "<file_not_found>");
    }

    #[test]
    fn no_read_access_has_its_own_words() {
        let files = Files::new().with("plain.txt", "value");
        fs::set_permissions(files.join("plain.txt"), fs::Permissions::from_mode(0o000)).unwrap();
        if rustix::process::geteuid().is_root() {
            // Root reads everything: there is nothing to see.
            assert_eq!(soon(&files), "value");
            return;
        }
        let creds: FileSet = files.loader().load();
        assert_eq!(outcome(&creds.plain), Err("file_unreadable"));
        let error = creds.plain.secret().unwrap_err().to_string();
        assert!(error.contains(" has no read permission on file `plain.txt`; "), "{error}");
    }

    #[test]
    fn a_file_that_cannot_be_read_is_no_empty_one() {
        let files = Files::new();
        // Nothing is at address 0, and to read there is `EIO`, as from a disk that fails.
        symlink("/proc/self/mem", files.join("plain.txt")).unwrap();
        let creds: FileSet = files.loader().permissions(Permissions::Off).load();
        assert_eq!(outcome(&creds.plain), Err("file_unreadable"));
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn files_of_proc_say_no_size_and_are_read_all_the_same() {
        let files = Files::new();
        symlink("/proc/self/stat", files.join("plain.txt")).unwrap();
        let pid = std::process::id().to_string();
        // Everybody may read it, and so it is no place for a secret.
        assert_eq!(soon(&files), "<file_insecure_permissions>");
        for permissions in [Permissions::Warn, Permissions::Off] {
            let creds: FileSet = files.loader().permissions(permissions).load();
            assert!(shown(&creds.plain).starts_with(&pid), "{permissions:?}");
        }
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_file_that_two_credentials_name_is_read_once() {
        // Every read of this file gives another text.
        let source = "/proc/sys/kernel/random/uuid";
        let files = Files::new();
        symlink(source, files.join("plain.txt")).unwrap();
        symlink(source, files.join("whole.json")).unwrap();
        credentials!("it/manifests/shared_file.yaml", struct Shared);
        let loader = || files.loader().permissions(Permissions::Off);
        let creds: Shared = loader().load();
        let (one, other) = (shown(&creds.one), shown(&creds.other));
        assert_eq!(one.len(), 36, "{one}");
        assert_eq!(one, other);
        assert_ne!(one, shown(&loader().load::<Shared>().one), "the file does change");
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_file_that_claims_to_be_huge_does_not_fill_the_memory() {
        let files = Files::new();
        let sparse = fs::File::create(files.join("plain.txt")).unwrap();
        // What the file system allows; the load must answer, not abort.
        let _ = sparse.set_len(1 << 40);
        fs::set_permissions(files.join("plain.txt"), fs::Permissions::from_mode(0o600)).unwrap();
        let loader = files.loader().max_file_size(1 << 22);
        assert_eq!(shown(&loader.load::<FileSet>().plain), "<file_too_large>");
    }

    #[test]
    fn a_sparse_file_is_judged_by_its_size() {
        let files = Files::new().with("plain.txt", "");
        let sparse = fs::File::options().write(true).open(files.join("plain.txt")).unwrap();
        sparse.set_len(1 << 30).unwrap();
        assert_eq!(soon(&files), "<file_too_large>");
    }
}
