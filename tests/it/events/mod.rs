//! What observers and `tracing` are told.

mod background;
mod documented;

mod every;
mod json;
mod metrics;
mod tracing;

use std::sync::{Arc, Mutex};

use provider_credentials::{Event, EventRecord, LoadSummary, Loader, credentials};

credentials!("it/manifests/env.yaml", struct Env);

const SENTINEL: &str = "sentinel-secret-value";

fn loader() -> Loader {
    Loader::new().with_environment([("SECOND_KEY", SENTINEL)])
}

const LINES: [&str; 3] = [
    "credential_failed: first (example): not loaded: environment variable `FIRST_KEY` is not set; \
     set it, or set `FIRST_KEY_FILE` to the path of a file that holds the secret [env_not_set]",
    "credential_loaded: second (example): loaded from env",
    "load_finished: 1 of 2 credentials loaded, 1 required ones missing",
];

#[test]
fn an_observer_gets_one_event_a_credential_and_a_summary() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let (first, second) = (Arc::clone(&seen), Arc::clone(&seen));
    let loader = loader()
        .with_observer(move |event: &Event<'_>| first.lock().unwrap().push(event.to_string()))
        .with_observer(move |event: &Event<'_>| {
            let text = format!("{event:?}");
            assert!(!text.contains(SENTINEL), "{text}");
            if let Event::LoadFinished(LoadSummary { total, loaded, missing, .. }) = event {
                assert_eq!((*total, *loaded, *missing), (2, 1, 1));
                assert!(event.metadata().is_none());
            } else {
                let loaded = event.metadata().unwrap().is_loaded();
                assert_eq!(loaded, event.name() == "credential_loaded");
            }
            second.lock().unwrap().push("second".to_owned());
        });
    let _: Env = loader.load();
    let [failed, succeeded, finished] = LINES;
    assert_eq!(*seen.lock().unwrap(), [failed, "second", succeeded, "second", finished, "second"]);
}

#[test]
fn a_record_says_what_the_event_said() {
    let seen = Arc::new(Mutex::new(Vec::<(String, EventRecord)>::new()));
    let (told, of_observer) = (Arc::clone(&seen), Arc::clone(&seen));
    let loader = loader().with_observer(move |event: &Event<'_>| {
        told.lock().unwrap().push((event.json().to_string(), event.to_record()));
    });
    let _: Env = loader.load();
    drop(of_observer);
    let seen = seen.lock().unwrap();
    assert_eq!(seen.len(), 3);
    for (number, (json, record)) in seen.iter().enumerate() {
        assert_eq!(*json, record.clone().as_event().json().to_string());
        assert_eq!(record.to_string(), LINES[number]);
        assert!(!format!("{record:?}").contains(SENTINEL));
    }
}

#[test]
fn an_observer_that_panics_breaks_no_load_and_hides_nothing_from_others() {
    let seen = Arc::new(Mutex::new(0));
    let told = Arc::clone(&seen);
    let loader = loader()
        .with_observer(|_: &Event<'_>| panic!("of an observer, for the test"))
        .with_observer(move |_: &Event<'_>| *told.lock().unwrap() += 1);
    let creds: Env = loader.load();
    assert!(creds.second.is_loaded());
    assert_eq!(*seen.lock().unwrap(), 3);
}
