//! Time limits, and sources that are asked at the same time.

use std::sync::Arc;
use std::sync::Barrier;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use provider_credentials_core::__private::SourceSpec;
use provider_credentials_core::{Secret, Source, SourceAnswer, SourceError, SourceRequest};

use crate::support::{Answers, error, load_all, loader, remote, spec, value};

/// Long enough for whatever has to happen before, on a machine that does other work.
const PATIENCE: Duration = Duration::from_secs(30);

/// Answers when it is told to, or when that can no longer happen.
struct Waits(Mutex<Receiver<()>>);

impl Waits {
    fn new() -> (Self, Sender<()>) {
        let (go, wait) = channel();
        (Self(Mutex::new(wait)), go)
    }
}

impl Source for Waits {
    fn fetch(&self, requests: &mut [SourceRequest]) {
        let wait = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        _ = wait.recv_timeout(PATIENCE);
        for request in requests {
            request.answer(Ok(Secret::from("late")));
        }
    }
}

fn asks(kind: &'static str) -> SourceSpec {
    SourceSpec::Remote(remote(kind))
}

#[test]
fn one_that_does_not_answer_in_time_fails_its_own_credentials_only() {
    let (slow, go) = Waits::new();
    let loader = loader()
        .with_source("slow", slow)
        .with_source("quick", Answers(|_| Ok(SourceAnswer::secret("example"))))
        .source_timeout(Duration::from_millis(100));
    let began = Instant::now();
    let specs = vec![
        spec("a", vec![asks("slow")]),
        spec("b", vec![asks("quick")]),
        spec("c", vec![asks("slow"), asks("quick")]),
    ];
    let loaded = load_all(specs, &loader);
    assert!(began.elapsed() < PATIENCE, "{:?}", began.elapsed());
    let error = error(&loaded[0]);
    assert_eq!(error.code(), "source_timed_out");
    assert!(error.is_retryable());
    assert!(
        error.to_string().contains("slow secret `it` did not answer within 100ms; "),
        "{error}"
    );
    assert_eq!(value(&loaded[1]), "example");
    // A store that is out of order does not let another take its place.
    assert_eq!(super::support::error(&loaded[2]).code(), "source_timed_out");
    drop(go);
}

#[test]
fn the_limit_of_the_whole_load_counts_for_every_round() {
    let (slow, go) = Waits::new();
    let loader = loader()
        .with_source("slow", slow)
        .source_timeout(PATIENCE)
        .load_timeout(Duration::from_millis(100));
    let loaded = load_all(vec![spec("a", vec![asks("slow")])], &loader);
    assert!(error(&loaded[0]).to_string().contains("did not answer within 100ms"));
    drop(go);
    // Nothing is asked when there is no time.
    let loader = loader.load_timeout(Duration::ZERO);
    let loader = loader.with_source("never", Answers(|_| panic!("it was asked")));
    let loaded = load_all(vec![spec("a", vec![asks("never")])], &loader);
    assert_eq!(error(&loaded[0]).code(), "source_timed_out");
}

#[test]
fn sources_of_different_kinds_are_asked_at_the_same_time() {
    /// Answers when the others are asked as well.
    struct Meets(Arc<Barrier>);

    impl Source for Meets {
        fn fetch(&self, requests: &mut [SourceRequest]) {
            self.0.wait();
            for request in requests {
                request.answer(Ok(Secret::from("met")));
            }
        }
    }

    let barrier = Arc::new(Barrier::new(3));
    let mut loader = loader().source_timeout(PATIENCE);
    for kind in ["a", "b", "c"] {
        loader = loader.with_source(kind, Meets(Arc::clone(&barrier)));
    }
    let specs = ["a", "b", "c"].map(|kind| spec(kind, vec![asks(kind)])).into();
    assert!(load_all(specs, &loader).iter().all(|one| value(one) == "met"));
}

#[test]
fn a_source_runs_on_a_thread_of_its_own() {
    struct Names;

    impl Source for Names {
        fn fetch(&self, requests: &mut [SourceRequest]) {
            let name = thread::current().name().unwrap_or("none").to_owned();
            for request in requests {
                request.answer(Ok(Secret::from(name.as_str())));
            }
        }
    }

    let loader = loader().with_source("acme", Names);
    assert_eq!(
        value(&load_all(vec![spec("a", vec![asks("acme")])], &loader)[0]),
        "credentials acme"
    );
}

/// Never answers while the test runs, and counts how often it is asked.
struct Hangs(Mutex<Receiver<()>>, Arc<AtomicUsize>);

impl Source for Hangs {
    fn fetch(&self, _: &mut [SourceRequest]) {
        self.1.fetch_add(1, Ordering::SeqCst);
        let wait = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        _ = wait.recv_timeout(PATIENCE);
    }
}

#[test]
fn a_source_that_hangs_delays_nobody_who_falls_back_and_is_asked_once() {
    const NOT_HERE: SourceError =
        SourceError::new("acme_not_here", "it is not here", "look").absent();

    let asked = Arc::new(AtomicUsize::new(0));
    let (go, wait) = channel();
    let limit = Duration::from_millis(400);
    let loader = loader()
        .with_source("hangs", Hangs(Mutex::new(wait), Arc::clone(&asked)))
        .with_source("first", Answers(|_| Err(NOT_HERE)))
        .with_source("second", Answers(|_| Err(NOT_HERE)))
        .with_source("third", Answers(|_| Ok(SourceAnswer::secret("example"))))
        .source_timeout(limit)
        .load_timeout(2 * limit);
    let specs = || {
        vec![
            spec("healthy", vec![asks("first"), asks("second"), asks("third")]),
            spec("stuck", vec![asks("hangs")]),
            spec("later", vec![asks("first"), asks("hangs")]),
        ]
    };
    let loaded = load_all(specs(), &loader);
    assert_eq!(value(&loaded[0]), "example");
    assert_eq!(error(&loaded[1]).code(), "source_timed_out");
    assert_eq!(error(&loaded[2]).code(), "source_timed_out");
    let first = asked.load(Ordering::SeqCst);
    assert!(first <= 2, "{first}");

    // While it hangs, no other load starts a thread for it, nor waits.
    let began = Instant::now();
    for _ in 0..20 {
        let loaded = load_all(specs(), &loader);
        assert_eq!(value(&loaded[0]), "example");
        assert_eq!(error(&loaded[1]).code(), "source_timed_out");
    }
    assert_eq!(asked.load(Ordering::SeqCst), first);
    assert!(began.elapsed() < 20 * limit, "{:?}", began.elapsed());

    // It is asked again when it has ended.
    drop(go);
    let deadline = Instant::now() + PATIENCE;
    while asked.load(Ordering::SeqCst) == first && Instant::now() < deadline {
        load_all(specs(), &loader);
    }
    assert!(asked.load(Ordering::SeqCst) > first);
}

/// Panics with something that panics again when it is dropped.
struct PanicsTwice;

struct Payload;

impl Drop for Payload {
    fn drop(&mut self) {
        panic!("again");
    }
}

impl Source for PanicsTwice {
    fn fetch(&self, _: &mut [SourceRequest]) {
        std::panic::panic_any(Payload);
    }
}

#[test]
fn a_panic_that_panics_again_is_one_panic() {
    let loader = loader().with_source("panics", PanicsTwice);
    let loaded = load_all(vec![spec("it", vec![asks("panics")])], &loader);
    assert_eq!(error(&loaded[0]).code(), "source_panicked");
}

/// Takes long to end its thread.
struct Lingers;

struct Slow;

impl Drop for Slow {
    fn drop(&mut self) {
        thread::sleep(Duration::from_secs(3));
    }
}

thread_local! {
    static LEFT: std::cell::RefCell<Option<Slow>> = const { std::cell::RefCell::new(None) };
}

impl Source for Lingers {
    fn fetch(&self, requests: &mut [SourceRequest]) {
        LEFT.with(|left| *left.borrow_mut() = Some(Slow));
        for request in requests {
            request.answer(Ok(Secret::from("example")));
        }
    }
}

#[test]
fn what_a_thread_does_at_its_end_is_within_its_time_too() {
    let limit = Duration::from_millis(100);
    let loader = loader().with_source("lingers", Lingers).source_timeout(limit);
    let began = Instant::now();
    let loaded = load_all(vec![spec("it", vec![asks("lingers")])], &loader);
    assert_eq!(value(&loaded[0]), "example");
    assert!(began.elapsed() < Duration::from_secs(2), "{:?}", began.elapsed());
}
