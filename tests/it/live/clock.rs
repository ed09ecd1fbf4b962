//! In a test of an application, one line rotates, and the clock is its own.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use provider_credentials::{Live, LiveOptions, Loader};

use super::{Leases, Log, Set, files, rename_over, value};

/// A clock that stands still until it is set.
#[derive(Clone, Default)]
pub(super) struct Clock(Arc<AtomicU64>);

impl Clock {
    pub(super) fn set(&self, seconds: u64) {
        self.0.store(seconds, Ordering::SeqCst);
    }

    pub(super) fn on(&self, loader: Loader) -> Loader {
        let clock = self.0.clone();
        let start = SystemTime::now();
        loader.clock(move || start + Duration::from_secs(clock.load(Ordering::SeqCst)))
    }
}

#[test]
fn a_test_rotates_in_one_line() {
    let log = Log::default();
    let loader = Loader::isolated().with_secret("openai", "first-of-a-test");
    let live = Live::<Set>::start(log.observe(loader));
    assert_eq!(value(&live.current().openai), "first-of-a-test");
    assert!(live.give("openai", "second-of-a-test"));
    assert_eq!(value(&live.current().openai), "second-of-a-test");
    assert!(!live.give("openai", "second-of-a-test"));
    assert_eq!(log.take(), ["credential_rotated openai"]);
}

#[test]
fn the_value_before_goes_after_the_grace() {
    let clock = Clock::default();
    let loader = clock.on(Loader::isolated().with_secret("openai", "first-of-a-test"));
    let options = LiveOptions::new().grace(Duration::from_secs(60));
    let live = Live::<Set>::start_with(loader, options);
    live.give("openai", "second-of-a-test");
    clock.set(59);
    live.tick();
    assert_eq!(value(&live.current().openai.previous().unwrap()), "first-of-a-test");
    clock.set(61);
    live.tick();
    assert!(live.current().openai.previous().is_none());
    // Only the one before is kept.
    live.give("openai", "third-of-a-test");
    live.give("openai", "fourth-of-a-test");
    let previous = live.current().openai.previous().unwrap();
    assert_eq!(value(&previous), "third-of-a-test");
    assert!(previous.previous().is_none());
}

#[test]
fn a_value_that_is_too_old_is_an_error_and_comes_back() {
    let (clock, log, files) = (Clock::default(), Log::default(), files());
    let options = LiveOptions::new().max_age(Duration::from_secs(100)).without_watching();
    let live = Live::<Set>::start_with(log.observe(clock.on(files.loader())), options);
    rename_over(&files.join("openai"), "");
    live.reload();
    assert!(live.current().openai.is_stale());
    clock.set(99);
    live.reload();
    assert_eq!(value(&live.current().openai), "first-of-openai");
    clock.set(102);
    live.tick();
    assert_eq!(value(&live.current().openai), "file_empty");
    rename_over(&files.join("openai"), "second-of-openai");
    live.reload();
    assert_eq!(value(&live.current().openai), "second-of-openai");
    assert_eq!(live.current().openai.generation(), 2);
    assert_eq!(
        log.take(),
        [
            "credential_reload_failed openai",
            "credential_expired openai",
            "credential_recovered openai"
        ]
    );
}

#[test]
fn what_fails_is_asked_ever_more_seldom() {
    let (clock, files) = (Clock::default(), files());
    let asked = Arc::<Mutex<u32>>::default();
    let lease = Duration::from_secs(1_000_000);
    let source = Leases { asked: Arc::clone(&asked), lease };
    let loader = clock.on(files.loader().with_source("store", source));
    let live = Live::<Set>::start_with(loader, LiveOptions::new().without_watching());
    rename_over(&files.join("openai"), "");
    live.reload();
    let before = *asked.lock().unwrap();
    // An hour, asked every second.
    for second in 0..3600 {
        clock.set(second);
        live.tick();
    }
    let loads = *asked.lock().unwrap() - before;
    // With the longest pause of five minutes, and half of it at random: 24; without, 3600.
    assert!((10..120).contains(&loads), "{loads}");
}

#[test]
fn what_was_confirmed_is_not_too_old_and_what_a_store_gives_for_ever_is_asked_for_again() {
    let (clock, log, files) = (Clock::default(), Log::default(), files());
    let options = LiveOptions::new().max_age(Duration::from_secs(100)).without_watching();
    let live =
        Live::<Set>::start_with(log.observe(clock.on(files.loader())), options.without_thread());
    for seconds in [50, 120, 199] {
        clock.set(seconds);
        live.reload();
    }
    rename_over(&files.join("openai"), "");
    clock.set(200);
    live.reload();
    assert_eq!(value(&live.current().openai), "first-of-openai");
    clock.set(300);
    live.reload();
    assert_eq!(value(&live.current().openai), "file_empty");
    // It has been so for a while, for two reasons: the next value is the next generation all the same.
    std::fs::remove_file(files.join("openai")).unwrap();
    live.reload();
    rename_over(&files.join("openai"), "second-of-openai");
    assert!(live.reload());
    assert_eq!(live.current().openai.generation(), 2);
}

#[test]
fn each_value_before_goes_after_its_own_grace() {
    let (clock, files) = (Clock::default(), files());
    let options = LiveOptions::new().without_watching().without_thread();
    let live = Live::<Set>::start_with(clock.on(files.loader()), options);
    rename_over(&files.join("openai"), "second-of-openai");
    live.reload();
    let held = live.current().openai.clone();
    for round in 1..4 {
        clock.set(30 * round);
        rename_over(
            &files.join("other.json"),
            &format!(r#"{{"keys": {{"other": "round-{round}"}}}}"#),
        );
        live.reload();
        live.tick();
    }
    assert!(live.current().openai.previous().is_none());
    assert!(held.previous().is_none(), "nor for whoever has an older handle");
    assert!(live.current().other.previous().is_some());
}

#[test]
fn no_length_of_time_is_too_short_or_too_long() {
    for length in [Duration::ZERO, Duration::MAX] {
        for _ in 0..20 {
            let (clock, files) = (Clock::default(), files());
            let options = LiveOptions::new().interval(length).max_age(length).grace(length);
            let options = options.without_watching().without_thread();
            let live = Live::<Set>::start_with(clock.on(files.loader()), options);
            rename_over(&files.join("openai"), "");
            live.reload();
            clock.set(1);
            live.tick();
        }
    }
}
