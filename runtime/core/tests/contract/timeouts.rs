//! Time limits, and sources that are asked at the same time.

use std::sync::Arc;
use std::sync::Barrier;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use provider_credentials_core::__private::SourceSpec;
use provider_credentials_core::{Secret, Source, SourceAnswer, SourceRequest};

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
