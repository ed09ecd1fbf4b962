//! `source: custom`: a source that the program registers.

use std::sync::{Arc, Mutex};

use provider_credentials::{Loader, Secret, Source, SourceError, SourceRequest, credentials};

use crate::support::{no_environment, outcome, shown};

credentials!("it/manifests/custom.yaml", struct Custom);

const NOT_THERE: SourceError =
    SourceError::new("store_empty", "nothing there", "put it there").absent();
const SEALED: SourceError = SourceError::new("store_sealed", "the store is sealed", "unseal it");

/// Answers by `path`, and remembers what it was asked, call by call.
#[derive(Clone, Default)]
struct Store {
    values: &'static [(&'static str, Result<&'static str, SourceError>)],
    calls: Arc<Mutex<Vec<Vec<&'static str>>>>,
    reversed: bool,
}

impl Source for Store {
    fn fetch(&self, requests: &mut [SourceRequest]) {
        self.calls.lock().unwrap().push(requests.iter().map(SourceRequest::id).collect());
        if self.reversed {
            requests.reverse();
        }
        for request in requests {
            let path = request.param("path").unwrap_or_default();
            if let Some((_, answer)) = self.values.iter().find(|(key, _)| *key == path) {
                request.answer(answer.map(Secret::from));
            }
        }
    }
}

fn store(values: &'static [(&'static str, Result<&'static str, SourceError>)]) -> Store {
    Store { values, ..Store::default() }
}

#[test]
fn a_source_sees_its_requests_of_one_load_together() {
    let store = store(&[("a", Ok("1")), ("b", Ok("2\n")), ("c", Ok("3"))]);
    let creds: Custom = no_environment().with_source("store", store.clone()).load();
    let values = [&*creds.first, &*creds.second, &*creds.third].map(shown);
    assert_eq!(values, ["1", "2", "3"]);
    assert_eq!(*store.calls.lock().unwrap(), [["first", "second", "third"]]);
    assert_eq!(creds.first.metadata().source(), "store");
    assert_eq!(outcome(&creds.fourth), Err("env_not_set"));
}

#[test]
fn it_is_not_asked_for_what_an_earlier_source_has() {
    let store = store(&[("a", Ok("1")), ("c", Ok("3"))]);
    let loader = Loader::new().with_environment([("SECOND_KEY", "env")]);
    let creds: Custom = loader.with_source("store", store.clone()).load();
    assert_eq!(shown(&creds.second), "env");
    assert_eq!(*store.calls.lock().unwrap(), [["first", "third"]]);
}

#[test]
fn it_is_not_called_when_nobody_waits() {
    let store = Store::default();
    let loader = no_environment().with_source("store", store.clone());
    let loader = loader.with_secret("first", "x").with_secret("second", "x");
    let creds: Custom = loader.with_secret("third", "x").load();
    assert_eq!(shown(&creds.first), "x");
    assert!(store.calls.lock().unwrap().is_empty());
}

#[test]
fn the_order_of_answers_is_the_sources_own() {
    let values = store(&[("a", Ok("1")), ("b", Ok("2")), ("c", Ok("3"))]);
    let store = Store { reversed: true, ..values };
    let creds: Custom = no_environment().with_source("store", store).load();
    let values = [&*creds.first, &*creds.second, &*creds.third].map(shown);
    assert_eq!(values, ["1", "2", "3"]);
}

#[test]
fn what_is_absent_falls_through_and_what_is_broken_does_not() {
    let backup = store(&[("", Ok("backup"))]);
    let load = |answer: &'static [(&str, Result<&str, SourceError>)]| -> Custom {
        let loader = no_environment().with_source("store", store(answer));
        loader.with_source("backup", backup.clone()).load()
    };
    let creds = load(&[("b", Err(NOT_THERE))]);
    assert_eq!(
        (shown(&creds.second).as_str(), creds.second.metadata().source()),
        ("backup", "backup")
    );
    let creds = load(&[("b", Err(SEALED))]);
    assert_eq!(outcome(&creds.second), Err("store_sealed"));
    assert_eq!(
        creds.second.secret().unwrap_err().to_string(),
        "credential `second` is not loaded: custom source `store`: the store is sealed; unseal it"
    );
}

#[test]
fn one_that_is_not_registered_fails_with_what_to_do() {
    let creds: Custom = no_environment().load();
    assert_eq!(outcome(&creds.first), Err("source_not_registered"));
    assert_eq!(
        creds.first.secret().unwrap_err().to_string(),
        "credential `first` is not loaded: custom source `store` is not registered; register it \
         with `Loader::with_source(\"store\", …)`"
    );
}

#[test]
fn a_request_without_an_answer_fails() {
    let creds: Custom = no_environment().with_source("store", store(&[("a", Ok("1"))])).load();
    assert_eq!(shown(&creds.first), "1");
    assert_eq!(outcome(&creds.third), Err("source_gave_no_answer"));
}

#[test]
fn an_empty_secret_fails_as_from_any_source() {
    let creds: Custom = no_environment().with_source("store", store(&[("a", Ok(" \n"))])).load();
    assert_eq!(outcome(&creds.first), Err("value_empty"));
}

#[test]
fn a_panic_fails_what_is_not_answered_and_nothing_else() {
    struct Panics;
    impl Source for Panics {
        fn fetch(&self, requests: &mut [SourceRequest]) {
            for request in requests {
                assert_ne!(request.id(), "third", "a panic that the test wants");
                request.answer(Ok(Secret::from("value")));
            }
        }
    }
    let creds: Custom =
        no_environment().with_source("store", Panics).with_secret("fourth", "x").load();
    assert_eq!(shown(&creds.first), "value");
    assert_eq!(outcome(&creds.third), Err("source_panicked"));
    assert_eq!(shown(&creds.fourth), "x");
}

#[test]
fn a_request_says_what_it_is_for_and_shows_no_answer() {
    struct Looks;
    impl Source for Looks {
        fn fetch(&self, requests: &mut [SourceRequest]) {
            for request in requests {
                if request.id() == "second" {
                    assert_eq!(request.provider(), "example");
                    let params: Vec<_> = request.params().collect();
                    assert_eq!(params, [("path", "b"), ("field", "x")]);
                    assert_eq!(request.param("nothing"), None);
                }
                request.answer(Ok(Secret::from("sentinel")));
                assert!(!format!("{request:?}").contains("sentinel"));
            }
        }
    }
    let creds: Custom = no_environment().with_source("store", Looks).load();
    assert_eq!(shown(&creds.second), "sentinel");
}
