use std::fs::{self, File};
use std::io::Write;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use provider_credentials::{Live, LiveOptions, Loader};

use super::{Leases, Log, Set, files, rename_over, soon, swap, until, value};
use crate::support::{no_environment, write_secret};

#[test]
fn a_file_that_is_replaced_is_taken_and_the_value_before_is_kept_for_a_while() {
    let (files, log) = (files(), Log::default());
    let live = Live::<Set>::start(log.observe(files.loader()));
    let before = live.current().openai.clone();
    assert_eq!((value(&before).as_str(), before.generation()), ("first-of-openai", 1));
    assert!(before.previous().is_none());

    rename_over(&files.join("openai"), "second-of-openai");
    until(&live, "second-of-openai");
    let now = live.current();
    assert_eq!(now.openai.generation(), 2);
    assert_eq!(now.openai.metadata().generation(), 2);
    assert_eq!(value(&now.openai.previous().unwrap()), "first-of-openai");
    assert!(now.openai.loaded_at() > before.loaded_at());
    assert_eq!(now.other.generation(), 1, "nothing else rotated");
    // Whoever has the old handle goes on with the old value.
    assert_eq!(value(&before), "first-of-openai");
    assert_eq!(log.soon(1), ["credential_rotated openai"]);

    // The same content is no rotation.
    rename_over(&files.join("openai"), "second-of-openai");
    rename_over(&files.join("other.json"), r#"{"keys": {"other": "second-of-other"}}"#);
    soon("other", || value(&live.current().other) == "second-of-other");
    assert_eq!(live.current().openai.generation(), 2);
    assert_eq!(log.soon(1), ["credential_rotated other"]);
}

#[test]
fn what_cannot_be_loaded_keeps_its_value_and_recovers() {
    let (files, log) = (files(), Log::default());
    let live = Live::<Set>::start(log.observe(files.loader()));
    rename_over(&files.join("other.json"), r#"{"keys": {"other": "#);
    soon("stale", || live.current().other.is_stale());
    let current = live.current();
    assert_eq!(value(&current.other), "first-of-other");
    assert_eq!(current.other.stale_error().unwrap().code(), "json_syntax");
    let shown = current.other.metadata().to_string();
    assert!(
        shown.starts_with("other (acme): loaded from file (stale: file `other.json` is not"),
        "{shown}"
    );
    assert!(!current.openai.is_stale());
    assert_eq!(log.soon(1), ["credential_reload_failed other"]);

    // Another one rotates meanwhile.
    rename_over(&files.join("openai"), "second-of-openai");
    until(&live, "second-of-openai");
    assert_eq!(log.soon(1), ["credential_rotated openai"]);

    rename_over(&files.join("other.json"), r#"{"keys": {"other": "first-of-other"}}"#);
    soon("recovered", || !live.current().other.is_stale());
    assert_eq!(live.current().other.generation(), 1);
    assert_eq!(log.soon(1), ["credential_recovered other"]);

    fs::remove_file(files.join("openai")).unwrap();
    soon("gone", || live.current().openai.is_stale());
    rename_over(&files.join("openai"), "third-of-openai");
    until(&live, "third-of-openai");
    // Whoever was told of the failure is told that it is over, also with another value.
    assert_eq!(
        log.soon(3),
        [
            "credential_reload_failed openai",
            "credential_recovered openai",
            "credential_rotated openai"
        ]
    );
}

/// Of the first directories on the way, and of the last, more than once.
#[test]
fn directories_that_others_take_the_place_of_are_watched_anew() {
    let files = files();
    let base = files.join("a/b");
    fs::create_dir_all(&base).unwrap();
    write_secret(&base.join("openai"), "first-of-openai");
    let loader = files.loader().base_dir(&base);
    let live = Live::<Set>::start(loader);
    until(&live, "first-of-openai");
    for round in 0..3 {
        for on_the_way in ["a", "a/b"] {
            let (new, old) = (files.join(&format!("new-{round}")), files.join("old"));
            let below = new.join(if on_the_way == "a" { "b" } else { "" });
            fs::create_dir_all(&below).unwrap();
            let text = format!("swapped-{on_the_way}-{round}");
            write_secret(&below.join("openai"), &text);
            fs::rename(files.join(on_the_way), &old).unwrap();
            fs::rename(new, files.join(on_the_way)).unwrap();
            fs::remove_dir_all(old).unwrap();
            until(&live, &text);
            rename_over(&base.join("openai"), &format!("{text}-again"));
            until(&live, &format!("{text}-again"));
        }
    }
}

#[test]
fn a_program_without_the_thread_ticks() {
    let (files, log) = (files(), Log::default());
    let options = LiveOptions::new().without_thread();
    let live = Live::<Set>::start_with(log.observe(files.loader()), options);
    assert!(!live.tick());
    rename_over(&files.join("openai"), "second-of-openai");
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(value(&live.current().openai), "first-of-openai");
    soon("a tick", || live.tick());
    assert_eq!(value(&live.current().openai), "second-of-openai");
    assert!(!live.tick());
    assert_eq!(log.soon(1), ["credential_rotated openai"]);
}

#[test]
fn the_swap_of_a_volume_is_seen_through_its_links_and_parts_rotate_together() {
    let files = files();
    let live = Live::<Set>::start(files.loader());
    for number in 2..6 {
        swap(&files.join("volume"), number);
        let expected = format!("password-{number}");
        soon(&expected, || value(&live.current().database) == expected);
        let current = live.current();
        assert_eq!(current.database.username().unwrap(), format!("user-{number}"));
        assert_eq!(current.database.generation(), u64::from(number));
    }
}

#[test]
fn what_is_missing_at_first_is_taken_when_it_comes() {
    let (files, log) = (files(), Log::default());
    fs::remove_file(files.join("openai")).unwrap();
    fs::remove_dir_all(files.join("volume")).unwrap();
    let live = Live::<Set>::start(log.observe(files.loader()));
    assert_eq!(value(&live.current().openai), "file_not_found");
    write_secret(&files.join("openai"), "late-of-openai");
    until(&live, "late-of-openai");
    fs::create_dir(files.join("volume")).unwrap();
    swap(&files.join("volume"), 7);
    soon("the volume", || value(&live.current().database) == "password-7");
    let mut log = log.take();
    log.dedup();
    assert!(log.contains(&"credential_recovered openai".to_owned()), "{log:?}");
}

/// Elsewhere nothing tells that a file is still being written.
#[test]
#[cfg(target_os = "linux")]
fn a_file_that_is_being_written_is_left_alone_until_it_is_closed() {
    let files = files();
    let live = Live::<Set>::start(files.loader());
    let mut file = File::options().write(true).truncate(true).open(files.join("openai")).unwrap();
    file.write_all(b"second-of-").unwrap();
    // Others rotate meanwhile.
    rename_over(&files.join("other.json"), r#"{"keys": {"other": "second-of-other"}}"#);
    soon("other", || value(&live.current().other) == "second-of-other");
    std::thread::sleep(Duration::from_millis(100));
    live.reload();
    assert_eq!(value(&live.current().openai), "first-of-openai");
    assert!(!live.current().openai.is_stale());
    file.write_all(b"openai").unwrap();
    drop(file);
    until(&live, "second-of-openai");
    assert_eq!(live.current().openai.generation(), 2);
}

#[test]
fn a_store_is_asked_again_before_its_answer_ends() {
    let asked = Arc::<Mutex<u32>>::default();
    let files = files();
    let leases = Leases { asked: Arc::clone(&asked), lease: Duration::from_millis(900) };
    let live = Live::<Set>::start(files.loader().with_source("store", leases));
    assert_eq!(value(&live.current().leased), "lease-number-1");
    soon("the third lease", || value(&live.current().leased) == "lease-number-3");
    assert!(live.current().leased.generation() == 3 && *asked.lock().unwrap() == 3);
}

#[test]
fn without_watching_a_reload_or_an_interval_finds_it() {
    let files = files();
    let options = LiveOptions::new().without_watching();
    let live = Live::<Set>::start_with(files.loader(), options.clone());
    rename_over(&files.join("openai"), "second-of-openai");
    std::thread::sleep(Duration::from_millis(100));
    assert_eq!(value(&live.current().openai), "first-of-openai");
    assert!(live.reload());
    assert_eq!(value(&live.current().openai), "second-of-openai");
    assert!(!live.reload());

    let live =
        Live::<Set>::start_with(files.loader(), options.interval(Duration::from_millis(100)));
    rename_over(&files.join("openai"), "third-of-openai");
    until(&live, "third-of-openai");
}

#[test]
fn a_dotenv_file_and_the_file_that_a_variable_names_are_read_again() {
    let files = files().with(".env", "LIVE_KEY=first-of-dotenv\n").with("named", "first-of-named");
    let named = files.join("named");
    let loader: Loader = no_environment()
        .with_environment([("LIVE_OTHER_KEY_FILE", named.to_str().unwrap())])
        .base_dir(files.path())
        .with_dotenv(".env");
    let live = Live::<Set>::start(loader);
    let current = live.current();
    assert_eq!(value(&current.dotted), "first-of-dotenv");
    assert_eq!(value(&current.in_file), "first-of-named");
    for round in ["second", "third"] {
        rename_over(&files.join(".env"), &format!("LIVE_KEY={round}-of-dotenv\n"));
        soon(round, || value(&live.current().dotted) == format!("{round}-of-dotenv"));
        rename_over(&named, &format!("{round}-of-named"));
        soon(round, || value(&live.current().in_file) == format!("{round}-of-named"));
    }
    assert!(!format!("{live:?}").contains("third-of-named"));
}
