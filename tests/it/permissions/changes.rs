//! What changes while it is looked at: each load ends in a right value or in its own error.

use std::os::unix::fs::symlink;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::*;
use crate::support::shown;

/// Loads for a while, as another thread changes things over and over; says how often it loaded.
fn load_while(change: impl Fn(usize) + Sync, check: impl Fn(usize)) -> usize {
    struct Stop<'a>(&'a AtomicBool);

    impl Drop for Stop<'_> {
        fn drop(&mut self) {
            self.0.store(true, Ordering::Relaxed);
        }
    }

    let stop = AtomicBool::new(false);
    thread::scope(|scope| {
        let _stop = Stop(&stop);
        scope.spawn(|| {
            for i in 0.. {
                if stop.load(Ordering::Relaxed) {
                    break;
                }
                change(i);
            }
        });
        let start = Instant::now();
        let mut loads = 0;
        while start.elapsed() < Duration::from_secs(1) {
            check(loads);
            loads += 1;
        }
        loads
    })
}

/// One atomic update of a volume, as the kubelet does it.
fn update(volume: &Path, generation: usize, files: &[&str]) {
    let new = format!("..2026_01_01.{generation}");
    fs::create_dir(volume.join(&new)).unwrap();
    chmod(volume.join(&new), 0o755);
    for file in files {
        write_secret(&volume.join(&new).join(file), format!("{file}-{}", generation % 2));
    }
    let old = fs::read_link(volume.join("..data")).ok();
    symlink(&new, volume.join("..data_tmp")).unwrap();
    fs::rename(volume.join("..data_tmp"), volume.join("..data")).unwrap();
    for file in files.iter().filter(|file| !volume.join(file).is_symlink()) {
        symlink(format!("..data/{file}"), volume.join(file)).unwrap();
    }
    if let Some(old) = old {
        fs::remove_dir_all(volume.join(old)).unwrap();
    }
}

#[test]
fn a_volume_that_is_swapped_always_has_its_files() {
    let files = Files::new();
    let keys = ["plain.txt", "api-key"];
    update(files.path(), 0, &keys);
    let loader = files.loader().with_environment([("CREDENTIALS_DIRECTORY", files.path())]);
    let loads = load_while(
        |i| update(files.path(), i + 1, &keys),
        |load| {
            let creds: Set = loader.load();
            let (plain, service) = (shown(&creds.plain), shown(&creds.service));
            assert!(plain == "plain.txt-0" || plain == "plain.txt-1", "{plain} in load {load}");
            assert!(service == "api-key-0" || service == "api-key-1", "{service} in load {load}");
        },
    );
    assert!(loads > 10, "{loads}");
}

#[test]
fn a_mode_that_changes_is_one_or_the_other() {
    let files = good_files();
    let modes = [0o600, 0o644];
    load_while(
        |i| chmod(files.join("plain.txt"), modes[i % 2]),
        |_| {
            let shown = shown(&files.loader().load::<Set>().plain);
            assert!(shown == "plain-text" || shown == "<file_insecure_permissions>", "{shown}");
        },
    );
}

#[test]
fn what_is_read_is_what_was_checked() {
    if !is_root() {
        return not_run("files of other owners take root");
    }
    let files = good_files();
    let attack = |i: usize| {
        let new = files.join("new");
        match i % 3 {
            0 => write_secret(&new, "plain-text"),
            1 => {
                write_secret(&new, "theirs");
                give(&new, NOBODY, NOBODY);
            }
            _ => symlink("theirs", &new).unwrap(),
        }
        fs::rename(new, files.join("plain.txt")).unwrap();
    };
    write_secret(&files.join("theirs"), "theirs");
    give(files.join("theirs"), NOBODY, NOBODY);
    load_while(attack, |_| {
        let shown = shown(&files.loader().load::<Set>().plain);
        assert!(["plain-text", "<file_insecure_owner>"].contains(&&*shown), "{shown}");
    });
}

#[test]
fn links_and_directories_that_take_turns_are_no_way_in() {
    if !is_root() {
        return not_run("directories of other owners take root");
    }
    let files = good_files();
    let theirs = good_files();
    fs::write(theirs.join("sub/dir/key"), "theirs").unwrap();
    give(theirs.join("sub"), NOBODY, NOBODY);
    fs::create_dir(files.join("parked")).unwrap();
    symlink(theirs.join("sub"), files.join("link")).unwrap();
    let attack = |_: usize| {
        fs::rename(files.join("sub"), files.join("parked/sub")).unwrap();
        fs::rename(files.join("link"), files.join("sub")).unwrap();
        fs::rename(files.join("sub"), files.join("link")).unwrap();
        fs::rename(files.join("parked/sub"), files.join("sub")).unwrap();
    };
    load_while(attack, |_| {
        let shown = shown(&files.loader().load::<Set>().nested);
        let right =
            ["nested-text", "<file_not_found>", "<file_insecure_directory>", "<file_unreadable>"];
        assert!(right.contains(&&*shown), "{shown}");
    });
}

#[test]
fn a_file_that_grows_and_shrinks_ends_in_a_value_or_an_error() {
    let files = good_files();
    let path = files.join("plain.txt");
    let grow_and_shrink = |i: usize| {
        let mut file = fs::File::options().append(true).open(&path).unwrap();
        if i.is_multiple_of(20) {
            file.set_len(0).unwrap();
        }
        file.write_all(&[b'x'; 1000]).unwrap();
    };
    fs::write(&path, "x").unwrap();
    load_while(grow_and_shrink, |_| {
        let shown = shown(&files.loader().load::<Set>().plain);
        let is_value = shown.bytes().all(|byte| byte == b'x') && !shown.is_empty();
        let is_error = ["<file_empty>", "<file_unreadable>"].contains(&&*shown);
        assert!(is_value || is_error, "{}", shown.len());
    });
}
