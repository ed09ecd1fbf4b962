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
