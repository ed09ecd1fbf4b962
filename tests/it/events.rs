//! What observers and `tracing` are told.

use std::sync::{Arc, Mutex};

use provider_credentials::{Event, LoadSummary, Loader, credentials};
use tracing::field::{Field, Visit};
use tracing::span;

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

/// Writes every event of `provider_credentials` as a line of its fields.
#[derive(Default)]
struct Subscriber(Arc<Mutex<Vec<String>>>);

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        self.0 += &format!(" {}={value:?}", field.name());
    }
}

impl tracing::Subscriber for Subscriber {
    fn enabled(&self, metadata: &tracing::Metadata<'_>) -> bool {
        metadata.target() == "provider_credentials"
    }

    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn event(&self, event: &tracing::Event<'_>) {
        let mut line = Line(event.metadata().level().to_string());
        event.record(&mut line);
        self.0.lock().unwrap().push(line.0);
    }

    fn enter(&self, _: &span::Id) {}

    fn exit(&self, _: &span::Id) {}
}

/// What the subscriber is told of a load.
fn lines_of(load: impl Fn()) -> Vec<String> {
    let lines = Arc::new(Mutex::new(Vec::new()));
    let subscriber = Subscriber(Arc::clone(&lines));
    tracing::subscriber::with_default(subscriber, || {
        // Another test's load may just register the same events for nobody.
        load();
        tracing::callsite::rebuild_interest_cache();
        lines.lock().unwrap().clear();
        load();
    });
    let lines = lines.lock().unwrap();
    lines.clone()
}

#[test]
fn tracing_gets_the_same_as_fields() {
    assert_eq!(
        lines_of(|| _ = loader().load::<Env>()),
        [
            "WARN message=credential_failed credential_id=\"first\" provider=\"example\" \
             kind=\"api_key\" source=\"env\" required=true loaded=false code=\"env_not_set\" part=\"secret\" error=\"environment variable `FIRST_KEY` is not set; set \
             it, or set `FIRST_KEY_FILE` to the path of a file that holds the secret [env_not_set]\"",
            "INFO message=credential_loaded credential_id=\"second\" provider=\"example\" \
             kind=\"api_key\" source=\"env\" required=false loaded=true",
            "WARN message=load_finished total=2 loaded=1 missing=1",
        ]
    );
}

#[test]
fn a_load_that_misses_nothing_required_is_no_warning() {
    let loader = Loader::new().with_environment([("FIRST_KEY", SENTINEL)]);
    assert_eq!(
        lines_of(|| _ = loader.load::<Env>()).last().unwrap(),
        "INFO message=load_finished total=2 loaded=1 missing=0"
    );
}

#[cfg(unix)]
#[test]
fn tracing_gets_warnings() {
    use std::fs::{self, Permissions as Mode};
    use std::os::unix::fs::PermissionsExt;

    use provider_credentials::Permissions;

    use crate::permissions::Set;
    use crate::support::Files;

    let files = Files::new().with("plain.txt", "sentinel");
    fs::set_permissions(files.join("plain.txt"), Mode::from_mode(0o644)).unwrap();
    let loader = files.loader().permissions(Permissions::Warn);
    assert_eq!(
        lines_of(|| _ = loader.load::<Set>())[0],
        "WARN message=credential_loaded credential_id=\"plain\" provider=\"example\" \
         kind=\"api_key\" source=\"file\" required=true loaded=true warning=file `plain.txt` has mode 0644, which lets \
         others read it; run `chmod 600 plain.txt` [file_insecure_permissions]"
    );
}
